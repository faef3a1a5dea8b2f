/** What `/my data` says: to one person, of themselves. */

import type { Platform } from '../../activity.ts'
import type { Day } from '../../calendar.ts'
import { PLATFORMS } from './people.ts'
import { count, list, time } from './time.ts'

const messages = (n: number): string => count(n, { one: 'One message', other: '# messages' })

/** The words of `/my data`. */
export const my = {
  summary: 'What is kept of you: see it, take it with you, stop being read, or erase it',
  data: { summary: 'See what is kept of you' },
  title: 'What is kept of you',
  labels: {
    you: 'You',
    names: 'Your name',
    messages: 'Messages',
    reactions: 'Reactions',
    arrivals: 'Coming and going',
    days: 'Days',
    ties: 'Answers',
    given: 'What you gave',
    learning: 'Learning',
    problems: 'Problems',
    marks: 'Marks',
    seen: 'Who sees it',
    since: 'Since',
    paused: 'Paused',
  },
  you: (identities: readonly { readonly platform: Platform; readonly name: string | null }[]): string => {
    const named = identities.flatMap(({ name, platform }) =>
      name === null ? [] : [identities.length === 1 ? name : `${name} on ${PLATFORMS[platform]}`],
    )
    const name = named.length === 0 ? 'You go by no name here yet.' : `You go by ${list(named)}.`
    const platforms = list(identities.map((one) => PLATFORMS[one.platform]))
    if (identities.length === 0) return name
    return identities.length === 1
      ? `${name} Your id on ${platforms} is kept encrypted, so that you are known again.`
      : `${name} Your ids on ${platforms} are kept encrypted, so that you are known again on both as one person.`
  },
  names: (isNamedEverywhere: boolean): string =>
    isNamedEverywhere
      ? 'What you do on one platform bears your name on the others too.'
      : 'What you do on one platform bears your name there alone; elsewhere it is by somebody.',
  messages: {
    none: 'None.',
    raw: (n: number, spaces: number): string =>
      `${messages(n)} in ${count(spaces, { one: 'one channel', other: '# channels' })}: when and where, what ${n === 1 ? 'it answers, how long it is, whether it asks and which of the words under /word it uses. What it says is not kept.' : 'they answer, how long they are, whether they ask and which of the words under /word they use. What they say is not kept.'}`,
    sealed: (n: number): string =>
      count(n, {
        one: 'Of one older message only the day, the hour and the channel are left.',
        other: 'Of # older messages only the day, the hour and the channel are left.',
      }),
  },
  reactions: (n: number): string =>
    n === 0
      ? 'None.'
      : `${count(n, { one: 'One reaction', other: '# reactions' })}: which, on what and when.`,
  arrivals: (joins: number, leaves: number): string =>
    joins + leaves === 0
      ? 'Nothing.'
      : `Joined ${count(joins, { one: 'once', other: '# times' })}, ${leaves === 0 ? 'and never left' : `left ${count(leaves, { one: 'once', other: '# times' })}`}.`,
  days: (n: number): string =>
    n === 0
      ? 'None.'
      : `${count(n, { one: 'One day', other: '# days' })} on which you did something, with how much and where. These counts stay.`,
  ties: (toOthers: number, fromOthers: number): string =>
    toOthers + fromOthers === 0
      ? 'Nothing is left of days long past.'
      : `On days long past you answered or named others ${count(toOthers, { one: 'once', other: '# times' })}, and they you ${count(fromOthers, { one: 'once', other: '# times' })}. Nobody is shown who.`,
  given: (practices: number, doings: number): string => {
    if (practices + doings === 0) return 'Nothing yet.'
    const shared = count(practices, { one: 'one practice', other: '# practices' })
    const done = count(doings, { one: 'one thing you did', other: '# things you did' })
    return `You told of ${list([...(practices > 0 ? [shared] : []), ...(doings > 0 ? [done] : [])])}, under your name.`
  },
  /** Topics to learn, topics to show, pairs, answers about them. */
  learning: (learns: number, shows: number, pairs: number, answers: number): string => {
    if (learns + shows + pairs === 0) return 'Nothing yet.'
    const said = [
      ...(learns > 0 ? [`want to learn ${count(learns, { one: 'one thing', other: '# things' })}`] : []),
      ...(shows > 0 ? [`can show ${count(shows, { one: 'one thing', other: '# things' })}`] : []),
    ]
    return [
      ...(said.length > 0 ? [`You said that you ${list(said)}, under your name.`] : []),
      ...(pairs > 0
        ? [
            count(pairs, {
              one: 'There is one pair in which you learn from somebody or show them something, or did.',
              other: 'There are # pairs in which you learn from somebody or show them something, or did.',
            }),
          ]
        : []),
      ...(answers > 0
        ? [
            `You said ${count(answers, { one: 'once', other: '# times' })} how it went: nobody sees who answered what.`,
          ]
        : []),
    ].join(' ')
  },
  appointed: (roles: readonly ('mentor' | 'adult')[]): string =>
    `The moderators appointed you: you are ${list(roles.map((role) => (role === 'mentor' ? 'a mentor' : 'an adult')))} here.`,
  problems: (n: {
    readonly opened: number
    readonly joined: number
    readonly closed: number
    readonly confirmed: number
    readonly beside: number
  }): string => {
    const one = (times: number, what: string): readonly string[] =>
      times === 0 ? [] : [`${what} ${count(times, { one: 'one', other: '#' })}`]
    const told = [
      ...one(n.opened, 'opened'),
      ...one(n.joined, 'joined'),
      ...one(n.closed, 'closed'),
      ...one(n.confirmed, 'confirmed'),
      ...one(n.beside, 'stand beside'),
    ]
    return `You ${list(told)}, under your name.`
  },
  marks: (n: number): string =>
    n === 0
      ? 'None.'
      : `You marked ${count(n, { one: 'one waiting message', other: '# waiting messages' })}.`,
  seen: 'What you gave is seen by everybody here. Of what was read, nobody sees anything of you by name: it is only counted together with others’.',
  since: (day: Day): string => `${time.day(day)}.`,
  paused: (day: Day): string =>
    `Since ${time.day(day)}. Nothing of what you write is read until you end the pause.`,

  link: {
    summary: 'Be one person here on Discord and on Slack',
    code: { label: 'Code', hint: 'The code that you were shown on the other platform' },
    join: { summary: 'Become one person with whoever made a code' },
    nameEverywhere: { summary: 'Let what you do bear your name on every platform' },
    nameHere: { summary: 'Keep your names apart' },
    title: 'One person on two platforms',
    codeBefore: 'Your code is ',
    codeAfter: '. It is good for a quarter of an hour, once.',
    typeIt: (platform: Platform): string =>
      platform === 'slack'
        ? 'In Slack, in any channel of this community, write '
        : `In ${PLATFORMS[platform]}, in any channel of this community, type a slash and then `,
    /** As it is typed there; without its slash where another platform would spell that in its own way. */
    typed: (platform: Platform, code: string): string =>
      platform === 'slack' ? `/commonplace my link ${code}` : `my link code:${code}`,
    onlyYou:
      'Type it yourself, and give it to nobody: whoever types it and you become one person here, who sees and can erase all that is kept of both.',
    already: (platforms: readonly Platform[]): string =>
      `You are one person here on ${list(platforms.map((one) => PLATFORMS[one]))} already. There is nothing more to do.`,
    onePlatform: (platforms: readonly Platform[]): string =>
      platforms.length === 0
        ? 'This community has no channels at the moment, so there is nothing to join.'
        : `This community lives on ${list(platforms.map((one) => PLATFORMS[one]))} alone, so there is nothing to join. Once it has channels on another platform too, this shows you a code.`,
    question: 'Is this you?',
    madeBefore: 'The code was made by ',
    madeAfter: (platform: Platform): string => ` on ${PLATFORMS[platform]}.`,
    whatItDoes:
      'If that is you: you are counted as one person from now on, and back through history. On either side you then see all that is kept of you, and what you pause or erase is paused or erased on both. It cannot be taken apart again. If it is not you, leave it.',
    confirm: 'Yes, that is me',
    refuse: 'No, leave it',
    done: (platforms: readonly Platform[]): string =>
      `Done: you are one person here on ${list(platforms.map((one) => PLATFORMS[one]))}. You are counted once, from now on and back through history.`,
    askNames: 'May what you did on one platform bear your name on the other? Unless you say so, it does not.',
    namedEverywhere:
      'What you did and do here bears your name on every platform of this community, and in its book if that is written down. You can take that back under /my data.',
    namedHere:
      'Your names stay apart: what you did on one platform bears no name on another. You can change that under /my data.',
    codeGone:
      'That code is not good: it lives a quarter of an hour, works once, and in its own community alone. Write /my link on the other platform for a new one.',
    samePlatform:
      'That code was made on this platform, and joins you with your other one: type it there. Two people of one platform cannot be joined.',
    buttons: {
      link: 'I am also elsewhere',
      nameEverywhere: 'Show my name on both',
      nameHere: 'Keep my names apart',
    },
  },

  buttons: {
    export: 'Export',
    pause: 'Pause',
    resume: 'End the pause',
    erase: 'Erase',
    comeBack: 'Let me be read again',
    back: 'Back',
  },
  export: {
    summary: 'Take what is kept of you with you',
    title: 'Your data',
    note: 'This is all that is kept of you, as it is kept. Only you see it here. The text of your messages is not in it, because it is not kept.',
  },
  pause: {
    summary: 'Stop being read',
    done: 'Paused. From this moment on nothing that you write is read, and it will not be read later either. What you do through the bot still counts.',
    already: 'You are paused already.',
  },
  resume: {
    summary: 'Be read again',
    done: 'You are read again from this moment on. What you wrote in between stays unread.',
    already: 'You are not paused.',
  },
  erase: {
    summary: 'Erase everything that is kept of you',
    form: 'Erase everything',
    submit: 'Erase',
    practices: {
      label: 'What you shared',
      hint: 'Whether the practices and words that you gave stay, as of a former member',
      keep: 'Keep it here, without my name',
      remove: 'Remove it too',
    },
    confirm: { label: 'Write erase', hint: 'So that it does not happen by mistake. It cannot be undone.' },
    word: 'erase',
    notConfirmed: (word: string): string =>
      `Nothing was erased. To erase, write the word ${word} in the last field.`,
    title: 'Everything is gone',
    done: 'Everything that was kept of you here is gone, and you are not read any more, not even when history is read again. For that, a fingerprint of your id is kept, which does not tell who you are.',
    former: 'The practices and words that you gave stay, as of a former member.',
    howBack: 'If you want to come back one day, write /my data.',
  },
  erased: {
    title: 'You erased yourself here',
    text: 'Nothing is kept of you, and nothing that you write is read. A fingerprint of your id is kept, so that it stays so.',
    question: 'You can be a member again from now on. What was erased does not come back.',
  },
  comeBack: {
    summary: 'Be a member again',
    done: 'Welcome back. You are read again from this moment on.',
    notErased: 'You have not erased yourself here, so there is nothing to take back.',
  },
}
