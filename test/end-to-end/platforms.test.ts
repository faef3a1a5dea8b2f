/** The same two weeks on both platforms give the same figures, where the platforms allow. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Digest } from '../../src/core/participation/digest.ts'
import { countsIn, type Digests } from './digests.ts'
import * as onDiscord from './runs.ts'
import { countsOf } from './slack/oracle.ts'
import * as onSlack from './slack/runs.ts'

/** On a busy machine: much is real waiting. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const PARTS = { calls: true, lateReactions: true }

/** Figures that differ, and why. */
const DIFFERENT: Readonly<Record<string, string>> = {}

/** Every figure of a digest by its name, such as `participation.messages`. */
function figuresIn(digest: Digest): ReadonlyMap<string, unknown> {
  const { waiting, ...answers } = digest.answers
  const figures = new Map<string, unknown>()
  const families = {
    ...digest,
    // Links are each platform's own.
    answers: { ...answers, waiting: waiting.map(({ link: _, ...one }) => one) },
  }
  for (const [family, told] of Object.entries(families))
    if (typeof told !== 'object' || told === null || Array.isArray(told)) figures.set(family, told)
    else for (const [name, value] of Object.entries(told)) figures.set(`${family}.${name}`, value)
  return figures
}

/** The names of the figures that differ in any of the digests. */
function differing(one: Digests, other: Digests): readonly string[] {
  const names = new Set<string>()
  for (const [period, digest] of one) {
    const others = other.get(period)
    if (others === undefined) throw new Error(`There is no digest of ${period}.`)
    const figures = figuresIn(others)
    for (const [name, value] of figuresIn(digest))
      if (JSON.stringify(value) !== JSON.stringify(figures.get(name))) names.add(name)
  }
  return [...names].sort()
}

describe('two weeks with commands, a pause and an erasure', () => {
  let slack: onSlack.Read
  beforeAll(async () => {
    slack = await onSlack.heardLive('sqlite', PARTS)
  })

  it('are counted on Slack as plain loops over the workspace count them', () => {
    for (const digest of slack.digests.values())
      expect(countsIn(digest)).toEqual(countsOf(slack.club, { ...digest, reactionsCount: 'when put on' }))
  })

  it('differ on Discord in what depends on whom one answers, and where', async () => {
    const discord = await onDiscord.heardLive('sqlite', PARTS)
    expect(differing(slack.digests, discord.digests)).toEqual(Object.keys(DIFFERENT).sort())
  })

  it('differ in nothing where people answer on Discord as they do on Slack', async () => {
    const discord = await onDiscord.heardLive('sqlite', PARTS, 'in threads')
    expect(differing(slack.digests, discord.digests)).toEqual([])
  })
})
