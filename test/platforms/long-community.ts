/** A community in which everything is as long and as many as it may be, on whatever platform it is bound to. */
import type { Platform } from '../../src/core/activity.ts'
import { calendarOf, MS_PER_DAY, MS_PER_HOUR } from '../../src/core/calendar.ts'
import type { Community, Store } from '../../src/core/ports.ts'

export const SPACES = 12
const WAITING = 40
const PRACTICES = 20
const PROBLEMS = 4
const TALKERS = 32
/** As `practice share` and `problem open` take them. */
const PRACTICE_NAME_LENGTH = 80
const PROBLEM_TITLE_LENGTH = 100

/** The name of the nth thing, as long as it may be. */
export const longName = (nth: number, length: number): string =>
  `${nth}-${'größere-arbeiten-in-der-werkstatt-des-vereins-'.repeat(3)}`.slice(0, length - 1).concat('e')

/** Fills the twelve spaces: forty wait in them, and of whatever a digest names there is more than it names. */
export async function fillLong(
  store: Store,
  community: Community,
  { platform, now, keyOf }: { platform: Platform; now: number; keyOf: (at: number) => string },
): Promise<void> {
  const spaces = await store.communities.spaces(community.id)
  const [first] = spaces
  if (first === undefined) throw new Error('the community has spaces')
  const message = (
    author: string,
    nth: number,
    at: number,
    more: { reference?: string; asks?: boolean },
  ) => ({
    ...{ kind: 'message' as const, space: spaces[nth % spaces.length]?.externalId ?? '', key: keyOf(at) },
    ...{ thread: null, author, at, mentions: [], length: 40, reference: null, asks: false, ...more },
  })
  const talk = [0, 7].flatMap((daysAgo) =>
    Array.from({ length: TALKERS }, (_, who) => {
      const at = now - (6 + daysAgo) * MS_PER_DAY + who * MS_PER_HOUR
      const asked = message(`U${who}`, who, at, { asks: true })
      const answer = message(`U${(who + 1) % TALKERS}`, who, at + 60_000, { reference: asked.key })
      return [asked, answer]
    }).flat(),
  )
  const waiting = Array.from({ length: WAITING }, (_, nth) =>
    message(nth % 2 === 0 ? `N${nth}` : `U${nth % TALKERS}`, nth, now - 4 * MS_PER_DAY + nth * MS_PER_HOUR, {
      asks: true,
    }),
  )
  await store.recording.record(first.workspace.id, [...talk, ...waiting], now)
  const calendar = calendarOf(community.timeZone)
  const member = await store.people.member(community.id, platform, 'U1')
  const other = await store.people.member(community.id, platform, 'U2')
  for (let nth = 0; nth < PRACTICES; nth += 1) {
    const at = now - (nth % 2 === 0 ? 3 : 40) * MS_PER_DAY
    const name = longName(nth, PRACTICE_NAME_LENGTH)
    const { id } = await store.repertoire.share(
      community.id,
      {
        ...{ name, how: 'Slowly. '.repeat(200), whenItHelps: 'always', link: null, problem: '', follows: '' },
        ...{ tags: [], parent: null, sharer: member, platform, at },
      },
      calendar.dayOf(at),
    )
    const doneAt = now - 2 * MS_PER_DAY
    const outcome = (['asWritten', 'ownWay', 'didNotWork'] as const)[nth % 3] ?? 'asWritten'
    await store.repertoire.did(
      community.id,
      {
        what: 'a thing '.repeat(20),
        practice: id,
        outcome,
        member: other,
        companions: [],
        platform,
        at: doneAt,
      },
      calendar.dayOf(doneAt),
    )
  }
  for (let nth = 0; nth < PROBLEMS; nth += 1) {
    const deed = { member, platform, at: now - 3 * MS_PER_DAY }
    const text = { title: longName(nth, PROBLEM_TITLE_LENGTH), whom: 'us', doneWhen: 'done', firstStep: 'go' }
    const day = calendar.dayOf(deed.at)
    const { id } = await store.problems.open(community.id, { ...text, link: null }, deed, day)
    const closed = { changed: 'Es ist alles größer. '.repeat(20), changedForCloser: '' }
    await store.problems.close(community.id, id, closed, deed, day)
    await store.problems.confirm(community.id, id, 1, { ...deed, member: other })
  }
}
