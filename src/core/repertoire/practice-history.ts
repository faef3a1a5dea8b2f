/** What became of a practice: its lineage as a small tree, and what happened to it, the latest first. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { nameAnywhere, nameOf } from '../people/who.ts'
import { note, paragraph, type Reply } from '../reply.ts'
import { emphasis, type Text } from '../text.ts'
import type { Words } from '../words/words.ts'
import { lineageOf } from './lineage.ts'
import type { EarlierText, Practice, PracticeText } from './practice.ts'

const MAX_ENTRIES = 12
const MAX_LINEAGE = 15
const MAX_DOINGS_READ = 200
/** Draws how far a version is from the oldest. */
const STEP = '   '
const BRANCH = '└ '

interface Entry {
  readonly at: number
  readonly text: string
}

/** The history of a practice, for whoever asks. */
export async function practiceHistory(
  call: Call<object>,
  practice: Practice,
  all: readonly Practice[],
): Promise<Reply> {
  const { community, words } = call
  const say = words.practice.history
  const { dayOf } = calendarOf(community.timeZone)
  const entries = [...(await entriesOf(call, practice))].sort((a, b) => b.at - a.at)
  const older = entries.length - MAX_ENTRIES
  const lineage = lineageOf(all, practice)
  return {
    title: say.title(practice.name),
    isPrivate: true,
    blocks: [
      ...(lineage.length < 2
        ? []
        : [
            paragraph(emphasis(say.lineage)),
            { kind: 'list' as const, ordered: false, items: treeOf(lineage, practice, words) },
          ]),
      {
        kind: 'list',
        ordered: false,
        items: entries
          .slice(0, MAX_ENTRIES)
          .map((one): Text => [`${words.time.shortDay(dayOf(one.at))} · ${one.text}`]),
      },
      ...(older > 0 ? [note(say.more(older))] : []),
    ],
  }
}

const treeOf = (lineage: ReturnType<typeof lineageOf>, practice: Practice, words: Words): readonly Text[] =>
  lineage
    .slice(0, MAX_LINEAGE)
    .map(
      ({ practice: one, depth }): Text => [
        `${depth === 0 ? '' : STEP.repeat(depth - 1) + BRANCH}${one.name}${one.id === practice.id ? words.practice.history.here : ''}`,
      ],
    )

async function entriesOf(call: Call<object>, practice: Practice): Promise<readonly Entry[]> {
  const { store, community, words } = call
  const say = words.practice.history
  const doings = await store.repertoire.doings(community.id, MAX_DOINGS_READ, practice.id)
  const earlier = await store.repertoire.earlier(community.id, practice.id)
  const entries: Entry[] = []
  const { sharer } = practice
  entries.push({ at: practice.sharedAt, text: say.shared(await nameOf(call, sharer, practice.platform)) })
  for (const [index, text] of earlier.entries()) {
    const by = await nameAnywhere(call, text.by)
    const fields = changedFields(text, earlier[index + 1] ?? practice, words)
    if (fields.length > 0) entries.push({ at: text.until, text: say.changed(by, fields) })
  }
  for (const one of doings) {
    if (one.outcome === null) continue
    const name = await nameOf(call, one.member, one.platform)
    entries.push({ at: one.at, text: say.did(name, words.did.went[one.outcome]) })
  }
  if (practice.retired !== null)
    entries.push({
      at: practice.retired.at,
      text: [say.retired, practice.retired.why].filter(Boolean).join(': '),
    })
  return entries
}

/** The labels of what differs between two texts. */
function changedFields(before: EarlierText, after: PracticeText, words: Words): readonly string[] {
  const say = words.practice.share
  const all: readonly (readonly [label: string, before: string, after: string])[] = [
    [say.name.label, before.name, after.name],
    [say.how.label, before.how, after.how],
    [say.when.label, before.whenItHelps, after.whenItHelps],
    [say.problem.label, before.problem, after.problem],
    [say.follows.label, before.follows, after.follows],
    [say.tags.label, before.tags.join(' '), after.tags.join(' ')],
    [say.link.label, before.link ?? '', after.link ?? ''],
  ]
  return all.flatMap(([label, one, other]) => (one === other ? [] : [`“${label}”`]))
}
