/** What people said they did lately: open, because each of them said it. */
import type { Platform } from '../activity.ts'
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import type { MemberId } from '../ids.ts'
import { goesBy } from '../people/goes-by.ts'
import type { Community, Store } from '../ports.ts'
import { type Actions, actions, buttonsOf, paragraph, type Reply } from '../reply.ts'
import type { Text } from '../text.ts'
import type { Words } from '../words/words.ts'
import type { Doing } from './practice.ts'

const MAX_SHOWN = 10

/** The latest doings with who did them, newest first. */
export async function latestDoings({ store, community, place, words }: Call<object>): Promise<Reply> {
  const say = words.did
  const doings = await store.repertoire.doings(community.id, MAX_SHOWN)
  if (doings.length === 0)
    return { title: say.latest, isPrivate: true, blocks: [paragraph(say.nothingYet), beginning(words)] }
  const practices = await store.repertoire.practices(community.id)
  const { dayOf } = calendarOf(community.timeZone)
  const nameOf = namesOf(store, community, place.platform, words)
  const rows: Text[][] = []
  for (const doing of doings) {
    const who = await Promise.all(
      [doing.member, ...doing.companions].map((one) => nameOf(one, doing.platform)),
    )
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
      beginning(words),
    ],
  }
}

const beginning = ({ did: say }: Words): Actions => actions(buttonsOf('did')(say.begin, 'say', {}, 'primary'))

/** A practice by its name, unless that was all that was said, and how it went where that was not as written. */
function outcomeOf(doing: Doing, practice: string, words: Words): string {
  if (doing.what === practice && doing.outcome !== null) return words.did.went[doing.outcome]
  if (doing.outcome === null || doing.outcome === 'asWritten') return practice
  return words.did.ofPractice(practice, words.did.went[doing.outcome])
}

/** Everybody is asked for once a platform. */
const namesOf = (store: Store, community: Community, on: Platform, words: Words) => {
  const known = new Map<string, Promise<string>>()
  return (member: MemberId, doneOn: Platform | null): Promise<string> => {
    const key = `${member}/${doneOn}`
    const name = known.get(key) ?? goesBy(store, community, member, { on, doneOn }, words)
    known.set(key, name)
    return name
  }
}
