/** Practices as a list: what somebody looks for, or all that there are. */
import type { Call } from '../command.ts'
import { type Actions, actions, buttonsOf, note, paragraph, type Reply, type Table } from '../reply.ts'
import { code } from '../text.ts'
import type { Words } from '../words/words.ts'
import { findPractices } from './find-practice.ts'
import { isSameName } from './names.ts'
import type { Practice } from './practice.ts'
import { practiceCard } from './practice-card.ts'

const MAX_LISTED = 12
const MAX_OPENED = 4

const button = buttonsOf('practice')

/** Practices for some words: the one alone where they say which; without words all that are not retired, what is done most first. */
export async function listPractices(call: Call<{ words?: string | undefined }>): Promise<Reply> {
  const { input, store, community, words } = call
  const say = words.practice.find
  const all = await store.repertoire.practices(community.id)
  const wanted = input.words
  if (wanted === undefined) {
    const here = all.filter((one) => one.retired === null)
    const sorted = [...here].sort((a, b) => b.doings - a.doings || b.sharedAt - a.sharedAt)
    const blocks =
      sorted.length === 0 ? [paragraph(say.nothingYet), opening([], words)] : listed(sorted, words)
    return { title: say.title, isPrivate: true, blocks }
  }
  const found = findPractices(all, wanted)
  const [first, ...others] = found
  if (first === undefined)
    return {
      title: say.found(wanted),
      isPrivate: true,
      blocks: [paragraph(say.nothingFound(wanted)), opening([], words)],
    }
  if (others.length === 0 || isSameName(first.name, wanted)) return practiceCard(call, first, all)
  return { title: say.found(wanted), isPrivate: true, blocks: listed(found, words) }
}

/** Opens a few practices, and begins a new one. */
const opening = (some: readonly Practice[], { practice: say }: Words): Actions =>
  actions(
    button(say.share.form, 'share', {}, some.length === 0 ? 'primary' : 'plain'),
    ...some.map((one) => button(one.name, 'open', { id: String(one.id) })),
  )

/** The practices as a table, and buttons that open the first ones. */
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
    opening(shown.slice(0, MAX_OPENED), words),
    ...(others > 0 ? [note(say.more(others))] : []),
    note(say.openBefore, code('/practice find'), say.openAfter),
  ]
}
