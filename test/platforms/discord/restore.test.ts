/** A backup of a live community is put back: what Discord still has is read again, and every figure is what it was. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { calendarOf } from '../../../src/core/calendar.ts'
import { readDigest } from '../../../src/core/participation/read-digest.ts'
import type { Store } from '../../../src/core/ports.ts'
import { english } from '../../../src/core/words/english.ts'
import { runRestore } from '../../../src/restore.ts'
import { openStore } from '../../../src/store/open.ts'
import { type Discord, startDiscord } from '../../simulators/discord/start.ts'
import { SECRET } from '../../store/engines.ts'
import { bindCommunity, type ServingBot, serveBot } from './serving.ts'

const NOON = Date.UTC(2026, 10, 20, 12)

/** Everything but where gaps are told of: reactions that were read afterwards have no moment of their own. */
async function figures(store: Store): Promise<object> {
  const [community] = await store.communities.list()
  if (community === undefined) throw new Error('there is no community')
  const to = calendarOf(community.timeZone).dayOf(NOON) + 1
  const { digest } = await readDigest(store, community, { from: to - 7, to })
  const { partial: _partial, ...rest } = digest
  const counts = await store.history.counts(
    community.id,
    (await store.communities.spaces(community.id)).map((one) => one.id),
    0,
    NOON * 2,
  )
  return { ...rest, counts }
}

async function heard(discord: Discord, bot: ServingBot, store: Store, messages: number): Promise<void> {
  const [community] = await store.communities.list()
  for (let tries = 0; tries < 200; tries += 1) {
    await bot.recorder.settled()
    const totals = await store.history.totals(community?.id ?? (0 as never), { from: 0, to: 99_999 })
    if (totals.reduce((sum, one) => sum + one.messages, 0) === messages) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${messages} messages were not heard by ${discord.now()}`)
}

it('ends in the same figures, without those who erased themselves or paused meanwhile', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-put-back-'))
  const url = `file:${path.join(folder, 'commonplace.db')}`
  const backup = path.join(folder, 'backup.db')
  const discord = await startDiscord({ startAt: NOON - 3_600_000 })
  try {
    const guild = discord.createGuild({ name: 'Robots' })
    const build = guild.createChannel({ name: 'build' })
    const [ada, bob, cem, dan] = ['ada', 'bob', 'cem', 'dan'].map((name) => guild.join({ name }))
    if (ada === undefined || bob === undefined || cem === undefined || dan === undefined) throw new Error()
    let store = await openStore({ url, secret: SECRET })
    const { id } = await bindCommunity(store, guild, [build], { now: discord.now() })
    const memberOf = (person: { id: string }) => store.people.member(id, 'discord', person.id)
    let bot = await serveBot(discord, store)
    await bot.caughtUp()
    const first = ada.post(build, 'How do I crimp this?')
    discord.advance(60_000)
    bob.post(build, 'Like so.', { replyTo: first })
    cem.react(first, '👍')
    await heard(discord, bot, store, 2)
    await store.backup(backup)

    discord.advance(60_000)
    const second = cem.post(build, 'Who has the long ladder?')
    discord.advance(60_000)
    dan.post(build, 'I do.', { replyTo: second })
    const thread = ada.openThread(build, 'ladders')
    ada.post(thread, 'It stands in the annex.')
    cem.react(second, '🪜')
    await heard(discord, bot, store, 5)
    await store.people.erase(id, await memberOf(ada), { practices: 'remove' }, discord.now())
    await store.people.pause(id, await memberOf(bob), discord.now())
    discord.advance(60_000)
    ada.post(build, 'I am not here.')
    bob.post(build, 'Nor am I.')
    dan.post(build, 'But I am.')
    await heard(discord, bot, store, 4)
    await bot.stop()
    const was = await figures(store)
    await store.close()

    const said = await runRestore({
      ...{ url, secret: SECRET, serverDecisions: '', file: backup, decisions: null },
      ...{ now: discord.now(), words: english, onProgress: () => undefined },
    })
    expect(said.join('\n')).toContain('1 person had erased themselves and 1 person had paused')
    store = await openStore({ url, secret: SECRET })
    expect(await store.people.find(id, 'discord', ada.id)).toBeNull()
    bot = await serveBot(discord, store)
    await bot.caughtUp()
    expect(await figures(store)).toEqual(was)
    expect(await store.people.find(id, 'discord', ada.id)).toBeNull()
    await bot.stop()
    await store.close()
  } finally {
    await discord.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
