/** The map behind the digest's button, on Discord, on Slack and in the terminal: what moderators see of it, and what others. */
import { describe, expect, it } from 'vitest'
import type { CommunityMap } from '../../src/core/figure-map.ts'
import { seededNumbers } from '../../src/core/network/seeded.ts'
import { figuresOf, type Reply } from '../../src/core/reply.ts'
import { buttonsOf, flat, NOW, openPlayground, textOf } from './playground.ts'
import { openServer, type Server, setUp } from './server.ts'

const HOUR_MS = 3_600_000
const CHANNELS = ['weld', 'saw']

/** Two circles, each in its own channel, of 40 and 27 people who answer each other; three of the first answer in the second. */
async function talk(server: Server, platform: 'discord' | 'slack'): Promise<void> {
  const community = await server.community()
  const workspace = await server.store.communities.workspace({
    platform,
    externalId: 'robots',
    name: 'Robots',
  })
  const next = seededNumbers(4)
  const sizes = [40, 27]
  let at = NOW - 200 * HOUR_MS
  const said = sizes.flatMap((size, circle) =>
    Array.from({ length: 12 * size }, (_, index) => {
      at += 60_000
      const isVisitor = circle === 1 && index < 6
      const author = isVisitor ? `0-${index % 3}` : `${circle}-${index % size}`
      return {
        ...{
          kind: 'message' as const,
          space: CHANNELS[circle] ?? '',
          key: `${circle}.${index}`,
          thread: null,
        },
        ...{ author, at, reference: null, length: 5, asks: false },
        mentions: [`${circle}-${Math.floor(size * next())}`],
      }
    }),
  )
  await server.store.recording.record(workspace.id, said, NOW)
  expect(community.name).toBe('Robots')
}

function mapIn(reply: Reply): CommunityMap {
  const [figure] = figuresOf(reply)
  if (figure?.kind !== 'map') throw new Error(`no map: ${textOf(reply)}`)
  return figure
}

describe.each(['discord', 'slack'] as const)('the map on %s', (platform) => {
  it('is a tap from the digest: exact for moderators, in fives for others', async () => {
    const server = await openServer({ platform })
    try {
      await setUp(server, CHANNELS)
      await talk(server, platform)
      const later = { now: NOW + 24 * HOUR_MS }
      const press = async (isModerator: boolean) => {
        const digest = await server.ask('/digest', { ...later, isModerator })
        const button = buttonsOf(digest).find(({ label }) => label === 'The map')
        if (button === undefined) throw new Error(textOf(digest))
        return mapIn(await server.ask(button.target, { ...later, isModerator }))
      }
      const exact = await press(true)
      expect(exact.groups.map(({ name, people }) => [name, people])).toEqual([
        ['#weld', 40],
        ['#saw', 27],
      ])
      expect(exact.dots).toHaveLength(67)
      expect(exact.lines.length).toBeGreaterThan(100)
      const shown = await press(false)
      expect(shown.groups.map(({ people }) => people)).toEqual([40, 25])
      expect(shown.dots).toHaveLength(65)
      expect(shown.lines).toEqual([])
      expect(flat(shown.finding)).toContain('About 65 people answer each other in 2 groups')
    } finally {
      await server.store.close()
    }
  })
})

it('is groups and bridges in the terminal, without a person where few are active', async () => {
  const club = await openPlayground()
  try {
    const map = { command: 'digest', handler: 'map', input: { weeks: '12' } }
    const reply = await club.ask(map)
    expect(mapIn(reply).dots).toEqual([])
    expect(flat(textOf(reply))).toMatch(/Who answers whom .*1 #.*█+ \d+ people/)
    expect(textOf(reply)).not.toMatch(/\b(Ada|Bo|Emre|Diego|Dana)\b/)
    const none = await club.ask({ ...map, input: { since: '2026-11-21' } }, { isModerator: false })
    expect(figuresOf(none)).toEqual([])
  } finally {
    await club.store.close()
  }
})
