/** Pages to look at in tests: the made-up club's, whole or with its talk cut down to some people, exact or public. */
import { makeSample } from '../../src/app/sample.ts'
import { calendarOf, type Period } from '../../src/core/calendar.ts'
import { readWholeToldDigest } from '../../src/core/reflection/tell-digest.ts'
import { english as words } from '../../src/core/words/english.ts'
import { mapOf } from '../../src/page/map.ts'
import type { PageSource } from '../../src/page/source.ts'
import { openStore } from '../../src/store/open.ts'
import { SECRET } from '../store/engines.ts'

const NOW = Date.UTC(2026, 2, 1, 18)
const TODAY = calendarOf('UTC').dayOf(NOW)
const WEEKS_4 = 28

/** The club's last four weeks beside the four before. */
export async function clubSource({ isPublic = false, name = 'Club' } = {}): Promise<PageSource> {
  const store = await openStore({ url: ':memory:', secret: SECRET })
  const sample = { ...words.sample, community: name }
  const club = await makeSample(store, { now: NOW, timeZone: 'UTC', words: { ...words, sample } })
  const viewer = { isExact: !isPublic }
  const period: Period = { from: TODAY - WEEKS_4, to: TODAY }
  const told = await readWholeToldDigest(store, club, period, viewer)
  const before = await readWholeToldDigest(
    store,
    club,
    { from: period.from - WEEKS_4, to: period.from },
    viewer,
  )
  const map = mapOf(told, await store.communities.spaces(club.id), words)
  await store.close()
  return { told, before, map, today: TODAY }
}

/** The same with everything that somebody named being called something else. */
export function renamed(source: PageSource, evil: string): PageSource {
  const { told, map } = source
  const spread = [{ word: evil, people: 7 }]
  return {
    ...source,
    map: map && { ...map, groups: map.groups.map((one) => ({ ...one, name: evil })) },
    told: {
      ...told,
      digest: {
        ...told.digest,
        community: evil,
        language: { words: 1, spread },
        answers: { ...told.digest.answers, slowest: [{ space: evil, medianMinutes: 5, n: 9 }] },
        partial: [{ field: 'growth', from: '2026-01-01', to: '2026-01-29', reason: 'the bot was away' }],
      },
      waiting: told.waiting.map((one) => ({ ...one, space: { ...one.space, name: evil }, link: evil })),
      repertoire: {
        ...told.repertoire,
        made: told.repertoire.made.map((one) => ({ ...one, name: evil })),
        changed: [{ title: evil, changed: evil }],
      },
      pictures: {
        ...told.pictures,
        waitsBySpace: told.pictures.waitsBySpace.map((one) => ({ ...one, name: evil })),
        words: [{ word: evil, people: 7, before: 1 }],
        practices: told.pictures.practices.map((one) => ({ ...one, name: evil })),
      },
    },
  }
}

/** Nothing that happened. */
export function emptied({ told, today }: PageSource): PageSource {
  const none = { count: 0, n: 0, share: null, low: null, high: null }
  const counts = { messages: 0, starters: 0, replies: 0, mentions: 0, reactions: 0, activeMembers: 0 }
  return {
    before: null,
    map: null,
    today,
    told: {
      ...told,
      activeMembers: 0,
      waiting: [],
      digest: {
        ...told.digest,
        participation: { ...counts, previous: counts },
        growth: null,
        bands: { core: 0, active: 0, peripheral: 0, away: 0 },
        moves: { inward: 0, outward: 0 },
        renewal: none,
        newcomers: { posted: 0, answered: none, medianMinutesToFirstAnswer: null, returned14d: none },
        answers: { starters: 0, answered: none, medianMinutesToFirstAnswer: null, waiting: [], slowest: [] },
        concentration: { gini: null, absenceFactor: null },
        survival: [],
        network: {
          ...{ members: 0, ties: 0, reciprocity: null, clusters: 0, modularity: null, centralization: null },
          exact: true,
        },
      },
    },
  }
}
