/**
 * A term of thirty students on a server and in a workspace at once: twelve weeks in which practices spread, change and fail,
 * words are taken up, problems are taken on, and some learn from each other. Every figure of practice, consequence and language
 * equals a count by hand.
 */
import { expect, it, vi } from 'vitest'
import { seenBy } from '../../src/app/seen-by.ts'
import { calendarOf, MS_PER_DAY } from '../../src/core/calendar.ts'
import type { Digest } from '../../src/core/participation/digest.ts'
import { readDigest } from '../../src/core/participation/read-digest.ts'
import type { Share } from '../../src/core/participation/share.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import { ENGINE_NAMES, withStore } from '../store/engines.ts'
import { TIME_ZONE } from './cast.ts'
import { count, type Days, type Sees } from './term/oracle.ts'
import { HOMES, MEMBERS, NAMED_EVERYWHERE } from './term/people.ts'
import { FROM, onStage, type Stage } from './term/stage.ts'
import { factsOf, STORY } from './term/story.ts'

/** On a busy machine: much is real waiting. */
vi.setConfig({ testTimeout: 240_000 })

const MINUTE_MS = 60_000
/** Before somebody leaves without trace. */
const EIGHT_WEEKS = 56
const EIGHT_WEEKS_IN: readonly Days[] = [
  { from: 0, to: 28 },
  { from: 28, to: EIGHT_WEEKS },
  { from: 0, to: EIGHT_WEEKS },
]
const IN_THE_END: readonly Days[] = [
  { from: 0, to: 28 },
  { from: 28, to: 56 },
  { from: 56, to: 84 },
  { from: 0, to: 84 },
  // Some have not been there for so long that what they know goes with them.
  { from: 84, to: 119 },
]
const VIEWS: Readonly<Record<string, Sees>> = {
  'who moderates': ['discord', 'slack'],
  'a member on Discord': ['discord'],
  'a member on Slack': ['slack'],
}

const partOf = ({ count: some, n }: Share) => [some, n]
const countsIn = ({ practice, consequence, language }: Digest) => ({
  practice: { ...practice, reuseRate: partOf(practice.reuseRate) },
  consequence: { ...consequence, rate: partOf(consequence.rate) },
  language,
})

/** What the digests say, to everybody who looks. */
async function told(store: Store, community: Community, periods: readonly Days[]) {
  const first = calendarOf(TIME_ZONE).dayOf(FROM)
  const spaces = await store.communities.spaces(community.id)
  const figures: Record<string, unknown> = {}
  for (const [view, sees] of Object.entries(VIEWS))
    for (const { from, to } of periods) {
      const seen = spaces.filter(({ workspace }) => sees.some((side) => side === workspace.platform))
      const sight = sees.length > 1 ? null : seen.map(({ id }) => id)
      const asSeen = seenBy(store, { community: community.id, sees: sight })
      const { digest } = await readDigest(asSeen, community, { from: first + from, to: first + to })
      figures[`${view}, ${from} to ${to}`] = countsIn(digest)
    }
  return figures
}

/** The same, by hand, once so many days have passed. */
function byHand(passed: number, periods: readonly Days[]) {
  const facts = factsOf(STORY).filter((one) => one.day < passed)
  const figures: Record<string, unknown> = {}
  for (const [view, sees] of Object.entries(VIEWS))
    for (const days of periods) figures[`${view}, ${days.from} to ${days.to}`] = count(facts, days, sees)
  return figures
}

/** What was heard is recorded within moments. */
async function expectFigures(stage: Stage, store: Store, passed: number, periods: readonly Days[]) {
  await stage.heard()
  const [community] = await store.communities.list()
  if (community === undefined) throw new Error('There is no community.')
  await vi.waitFor(
    async () => expect(await told(store, community, periods)).toEqual(byHand(passed, periods)),
    { timeout: 20_000, interval: 300 },
  )
}

async function playTo(stage: Stage, from: number, to: number): Promise<void> {
  for (const { day, time, what, play } of STORY.filter((one) => one.day >= from && one.day < to)) {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    stage.moveTo(FROM + day * MS_PER_DAY + (hour * 60 + minute) * MINUTE_MS)
    try {
      await play(stage)
    } catch (error) {
      throw new Error(`day ${day}, ${what}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      })
    }
  }
}

/** Names are seen where their owners are, and elsewhere only with their word. */
function expectNamesAtHome(stage: Stage): void {
  for (const side of ['discord', 'slack'] as const) {
    const strangers = MEMBERS.filter((who) => {
      const home = HOMES[who]
      return home !== side && home !== 'both' && !NAMED_EVERYWHERE.includes(who)
    })
    const named = new RegExp(`\\b(${strangers.join('|')})\\b`, 'i')
    const texts = [
      ...stage.read.filter((one) => one.side === side).map((one) => one.text),
      ...stage.written(side),
    ]
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.filter((text) => named.test(text))).toEqual([])
  }
}

it('counts by loops what somebody counted with a pencil', () => {
  expect(count(factsOf(STORY), { from: 0, to: 84 }, VIEWS['who moderates'] ?? [])).toEqual({
    practice: {
      ...{ shared: 5, versions: 4, done: 24, proven: 4, reuseRate: [9, 9], leaving: 0 },
      // Of 9 practices, 26 doings, 3 words, 4 thanks, 8 topics and 8 acts on problems.
      doingRatio: (24 + 8) / (9 + 26 + 3 + 4 + 8 + 8),
    },
    consequence: { rate: [7 + 3, 8 + 5], members: 9 },
    language: {
      words: 3,
      spread: [
        { word: 'chuck', people: 4 },
        { word: 'gubbins', people: 3 },
        { word: 'kludge', people: 3 },
      ],
    },
  })
})

it.each(ENGINE_NAMES)(
  'counts what people made, what came of it and which words spread as one would by hand, on %s',
  (engine) =>
    withStore(engine, (store, url) =>
      onStage(store, url, async (stage) => {
        for (const who of MEMBERS) {
          const home = HOMES[who]
          if (home !== 'slack') stage.casts.discord.join(who)
          if (home !== 'discord') stage.casts.slack.join(who)
        }
        await playTo(stage, 0, EIGHT_WEEKS)
        await expectFigures(stage, store, EIGHT_WEEKS, EIGHT_WEEKS_IN)
        await playTo(stage, EIGHT_WEEKS, 85)
        await expectFigures(stage, store, 84, IN_THE_END)
        expectNamesAtHome(stage)
        expect(stage.mostFields()).toBeLessThanOrEqual(5)
      }),
    ),
)
