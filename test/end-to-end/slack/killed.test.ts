/** The bot as a process that is killed at four moments of two weeks on Slack: nothing is lost, nothing counted twice. */
import { expect, it, vi } from 'vitest'
import { expectAbsences, expectReactions, expectSameMessages, killedAgainAndAgain } from '../aftermath.ts'
import { PATIENCE_MS, slackAccess } from '../bot-process.ts'
import type { Grounds } from '../kills.ts'
import type { Club } from './club.ts'
import { withNames } from './names.ts'
import { heardLive, inClub, stepsFor } from './runs.ts'

vi.setConfig({ testTimeout: 480_000 })

const PARTS = { alone: true, calls: true, lateReactions: true }
/** What was not acknowledged comes again. */
const TIMING = { retryMs: [0, 100, 1_000] }

/** A bot strikes the hour where nothing is read. */
const groundsOf = ({ slack, cast, robots, rooms }: Club): Grounds => ({
  cast,
  access: slackAccess(slack),
  callable: () => slack.connected(1, PATIENCE_MS),
  asked: () => slack.calls.filter(({ method }) => /^conversations\.(history|replies)$/.test(method)).length,
  strike: (at) => {
    slack.setTime(at - 1)
    robots.music.post(rooms.lounge, 'tick')
  },
})

it('gives the same figures although it is killed four times', () =>
  inClub(async (club, slack) => {
    const steps = stepsFor(club, PARTS)
    const { tables, ...killed } = await killedAgainAndAgain(steps, groundsOf(club), {
      kills: 4,
      seed: 7,
    })
    const live = await heardLive('sqlite', PARTS)
    const named = withNames(club)
    const aftermath = { ...killed, tables: named.tables(tables) }
    expectSameMessages(aftermath, live)
    expectReactions(aftermath, live, {
      nameOf: ({ space, message, emoji, member }) => `${space} ${message} ${emoji} ${member}`,
      putOn: named.keys(club.notes.putOn),
      takenOff: named.keys(club.notes.takenOff),
      // Slack tells when, to the microsecond.
      toleranceMs: 0,
    })
    expectAbsences(aftermath, club.bound)
    expect(aftermath.tables['passage']).toEqual(live.tables['passage'])
    expect(killed.output).not.toContain(slack.botToken)
    expect(killed.output).not.toContain(slack.appToken)
  }, TIMING))
