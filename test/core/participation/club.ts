/** A small club with its history, in a store in memory. */
import type { Activity, MessagePosted } from '../../../src/core/activity.ts'
import { calendarOf, dayOfDate, type Period } from '../../../src/core/calendar.ts'
import type { Community, Store } from '../../../src/core/ports.ts'
import { openStore } from '../../../src/store/open.ts'
import { HOUR, MINUTE } from './conversations.ts'

export const ZONE = 'Europe/Paris'
export const paris = calendarOf(ZONE)
export const day = (date: string) => dayOfDate(date) ?? Number.NaN
/** So long after the first moment of a day of the community's: `2024-03-04`, `9:30`. */
export const at = (date: string, time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return paris.startOf(day(date)) + hours * HOUR + minutes * MINUTE
}

let lastKey = 1000
function message(author: string, when: number, rest: Partial<MessagePosted> = {}): MessagePosted {
  lastKey += 1
  const message = { space: 'general', key: String(lastKey), thread: null, author, at: when, reference: null }
  return { kind: 'message', ...message, mentions: [], length: 9, asks: false, ...rest }
}

export const march: Period = { from: day('2024-03-04'), to: day('2024-04-01') }

/** A club in January; in March a question, a newcomer, a forum post and somebody who is not heard. */
export function clubHistory(): readonly Activity[] {
  const january = ['ada', 'bo', 'cy'].flatMap((author, index) =>
    [3, 10, 17, 24].map((date) =>
      message(author, at(`2024-01-${String(date).padStart(2, '0')}`, `10:0${index}`)),
    ),
  )
  const february = ['ada', 'bo'].map((author) =>
    message(author, at('2024-02-14', author === 'ada' ? '9:00' : '9:30')),
  )
  const question = message('ada', at('2024-03-05', '9:00'))
  const hello = message('dee', at('2024-03-06', '20:00'), { space: 'help', mentions: ['ada'] })
  const post = message('bo', at('2024-03-20', '12:00'), { space: 'help', key: '5000', thread: '5000' })
  const unheard = message('eve', at('2024-03-29', '8:00'), { space: 'help' })
  return [
    ...january,
    ...february,
    question,
    message('bo', at('2024-03-05', '9:10'), { reference: question.key }),
    message('ada', at('2024-03-05', '9:11')),
    hello,
    message('ada', at('2024-03-06', '20:30'), { space: 'help', reference: hello.key, mentions: ['bo'] }),
    post,
    message('dee', at('2024-03-20', '13:00'), { space: 'help', thread: '5000' }),
    unheard,
    message('bo', at('2024-03-31', '22:30')),
    {
      kind: 'reaction',
      space: 'help',
      message: hello.key,
      emoji: 'wave',
      person: 'cy',
      present: true,
      at: at('2024-03-07', '8:00'),
      exact: true,
      author: null,
    },
  ]
}

export interface Club {
  readonly store: Store
  readonly community: Community
  record(activities: readonly Activity[]): Promise<unknown>
}

/** The club's store, empty. To be closed by whoever opens it. */
export async function openClub(): Promise<Club> {
  const store = await openStore({ url: ':memory:', secret: 'only for tests' })
  const { id: workspace } = await store.communities.workspace({
    platform: 'discord',
    externalId: 'g1',
    name: 'Club',
  })
  const community = await store.communities.create({ name: 'Club', timeZone: ZONE, isLive: false, now: 0 })
  for (const name of ['general', 'help'])
    await store.communities.bindSpace(community.id, workspace, { externalId: name, name })
  const record = (activities: readonly Activity[]) =>
    store.recording.record(workspace, activities, at('2024-04-01', '0:00'))
  return { store, community, record }
}
