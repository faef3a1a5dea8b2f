/** What setting a community up says: the form, the screen, and what stands in the way. */
import type { Platform } from '../../activity.ts'
import type { Day } from '../../calendar.ts'
import type { Ability } from '../../place.ts'
import { count, either, list, number, time } from './time.ts'

const PLATFORMS: Readonly<Record<Platform, string>> = {
  discord: 'Discord',
  slack: 'Slack',
  terminal: 'the terminal',
}

/** As Discord’s own settings call them. */
const DISCORD_PERMISSIONS: Readonly<Record<Ability, string>> = {
  see: 'View Channel',
  readHistory: 'Read Message History',
  post: 'Send Messages',
  attach: 'Attach Files',
  pin: 'Pin Messages',
}

const MODERATORS: Readonly<Record<Platform, string>> = {
  discord: 'people who may manage this server',
  slack: 'owners and admins of this workspace',
  terminal: 'moderators',
}

const abilities = (n: number): Readonly<Record<Ability, string>> => ({
  see: n === 1 ? 'see it' : 'see them',
  readHistory: n === 1 ? 'read its history' : 'read their history',
  post: 'write there',
  attach: 'attach pictures there',
  pin: 'pin messages there',
})

const isOrAre = (names: readonly string[]): string => (names.length === 1 ? 'is' : 'are')

/** The words of `/community setup`. */
export const setup = {
  /** Weekdays and times as people type them. */
  slotWords: {
    weekdays: time.weekdays,
    shortWeekdays: time.shortWeekdays,
    fillers: ['at', 'on', 'every', 'each', 'o’clock'],
    noon: 'noon',
    midnight: 'midnight',
  },
  slot: (slot: { weekday: number; hour: number; minute: number }): string =>
    `${time.weekdays[slot.weekday] ?? ''} ${slot.hour}:${String(slot.minute).padStart(2, '0')}`,
  usualSlot: 'Monday 9:00',
  /** For a server without a name. */
  aCommunity: 'A community',
  anotherCommunity: 'another community',

  form: {
    begin: 'Set up this community',
    beginSubmit: 'Set up',
    change: 'Change the setup',
    changeSubmit: 'Save',
    name: { label: 'Name', hint: 'What this community is called, such as Robotics club' },
    channels: {
      label: 'Channels',
      hint: 'Where this community talks: who writes when is read there, never the words',
    },
    moreChannels: {
      label: 'Channels to add',
      hint: 'They are added to those that are read; leave it empty to add none',
    },
    purpose: { label: 'What for', hint: 'What people come together for here, as you would tell a newcomer' },
    channel: {
      label: 'Where digests go',
      hint: 'A channel that only moderators read: there, and only there, figures are exact',
    },
    when: { label: 'When', hint: 'Weekday and time of the weekly digest, such as Monday 9:00' },
    timeZone: {
      label: 'Time zone',
      hint: 'Such as Europe/Paris. Days are counted in it, so it cannot be changed later',
    },
  },

  begin: {
    summary: 'Set up a community here',
    done: (name: string): string => `${name} is set up. Its history of the last 90 days is being read.`,
  },
  change: { summary: 'Change channels, purpose and digests', done: 'That is changed.' },
  bound: (names: readonly string[]): string => `${list(names)} ${isOrAre(names)} read from now on.`,
  takenOff: (names: readonly string[]): string =>
    `${list(names)} ${isOrAre(names)} no longer read. What is known of ${names.length === 1 ? 'it' : 'them'} stays.`,
  takeOff: {
    summary: 'Stop reading some channels',
    button: 'Take channels off',
    form: 'Take channels off',
    submit: 'Take off',
    channels: { label: 'Channels', hint: 'They are not read any more; what is known of them stays' },
    notRead: (names: readonly string[]): string => `${list(names)} ${isOrAre(names)} not read here anyway.`,
  },
  join: {
    summary: 'Make channels of this server part of a community elsewhere',
    community: { label: 'Community', hint: 'The community that they become part of' },
    offer: (names: readonly string[]): string =>
      `There is no community here yet. You look after ${list(names)} elsewhere: these channels can become part of ${names.length === 1 ? 'it' : 'one of them'}, or begin a community of their own.`,
    button: (name: string): string => `Part of ${name}`,
    beginButton: 'Begin a new one',
    form: (name: string): string => `Part of ${name}`,
    submit: 'Add',
    notYours:
      'You do not look after that community, so its moderators have to do this. If you do, look whether you may still manage its server.',
  },
  code: {
    summary: 'Bring this community to another platform',
    button: 'Bring to another platform',
    field: {
      label: 'Code',
      hint: 'Only to bring a community here from another platform: the code shown there',
    },
    title: 'One community on two platforms',
    codeBefore: 'The code is ',
    codeAfter: '. It is good for a quarter of an hour, once.',
    typeIt: (platform: 'discord' | 'slack'): string =>
      platform === 'slack'
        ? 'In the Slack workspace that is to join, with the bot installed, whoever administers it writes '
        : 'In the Discord server that is to join, with the bot invited, whoever manages it types a slash and then ',
    typed: (platform: 'discord' | 'slack', code: string): string =>
      platform === 'slack' ? `/commonplace community setup code:${code}` : `community setup code:${code}`,
    typeItAfter: ', and chooses the channels.',
    onlyModerators: (name: string): string =>
      `Give it only to somebody who looks after ${name} with you. From then on, both look after it, its digest counts both, and each of you sees on your own platform what you may see there.`,
    gone: 'That code is not good: it lives a quarter of an hour, and works once. Whoever looks after the community on the other platform gets a new one from /community setup there, with Bring to another platform.',
    samePlatform:
      'That code was made on this platform, and is for another. Here nobody needs one: whoever looks after both places is offered it under /community setup.',
  },
  another: { summary: 'Set up another community here', button: 'Set up another' },

  history: {
    summary: 'Read further back',
    button: 'Read history back',
    form: 'Read history back',
    submit: 'Read',
    back: { label: 'How far back', hint: 'What was said before the bot came' },
    choices: { days30: '30 days', days90: '90 days', year: 'One year', everything: 'Everything' },
    /** Null where all of it is read. */
    begun: (from: Day | null): string =>
      from === null
        ? 'All that was ever said in these channels is being read. Look again to see how far it has come.'
        : `Everything since ${time.day(from)} is being read. Look again to see how far it has come.`,
    noChannels: 'No channel is read yet. Choose some with Change first.',
  },

  board: {
    summary: 'Put the board into this channel',
    button: 'Put the board here',
    placed: (channel: string): string => `The board will stand in ${channel} in a moment, pinned.`,
    moved: (channel: string): string =>
      `The board will stand in ${channel} in a moment, pinned. The old one stays where it is, as it is; delete it if nobody needs it.`,
    nowhere:
      'There is no channel here for a board. Write /community setup in one, and press the button there.',
    notPostable: (channel: string): string =>
      `Nothing can be written straight into ${channel}. Write /community setup in a text channel, and press the button there.`,
  },

  again: { summary: 'Look at the setup again', button: 'Look again' },
  changeButton: 'Change',

  refused: {
    goneChannels: (n: number, platform: Platform): string => {
      const gone = count(n, {
        one: 'One of these channels is not there, or the bot cannot see it.',
        other: '# of these channels are not there, or the bot cannot see them.',
      })
      return platform === 'slack'
        ? `${gone} The bot sees a private channel only once it is in it: write /invite there and choose the bot, then try again.`
        : `${gone} Choose ${n === 1 ? 'it' : 'them'} again from the list.`
    },
    unreadable: (names: readonly string[]): string =>
      `Nobody can write in ${list(names)}. Leave ${names.length === 1 ? 'it' : 'them'} out, and choose the channels that people write in.`,
    foreign: (space: string, community: string): string =>
      `${space} is part of ${community}, and a channel is of one community. Leave it out here. To change ${community}, write /community setup in ${space}.`,
    wasForeign: (space: string, community: string): string =>
      `${space} was part of ${community}, and what was read there stays there. A channel is of one community: leave it out here.`,
    notPostable: (name: string): string =>
      `Nothing can be written straight into ${name}. Choose a text channel for the digests.`,
    noDigestChannel: 'Say where digests go: choose a channel of your moderators.',
    slot: (given: string): string =>
      `I cannot read a weekday and a time in “${given}”. Write it like Monday 9:00 or Friday 17:30.`,
    timeZone: (given: string, nearest: string | null): string =>
      nearest === null
        ? `There is no time zone “${given}”. Write the name of a big city in it, such as Paris or New York.`
        : `There is no time zone “${given}”. Did you mean ${nearest}?`,
    nameTaken: (name: string): string =>
      `There is already a community called ${name}. Give this one another name.`,
    noName:
      'Every name that came to mind is taken. Give this server another name for a moment, and try again.',
  },

  labels: {
    name: 'Name',
    purpose: 'What for',
    channels: 'Channels',
    digests: 'Digests go to',
    next: 'Next digest',
    problem: 'Last digest',
    timeZone: 'Time zone',
    breaks: 'Breaks',
    read: 'What is read',
    reading: 'Reading history',
    board: 'Board',
  },
  noPurpose: 'Nobody has said yet. Press Change to say it.',
  noChannels: 'None yet. Press Change to choose some.',
  channelsValue: (names: readonly string[], others: number): string =>
    others === 0
      ? `${list(names)}.`
      : `${list([...names, count(others, { one: 'one more', other: '# more' })])}.`,
  /** Channels of another server or workspace of the community. */
  elsewhere: (workspace: string, names: readonly string[]): string => `In ${workspace}: ${list(names)}.`,
  gone: (names: readonly string[]): string =>
    `${list(names)}: not there any more. Press Change and leave ${names.length === 1 ? 'it' : 'them'} out.`,
  /** What the bot has no leave for, and where to give it. */
  missing: (platform: Platform, names: readonly string[], missing: readonly Ability[]): string => {
    const cannot = `${list(names)}: the bot may not ${either(missing.map((one) => abilities(names.length)[one]))}.`
    switch (platform) {
      case 'discord':
        return `${cannot} In Discord, open ${names.length === 1 ? 'the channel’s settings' : 'the settings of each'} → Permissions and allow ${list(missing.map((one) => DISCORD_PERMISSIONS[one]))}.`
      case 'slack':
        return missing.includes('see')
          ? `${list(names)}: the bot is not in ${names.length === 1 ? 'this channel' : 'these channels'}. In Slack, write /invite there and choose the bot.`
          : `${list(names)}: ${names.length === 1 ? 'this channel is' : 'these channels are'} archived, so nothing can be written there. In Slack, unarchive ${names.length === 1 ? 'it, or choose another' : 'them, or choose others'}.`
      case 'terminal':
        return cannot
    }
  },
  digestsNowhere: 'Nowhere yet. Press Change to choose a channel.',
  /** `isExact`: whether nobody but moderators reads the channel, for certain. */
  digestsTo: (channel: string, isExact: boolean, platform: Platform): string =>
    isExact
      ? `${channel}. Only moderators read it, so figures are exact.`
      : `${channel}. Others may read it, so it says what members see: small groups are left out, figures are rounded, and only channels count that everybody there sees. For exact figures, press Change and choose a channel that only ${MODERATORS[platform]} see.`,
  digestsElsewhere: (workspace: string): string => `A channel in ${workspace}.`,
  digestsGone: 'A channel that is not there any more. Press Change to choose another.',
  /** A moment follows. */
  nextBefore: (slot: string): string => `${slot}, every week. The next one comes `,
  nextNever: 'None. Press Change to choose a day.',
  reads: {
    base: 'Who wrote when and in which channel, what it answers, whom it names, and reactions. What it says is never kept.',
    texts:
      'Of what it says: how long it is, whether it holds a question mark, and which of the words under /word it uses.',
    noTexts: (platform: Platform): string =>
      platform === 'discord'
        ? 'It is not read how long a message is, whether it asks and which of the words under /word it uses, because Discord does not let the bot see texts: whoever runs the bot can switch on the Message Content Intent in Discord’s developer portal.'
        : `It is not read how long a message is, whether it asks and which of the words under /word it uses, because ${PLATFORMS[platform]} does not let the bot see texts.`,
    noArrivals: (platform: Platform): string =>
      platform === 'discord'
        ? 'Who joins is counted only where Discord posts that they came, and who leaves is not, because Discord does not tell the bot: whoever runs the bot can switch on the Server Members Intent in Discord’s developer portal.'
        : `Who joins and leaves is not counted, because ${PLATFORMS[platform]} does not tell the bot.`,
  },
  progress: {
    done: 'All that was asked for has been read.',
    restDone: 'Everything else that was asked for has been read.',
    /** `upTo` is null before anything was read. */
    reading: (channel: string, messages: number, upTo: Day | null): string => {
      const read =
        messages === 0 ? 'no message' : count(messages, { one: 'one message', other: '# messages' })
      return upTo === null
        ? `${channel}: ${read} so far.`
        : `${channel}: ${read} so far, up to ${time.day(upTo)}.`
    },
    waiting: (n: number): string => count(n, { one: 'One channel is next.', other: '# channels are next.' }),
    noAccess: (names: readonly string[]): string => `${list(names)} cannot be read.`,
    finished: (done: number, all: number): string =>
      `${number(done)} of ${count(all, { one: '# channel', other: '# channels' })} done.`,
    more: (n: number): string =>
      count(n, { one: 'One more is being read.', other: '# more are being read.' }),
  },
  boardNowhere: 'Nowhere yet. Write /community setup where everybody looks, and press Put the board here.',
  boardIn: (channel: string): string => `Pinned in ${channel}.`,
  boardSoon: (channel: string): string => `On its way into ${channel}.`,
  boardElsewhere: (workspace: string): string => `In a channel in ${workspace}.`,
  boardGone: 'Its channel is not there any more. Press Put the board here in another.',

  /** Why a digest was not posted. */
  problem: {
    gone: (day: Day): string =>
      `The digest of ${time.day(day)} could not be posted, because its channel is gone. Press Change to choose another.`,
    forbidden: (day: Day): string =>
      `The digest of ${time.day(day)} could not be posted, because the bot may not write in its channel. Allow it there, or press Change to choose another.`,
    away: (day: Day): string =>
      `The digest of ${time.day(day)} could not be posted, because the bot was not in its server. Invite it again, or press Change to choose another channel.`,
    invalid: (day: Day): string =>
      `The digest of ${time.day(day)} could not be posted, because the platform did not take it. Write /digest to see it, and tell whoever runs the bot.`,
    unknown: (day: Day): string =>
      `It is not known whether the digest of ${time.day(day)} has arrived: the platform did not say so for a day. Write /digest to see it.`,
    late: (day: Day): string =>
      `The digest of ${time.day(day)} was left out, because it would have come days too late. Write /digest to see how things are.`,
  },
}
