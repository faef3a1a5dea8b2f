/** What the bot posts without being asked: the weekly digest, once, and the board, kept in its place. */
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Community, Store } from '../../src/core/ports.ts'
import { english } from '../../src/core/words/english.ts'
import { databaseFile, openStore } from '../../src/store/open.ts'
import { bindCommunity } from '../platforms/discord/serving.ts'
import type { Channel, Message } from '../simulators/discord/model.ts'
import { startDiscord } from '../simulators/discord/start.ts'
import { ENGINES, SECRET } from '../store/engines.ts'
import { type BotProcess, discordAccess, INTERACTION_MS, startBot } from './bot-process.ts'
import { SECRET_WORD } from './cast.ts'
import { type Club, openClub } from './club.ts'
import { knownTo, until } from './kills.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** The clock of the process wakes every twenty seconds. */
const PATIENCE_MS = 120_000

interface Tools {
  readonly club: Club
  readonly store: Store
  readonly community: Community
  readonly url: string
  start(): Promise<BotProcess>
}

/** A club that has talked for some days, in real time from now on. */
async function withClub(work: (tools: Tools) => Promise<void>): Promise<void> {
  const now = Date.now()
  const discord = await startDiscord({ startAt: now - 3 * DAY_MS, interactionTimeoutMs: INTERACTION_MS })
  const database = await ENGINES.sqlite()
  const store = await openStore({ url: database.url, secret: SECRET })
  const processes: BotProcess[] = []
  try {
    const club = openClub(discord)
    for (const name of ['ada', 'ben', 'cleo', 'dan'] as const) club.join(name)
    for (const day of [2, 1]) {
      discord.setTime(now - day * DAY_MS)
      const question = club.say('ada', club.build, 'How?')
      club.say('ben', club.build, 'So', { replyTo: question })
    }
    discord.setTime(now)
    discord.runTime()
    const community = await bindCommunity(store, club.guild, club.bound, {
      now,
      readFromAt: now - 7 * DAY_MS,
    })
    const start = async (): Promise<BotProcess> => {
      const started = startBot(database.url, discordAccess(discord))
      processes.push(started)
      await started.ready
      return started
    }
    await work({ club, store, community, url: database.url, start })
    const own = [...discord.world.channels.values()].flatMap((one) => one.messages)
    for (const { author, pinged } of own)
      if (author.id === discord.botId) expect(pinged).toEqual({ users: [], roles: [], everyone: false })
    expect(processes.map((one) => one.output()).join('')).not.toContain(SECRET_WORD)
    expect(discord.violations).toEqual([])
  } finally {
    for (const one of processes) await one.kill()
    await store.close()
    await discord.close()
    await database.drop()
  }
}

const postsIn = ({ discord }: Club, channel: Channel): readonly Message[] =>
  discord.history(channel).filter((one) => one.author.id === discord.botId && one.type === 0)

/** As if it had been tried so much earlier: the process was down for longer. */
function ageTries(url: string, ms: number): void {
  const database = new Database(databaseFile(url))
  database.prepare('update outbox set tried_at = tried_at - ?').run(ms)
  database.close()
}

/** What is posted on its day. */
export const postingDigests = () =>
  describe('the weekly digest', () => {
    const crashes = [
      { when: 'before it is sent', after: false, downMs: 2 * MINUTE_MS, finds: null },
      { when: 'after it was sent, and soon tried again', after: true, downMs: 70_000, finds: 'nonce' },
      {
        when: 'after it was sent, and tried again later',
        after: true,
        downMs: 10 * MINUTE_MS,
        finds: 'mark',
      },
    ]
    it.each(crashes)('is posted once, killed $when', ({ after, downMs, finds }) =>
      withClub(async ({ club, store, community, url, start }) => {
        const { discord, office } = club
        const first = await start()
        await until(async () => [...(await knownTo(store)).values()].every((at) => at >= Date.now() - DAY_MS))
        const isPost = ({ method, path }: { method: string; path: string }): boolean =>
          method === 'POST' && path.endsWith(`/channels/${office.id}/messages`)
        const path = new RegExp(`/channels/${office.id}/messages$`)
        discord.faults.failHttp(path, after ? { kind: 'delay', ms: 5_000 } : 'drop', {
          ...{ method: 'POST', after, times: after ? 1 : 50 },
        })
        const [workspace] = await store.communities.workspaces('discord')
        if (workspace === undefined) throw new Error('There is no workspace.')
        await store.schedules.set({
          ...{ community: community.id, kind: 'digest', workspace: workspace.id, channel: office.id },
          ...{ weekday: 0, hour: 9, minute: 0, nextSlotAt: Date.now() - MINUTE_MS },
        })
        await discord.until(
          () => discord.requests.some(isPost) || postsIn(club, office).length > 0,
          'a try',
          PATIENCE_MS,
        )
        await first.kill()
        expect(postsIn(club, office)).toHaveLength(after ? 1 : 0)
        discord.faults.clear()

        ageTries(url, downMs)
        const second = await start()
        await until(async () => (await store.outbox.open()).length === 0)
        expect(await second.terminate()).toBe(0)
        const posted = postsIn(club, office)
        expect(posted).toHaveLength(1)
        // While Discord knows the nonce it may be sent again; later, the channel is searched for the post's mark.
        const isSearch = ({ method, query }: { method: string; query: string }): boolean =>
          method === 'GET' && query.includes('after')
        const inOffice = discord.requests.filter((one) => path.test(one.path))
        const isFound = inOffice.some(isSearch)
        if (finds === 'mark') expect(isFound).toBe(true)
        if (finds !== null) expect(inOffice.filter(isPost)).toHaveLength(isFound ? 1 : 2)
        expect(JSON.stringify(posted[0]?.components)).toContain('Robotics club')
      }),
    )
  })

/** The pinned message. */
export const keepingBoards = () =>
  describe('the board', () => {
    it('is posted, pinned, and written anew in its place, although the process is killed in between', () =>
      withClub(async ({ club, start }) => {
        const { discord, general, build } = club
        const first = await start()
        await discord.until(() => discord.commands.length > 0, 'commands')
        const screen = await (
          await club.person('olga').slash('community setup', {}, { in: general })
        ).settled()
        await (await club.person('olga').press(screen, english.setup.board.button)).settled()
        await discord.until(() => postsIn(club, general)[0]?.pinnedMs != null, 'a board', PATIENCE_MS)
        const before = JSON.stringify(postsIn(club, general)[0]?.components)

        const form = await club.person('ada').slash('practice share', { name: 'Crimp' }, { in: build })
        await (
          await club.person('ada').submit(form, { [english.practice.share.how.label]: 'Press.' })
        ).settled()
        await first.kill()
        await start()
        const isNew = (): boolean => JSON.stringify(postsIn(club, general)[0]?.components) !== before
        await discord.until(isNew, 'a new board', PATIENCE_MS)
        const boards = postsIn(club, general)
        expect(boards).toHaveLength(1)
        expect(boards[0]?.pinnedMs).not.toBeNull()
        expect(JSON.stringify(boards[0]?.components)).toContain('Crimp')
      }))
  })
