/** What people said they did lately: open, because each of them said it. */

import { calendarOf } from '../calendar.ts'
import type { MemberId } from '../ids.ts'
import type { Community, Doing, Store } from '../ports.ts'
import { paragraph, type Reply } from '../reply.ts'
import type { Text } from '../text.ts'
import type { Words } from '../words/words.ts'

const MAX_SHOWN = 10

/** The latest doings with who did them, newest first. */
export async function latestDoings(store: Store, community: Community, words: Words): Promise<Reply> {
  const say = words.did
  const doings = await store.repertoire.doings(community.id, MAX_SHOWN)
  if (doings.length === 0) return { title: say.latest, isPrivate: true, blocks: [paragraph(say.nothingYet)] }
  const practices = await store.repertoire.practices(community.id)
  const { dayOf } = calendarOf(community.timeZone)
  const nameOf = namesOf(store, community, words)
  const rows: Text[][] = []
  for (const doing of doings) {
    const who = await Promise.all([doing.member, ...doing.companions].map(nameOf))
    const practice = practices.find((one) => one.id === doing.practice)
    rows.push([
      [words.time.shortDay(dayOf(doing.at))],
      [words.did.together(who)],
      [doing.what],
      [practice === undefined ? '' : outcomeOf(doing, practice.name, words)],
    ])
  }
  return {
    title: say.latest,
    isPrivate: true,
    blocks: [
      {
        kind: 'table',
        columns: [say.columns.when, say.columns.who, say.columns.what, say.columns.practice].map((label) => ({
          label,
          align: 'left' as const,
        })),
        rows,
      },
      paragraph(say.addYours),
    ],
  }
}

/** A practice by its name, and how it went where that was not as written. */
function outcomeOf(doing: Doing, practice: string, words: Words): string {
  if (doing.what === practice && doing.outcome === 'asWritten') return words.did.went.asWritten
  if (doing.outcome === null || doing.outcome === 'asWritten') return practice
  return words.did.ofPractice(practice, words.did.went[doing.outcome])
}

const namesOf = (store: Store, community: Community, words: Words) => {
  const known = new Map<MemberId, Promise<string>>()
  return (member: MemberId): Promise<string> => {
    const name =
      known.get(member) ??
      store.people.name(community.id, member).then((found) => found ?? words.practice.card.somebody)
    known.set(member, name)
    return name
  }
}
