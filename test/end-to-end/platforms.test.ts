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

/**
 * Figures that differ, and why. On Discord one answers a message by reference, in the main line; on Slack one can only do
 * so in its thread. A thread that hangs on nothing exists on Discord alone: on Slack its first message stands in the
 * main line.
 */
const BY_REFERENCE = {
  'participation.replies':
    'a reference answers whom it names, and a message in a thread whoever began it, for a week',
  'participation.mentions': 'naming whom one answers is no mention, and who that is differs',
  'participation.starters': 'what is said in threads breaks no silence of the main line',
  'answers.starters': 'they are those starters',
  'answers.answered': 'they are those starters, answered by those replies',
  'answers.medianMinutesToFirstAnswer':
    'the next message of the main line answers too, and it is another one',
  'answers.slowest': 'they are medians of those answers',
  'answers.waiting': 'they are those starters that nobody answered',
} as const
const DIFFERENT: Readonly<Record<string, string>> = {
  ...BY_REFERENCE,
  ...Object.fromEntries(
    Object.entries(BY_REFERENCE)
      .filter(([name]) => name.startsWith('participation.'))
      .map(([name, reason]) => [name.replace('.', '.previous.'), reason]),
  ),
}

/** Every figure of a digest by its name, such as `participation.messages`. */
function figuresIn(digest: Digest): ReadonlyMap<string, unknown> {
  const { waiting, ...answers } = digest.answers
  const figures = new Map<string, unknown>()
  const { previous, ...participation } = digest.participation
  const families = {
    ...digest,
    participation,
    'participation.previous': previous,
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
  let byReference: onDiscord.Read
  let inThreads: onDiscord.Read
  beforeAll(async () => {
    // On different engines, which must make no difference either.
    const runs = await Promise.all([
      onSlack.heardLive('postgres', PARTS),
      onDiscord.heardLive('sqlite', PARTS),
      onDiscord.heardLive('sqlite', PARTS, 'in threads'),
    ])
    ;[slack, byReference, inThreads] = runs
  })

  it('are counted on Slack as plain loops over the workspace count them', () => {
    for (const digest of slack.digests.values())
      expect(countsIn(digest)).toEqual(countsOf(slack.club, { ...digest, reactionsCount: 'when put on' }))
  })

  it('ping nobody on Slack but who was named as an option', () => {
    const { cast, slack: workspace } = slack.club
    const { said, ephemerals } = workspace.world
    const pings = [...said, ...ephemerals].map((one) => one.pinged)
    expect(pings.length).toBeGreaterThan(15)
    const { person } = slack.club
    const named = cast.acts.flatMap(({ kind, who }) => {
      if (kind === 'thanks') return [person('olga').id]
      return kind === 'did' && who !== 'ben' ? [person('ada').id] : []
    })
    expect(pings.flatMap(({ users }) => users)).toEqual(named)
    expect(pings.some((one) => one.channel || one.here || one.everyone || one.subteams.length > 0)).toBe(
      false,
    )
  })

  it('differ on Discord in the figures of whom one answers and where, and in no other', () => {
    expect(differing(slack.digests, byReference.digests)).toEqual(Object.keys(DIFFERENT).sort())
  })

  it('differ in nothing where people answer on Discord as they do on Slack', () => {
    expect(differing(slack.digests, inThreads.digests)).toEqual([])
    const [both] = inThreads.digests.values()
    expect(both?.participation.replies).toBeGreaterThan(20)
  })
})
