/** The bot as a process that is killed at eight moments of two weeks: nothing is lost, nothing counted twice. */
import { expect, it } from 'vitest'
import { expectAbsences, expectReactions, expectSameMessages, killedAgainAndAgain } from './aftermath.ts'
import { discordAccess } from './bot-process.ts'
import type { Club } from './club.ts'
import type { Grounds } from './kills.ts'
import { reactionTimes } from './oracle.ts'
import { heardLive, inClub } from './runs.ts'
import { twoWeeks } from './two-weeks.ts'

const PARTS = { calls: true, lateReactions: true }
/** Discord tells no time with reactions: the process takes what it last heard of it. */
const TOLERANCE_MS = 10_000

/** A bot strikes the hour where nothing is read. */
const groundsOf = ({ discord, cast, music, lounge }: Club): Grounds => ({
  cast,
  access: discordAccess(discord),
  callable: () => discord.until(() => discord.commands.length > 0, 'commands'),
  asked: () =>
    discord.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/messages')).length,
  strike: (at) => {
    discord.setTime(at - 1)
    music.post(lounge, 'tick')
  },
})

/** Kills it again and again in the course of the two weeks. */
export const killing = () =>
  it('gives the same figures although it is killed eight times', () =>
    inClub(async (club) => {
      const killed = await killedAgainAndAgain(twoWeeks(PARTS), groundsOf(club), { kills: 8, seed: 11 })
      const live = await heardLive('sqlite', PARTS)
      expectSameMessages(killed, live)
      expectReactions(killed, live, {
        nameOf: ({ message, emoji, member }) => `${message} ${emoji} ${member}`,
        putOn: reactionTimes(club, 'MESSAGE_REACTION_ADD'),
        takenOff: reactionTimes(club, 'MESSAGE_REACTION_REMOVE'),
        toleranceMs: TOLERANCE_MS,
      })
      expectAbsences(killed, club.bound)
      expect(killed.output).not.toContain(club.discord.token)
    }))
