/** `/practice`: ways of doing things here, found and shared. */
import { z } from 'zod'
import { calendarOf } from '../src/core/calendar.ts'
import { type Call, type ChosenMessage, type Command, handler, line, prose } from '../src/core/command.ts'
import { Refusal } from '../src/core/errors.ts'
import { goesBy } from '../src/core/people/goes-by.ts'
import type { Practice } from '../src/core/ports.ts'
import { findPractices, isSameName, suggestPractices } from '../src/core/repertoire/find-practice.ts'
import { practiceCard } from '../src/core/repertoire/practice-card.ts'
import { MAX_LINK_LENGTH, readLink } from '../src/core/repertoire/practice-link.ts'
import { note, paragraph, type Reply, type Table } from '../src/core/reply.ts'
import { code } from '../src/core/text.ts'
import type { Words } from '../src/core/words/words.ts'

const MAX_LISTED = 12
const MAX_HOW_LENGTH = 2000

/** `/practice`: bare it finds, and finding without words lists. */
export const practice = (words: Words): Command => {
  const say = words.practice
  return {
    name: 'practice',
    summary: say.summary,
    bare: 'find',
    example: '/practice find crimping wires',
    handlers: new Map([
      [
        'find',
        handler({
          summary: say.find.summary,
          may: 'look',
          isTyped: true,
          input: z.object({ words: line(say.find.words).optional() }),
          suggest: { words: suggestNames },
          run: find,
        }),
      ],
      [
        'share',
        handler({
          summary: say.share.summary,
          may: 'act',
          isTyped: true,
          form: { title: say.share.form, submit: say.share.submit },
          input: z.object({
            name: line({ ...say.share.name, maxLength: 80 }),
            how: prose({ ...say.share.how, maxLength: MAX_HOW_LENGTH }),
            when: prose({ ...say.share.when, maxLength: 500 }).optional(),
            link: line({ ...say.share.link, maxLength: MAX_LINK_LENGTH }).optional(),
          }),
          run: share,
        }),
      ],
    ]),
    shortcuts: [{ label: say.share.shortcut, handler: 'share', inputFrom: fromMessage }],
  }
}

/** Where the message stands; its text only for the person who wrote it. */
function fromMessage({ link, isOwn, text }: ChosenMessage): Readonly<Record<string, string>> {
  const how = isOwn && text !== null ? text.slice(0, MAX_HOW_LENGTH).trim() : ''
  return {
    ...(link !== null && link.length <= MAX_LINK_LENGTH ? { link } : {}),
    ...(how === '' ? {} : { how }),
  }
}

/** Names of practices for what has been typed so far. */
const suggestNames = async ({ store, community }: Call<object>, typed: string): Promise<readonly string[]> =>
  suggestPractices(await store.repertoire.practices(community.id), typed)

async function find({
  input,
  store,
  community,
  place,
  words,
}: Call<{ words?: string | undefined }>): Promise<Reply> {
  const say = words.practice.find
  const all = await store.repertoire.practices(community.id)
  const wanted = input.words
  if (wanted === undefined) {
    const sorted = [...all].sort((a, b) => b.doings - a.doings || b.sharedAt - a.sharedAt)
    const blocks = sorted.length === 0 ? [paragraph(say.nothingYet)] : listed(sorted, words)
    return { title: say.title, isPrivate: true, blocks }
  }
  const found = findPractices(all, wanted)
  const [first, ...others] = found
  if (first === undefined)
    return { title: say.found(wanted), isPrivate: true, blocks: [paragraph(say.nothingFound(wanted))] }
  if (others.length === 0 || isSameName(first.name, wanted)) {
    const shown = { on: place.platform, doneOn: first.platform }
    const sharer = first.sharer === null ? null : await goesBy(store, community, first.sharer, shown, words)
    return practiceCard(first, sharer, words)
  }
  return { title: say.found(wanted), isPrivate: true, blocks: listed(found, words) }
}

/** The practices as a table, and how to open one. */
function listed(practices: readonly Practice[], words: Words): Reply['blocks'] {
  const say = words.practice.find
  const shown = practices.slice(0, MAX_LISTED)
  const table: Table = {
    kind: 'table',
    columns: [
      { label: say.columns.name, align: 'left' },
      { label: say.columns.when, align: 'left' },
      { label: say.columns.done, align: 'left' },
    ],
    rows: shown.map((one) => [[one.name], [one.whenItHelps], [say.times(one.doings)]]),
  }
  const others = practices.length - shown.length
  return [
    table,
    ...(others > 0 ? [note(say.more(others))] : []),
    note(say.openBefore, code('/practice find'), say.openAfter),
  ]
}

type Shared = { name: string; how: string; when?: string | undefined; link?: string | undefined }

async function share({ input, actor, community, place, now, store, words }: Call<Shared>): Promise<Reply> {
  const say = words.practice.share
  const link = input.link === undefined ? null : readLink(input.link, words)
  const taken = (await store.repertoire.practices(community.id)).find((one) =>
    isSameName(one.name, input.name),
  )
  if (taken !== undefined) throw new Refusal(say.taken(taken.name))
  await store.people.setName(community.id, actor.member, place.platform, actor.displayName)
  const shared = await store.repertoire.share(community.id, {
    name: input.name,
    how: input.how,
    whenItHelps: input.when ?? '',
    link,
    sharer: actor.member,
    platform: place.platform,
    at: now,
    day: calendarOf(community.timeZone).dayOf(now),
  })
  const card = practiceCard(shared, actor.displayName, words)
  return { ...card, isPrivate: false, blocks: [paragraph(say.shared), ...card.blocks] }
}
