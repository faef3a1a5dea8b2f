/** What becomes of names, of channels that are closed or deleted, and of workspaces that are served no longer. */
import { describe, expect, it, vi } from 'vitest'
import { bindCommunity, serveBot } from './serving.ts'
import { DAY_MS, MINUTE_MS, openStage, type Stage } from './stage.ts'

const namesIn = async ({ store, community }: Stage): Promise<readonly string[]> =>
  (await store.communities.spaces(community.id)).map((one) => one.name).sort()

describe('names', () => {
  it('of the workspace and its channels follow what Slack tells', async () => {
    const stage = await openStage()
    const { slack, serve, store, build, ada } = stage
    const bot = await serve()
    await bot.caughtUp()
    slack.renameTeam('Robots and friends')
    slack.rename(build, 'workshop', ada)
    await slack.settled()
    expect(bot.platform.workspace()).toBe('Robots and friends')
    await vi.waitFor(async () => {
      expect((await store.communities.workspaces('slack')).map((one) => one.name)).toEqual([
        'Robots and friends',
      ])
      expect(await namesIn(stage)).toEqual(['general', 'workshop'])
    })
    expect(slack.violations).toEqual([])
  })

  it('that changed while nobody listened are found at the next start', async () => {
    const stage = await openStage()
    const { slack, serve, store, build, ada } = stage
    await (await serve()).stop()
    slack.renameTeam('Robots and friends')
    slack.rename(build, 'workshop', ada)
    const again = await serve()
    await again.caughtUp()
    expect((await store.communities.workspaces('slack')).map((one) => one.name)).toEqual([
      'Robots and friends',
    ])
    expect(await namesIn(stage)).toEqual(['general', 'workshop'])
  })
})

describe('a channel', () => {
  it('that is deleted is read no longer, what was read in it stays, and whatever was to stand there is told to be nowhere', async () => {
    const { slack, serve, keys, rows, store, community, ada, bob, eve, build, general } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const message = ada.post(build, 'How do I crimp this?')
    const stays = [message, bob.reply(message, 'Like so.'), ada.post(general, 'Hello')]
    bob.react(message, '👍')
    const { id: workspace } = await store.communities.workspace({
      ...{ platform: 'slack', externalId: slack.teamId, name: 'Robotics club' },
    })
    await store.boards.set(community.id, { workspace, channel: build.id, message: null, contentHash: null })
    await slack.settled()
    const before = await rows('daily')
    slack.advance(MINUTE_MS)
    slack.deleteChannel(build, eve)
    await slack.settled()
    await vi.waitFor(async () => {
      const spaces = await store.communities.spaces(community.id)
      expect(spaces.map((one) => [one.name, one.isBound])).toEqual([
        ['build', false],
        ['general', true],
      ])
    })
    const screen = (await eve.slash('community setup', { in: general })).text
    expect(screen).toMatch(/Its channel is not there any more\. Press Put the board here in another\./)
    expect(await keys()).toEqual(stays.map((one) => one.ts).sort())
    expect(await rows('daily')).toEqual(before)
    const fresh = ada.post(general, 'What goes on elsewhere')
    await slack.settled()
    expect(await keys()).toContain(fresh.ts)
    await bot.stop()
    expect((await store.history.gaps(community.id)).map((one) => one.reason)).toEqual([])
    expect(bot.logged.filter((one) => one.level === 'error')).toEqual([])
    expect(slack.violations).toEqual([])
  })

  it('that was deleted while nobody listened cannot be told from one that the bot was put out of: it stays, unread', async () => {
    const { slack, serve, keys, store, community, ada, eve, build, general } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const stays = [ada.post(build, 'How do I crimp this?'), ada.post(general, 'Hello')]
    await slack.settled()
    await bot.stop()
    slack.advance(MINUTE_MS)
    slack.deleteChannel(build, eve)
    const again = await serve()
    await again.caughtUp()
    const states = again.platform.reading.progress(community.id)
    expect(states.map((one) => [one.channel, one.state])).toEqual([
      [build.id, 'noAccess'],
      [general.id, 'done'],
    ])
    expect(await keys()).toEqual(stays.map((one) => one.ts).sort())
    const reasons = (await store.history.gaps(community.id)).map((one) => one.reason)
    expect(reasons).toContain('noAccess')
    expect((await eve.slash('community setup', { in: general })).kind).toBe('message')
  })

  it('that is archived stays read, and is read on when it is opened again', async () => {
    const { slack, serve, keys, store, community, ada, eve, build, general, covered } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    const before = ada.post(build, 'before')
    slack.archive(build, eve)
    slack.advance(MINUTE_MS)
    ada.post(general, 'life goes on')
    await slack.settled()
    expect((await eve.slash('community setup', { in: general })).text).not.toMatch(/not there any more/)
    await bot.stop()
    expect((await covered(build)).at(-1)?.toAt).toBe(slack.now())
    slack.unarchive(build, eve)
    const after = ada.post(build, 'after')
    const again = await serve()
    await again.caughtUp()
    const states = again.platform.reading.progress(community.id).map((one) => one.state)
    expect(states).toEqual(['done', 'done'])
    expect(await keys()).toEqual(expect.arrayContaining([before.ts, after.ts]))
    const gaps = await store.history.gaps(community.id)
    expect(gaps.filter((one) => one.reason !== 'away')).toEqual([])
  })
})

describe('a workspace of an earlier token', () => {
  it('is served no longer: it is on its way to be forgotten, until its token comes back', async () => {
    const first = await openStage()
    const second = await openStage({ slack: { team: { id: 'T0CHOIR', name: 'Choir' } } })
    const { store } = first
    await bindCommunity(store, second.slack, [second.build], { name: 'Choir' })
    const removed = async () =>
      (await store.communities.workspaces('slack')).flatMap((one) => (one.removedAt === null ? [] : one.name))
    const own = await first.serve()
    await own.caughtUp()
    await vi.waitFor(async () => expect(await removed()).toEqual(['Choir']))
    const said = own.logged.filter((one) => /another workspace/.test(one.message))
    expect(said.map((one) => one.details)).toEqual([{ workspace: 'Choir' }])
    const other = await serveBot(second.slack, store)
    await vi.waitFor(async () => expect(await removed()).toEqual(['Robotics club']))
    // Whoever still serves it says so, within a minute.
    await own.platform.reading.lookAgain(first.slack.teamId)
    expect(await removed()).toEqual([])
    await other.stop()
    await own.stop()
  })

  it('that put the bot out stays on its way, as long as nobody lets the bot in again', async () => {
    const { slack, serve, store } = await openStage()
    const bot = await serve()
    await bot.caughtUp()
    slack.advance(DAY_MS)
    slack.uninstall()
    await bot.platform.ended
    const removedAt = async () => (await store.communities.workspaces('slack')).map((one) => one.removedAt)
    await vi.waitFor(async () => expect(await removedAt()).toEqual([slack.now()]))
    await bot.platform.reading.lookAgain(slack.teamId)
    expect(await removedAt()).toEqual([slack.now()])
    await bot.stop()
  })
})
