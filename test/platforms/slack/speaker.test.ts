import { describe, expect, it, onTestFinished } from 'vitest'
import { createPainter } from '../../../src/charts/painter.ts'
import type { Reply } from '../../../src/core/reply.ts'
import { english } from '../../../src/core/words/english.ts'
import type { Speaker } from '../../../src/platforms/platform.ts'
import { slackAudience } from '../../../src/platforms/slack/audience.ts'
import { createPeople } from '../../../src/platforms/slack/caller.ts'
import { commandClient, postingClient } from '../../../src/platforms/slack/clients.ts'
import { createDirectory } from '../../../src/platforms/slack/directory.ts'
import { BOT_SCOPES } from '../../../src/platforms/slack/manifest.ts'
import { createSlackSpeaker } from '../../../src/platforms/slack/speaker.ts'
import { createUploads } from '../../../src/platforms/slack/uploads.ts'
import { members as figure } from '../../charts/figures.ts'
import { foundClub } from '../../simulators/slack/club.ts'
import type { Channel } from '../../simulators/slack/model.ts'
import { type Slack, type SlackOptions, startSlack } from '../../simulators/slack/start.ts'
import { bindCommunity, freshStore, programFor } from './answering.ts'

const MINUTE_MS = 60_000

/** A club in Slack, and somebody to speak in it. */
async function speaking(options: SlackOptions = {}, onUploaded: (slack: Slack) => void = () => {}) {
  const slack = await startSlack({
    rateLimits: false,
    scopes: BOT_SCOPES,
    startAt: Date.UTC(2026, 9, 1),
    ...options,
  })
  onTestFinished(() => slack.close())
  const club = foundClub(slack)
  const store = await freshStore()
  const painter = createPainter()
  onTestFinished(() => painter.close())
  const logged: string[] = []
  const log = { warn: (_: object, message: string) => void logged.push(message), error: () => {} }
  const team = { id: slack.teamId, name: 'Robotics club' }
  const community = await bindCommunity(store, team, [club.build], { name: 'Robotics', now: slack.now() })
  const client = postingClient({ token: slack.botToken, apiUrl: slack.apiUrl })
  const program = programFor(store, log, slack.now)
  const uploads = createUploads({ client, log, patienceMs: 2000 })
  const commands = commandClient({ token: slack.botToken, apiUrl: slack.apiUrl })
  const directory = createDirectory(commands, slack.now)
  const people = createPeople({ client: commands, team, words: english, now: slack.now, log })
  const speaker = createSlackSpeaker({
    ...{ client, team, program, painter, log, now: slack.now },
    audience: slackAudience({ directory, people, team }),
    uploads: {
      upload: async (file, conversation) => {
        const uploaded = await uploads.upload(file, conversation)
        onUploaded(slack)
        return uploaded
      },
    },
  })
  const to = (channel: Channel) => ({ workspace: team.id, channel: channel.id })
  const post = (channel: Channel, reply: Reply, key: string, triedAt: number | null = null) =>
    speaker.post(to(channel), reply, { key, triedAt, community: community.id })
  return { ...club, slack, store, speaker, program, community, logged, to, post }
}

const digest = (text: string, more: Reply['blocks'] = []): Reply => ({
  title: 'Robotics',
  isPrivate: true,
  blocks: [
    { kind: 'paragraph', text: [text] },
    ...more,
    {
      kind: 'actions',
      buttons: [
        {
          label: 'See who waits',
          emphasis: 'plain',
          target: { command: 'waiting', handler: 'waiting', input: {} },
        },
      ],
    },
  ],
})

const long = (): Reply =>
  digest(
    '',
    Array.from({ length: 30 }, (_, at) => ({
      kind: 'paragraph' as const,
      text: [`${at} ${'word '.repeat(150)}`],
    })),
  )

describe('speaking in Slack', () => {
  it('posts with buttons and pictures, and calls nobody', async () => {
    const at = await speaking()
    const reply = digest('@channel <!here> *look*', [{ kind: 'chart', figure }])
    const posted = await at.post(at.build, reply, 'digest/1/1')
    const [message] = at.slack.history(at.build)
    expect(posted).toEqual({ kind: 'posted', message: message?.ts })
    expect(message?.pinged).toMatchObject({ users: [], channel: false, here: false, everyone: false })
    expect((message?.blocks ?? []).map((one) => one['type'])).toEqual([
      'header',
      'rich_text',
      'image',
      'actions',
    ])
    expect(message?.metadata).toMatchObject({ event_payload: { key: 'digest/1/1' } })
    expect(at.slack.violations).toEqual([])
  })

  it.each(['before', 'after'] as const)(
    'makes one message where the wire broke %s it was committed',
    async (when) => {
      const at = await speaking()
      const first = at.slack.now()
      at.slack.faults.failHttp(/chat\.postMessage/, 'drop', { after: when === 'after' })
      expect(await at.post(at.build, digest('one'), 'k')).toEqual({ kind: 'unknown' })
      // What may still be on its way is left alone.
      at.slack.advance(MINUTE_MS / 2)
      expect(await at.post(at.build, digest('one'), 'k', first)).toEqual({ kind: 'unknown' })
      for (let said = 0; said < 450; said += 1) at.ada.post(at.build, `${said}`)
      at.slack.advance(MINUTE_MS)
      const posted = await at.post(at.build, digest('one'), 'k', first)
      const own = at.slack.history(at.build).filter((one) => one.metadata !== null)
      expect([posted.kind, own.length]).toEqual(['posted', 1])
      expect(posted).toMatchObject({ message: own[0]?.ts })
      expect(await at.post(at.build, digest('two'), 'k2')).toMatchObject({ kind: 'posted' })
      expect(at.slack.violations).toEqual([])
    },
  )

  it('goes on where a post of several messages was interrupted', async () => {
    const at = await speaking()
    const first = at.slack.now()
    let sent = 0
    const count = () => at.slack.history(at.build).length
    at.slack.faults.failHttp(/chat\.postMessage/, 'drop', { times: 1, after: true })
    await at.post(at.build, long(), 'k')
    sent = count()
    expect(sent).toBe(1)
    at.slack.advance(2 * MINUTE_MS)
    expect((await at.post(at.build, long(), 'k', first)).kind).toBe('posted')
    expect(count()).toBeGreaterThan(1)
    const keys = at.slack.history(at.build).map((one) => JSON.stringify(one.metadata))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('says why a post is not taken, and that a limit says nothing', async () => {
    const at = await speaking()
    at.slack.archive(at.mods, at.eve)
    const reason = async (channel: Pick<Channel, 'id'>, team = at.slack.teamId) => {
      const to = { workspace: team, channel: channel.id }
      const once = { key: 'k', triedAt: null, community: at.community.id }
      const posted = await at.speaker.post(to, digest('one'), once)
      return posted.kind === 'refused' ? posted.reason : posted.kind
    }
    expect(await reason(at.random)).toBe('forbidden')
    expect(await reason(at.mods)).toBe('gone')
    expect(await reason({ id: 'C0NOWHERE' })).toBe('gone')
    expect(await reason(at.build, 'T0OTHER')).toBe('away')
    at.slack.faults.failHttp(/chat\.postMessage/, { kind: 'rateLimit', retryAfterMs: 90_000 })
    const start = performance.now()
    expect(await reason(at.build)).toBe('unknown')
    expect(performance.now() - start).toBeLessThan(5000)
    at.slack.uninstall()
    expect(await reason(at.build)).toBe('away')
    expect(at.slack.history(at.build)).toEqual([])
  })

  it('does not post again what it could not look for', async () => {
    const at = await speaking()
    const first = at.slack.now()
    at.slack.advance(2 * MINUTE_MS)
    at.slack.faults.failHttp(/conversations\.history/, 500)
    expect(await at.post(at.build, digest('one'), 'k', first)).toEqual({ kind: 'unknown' })
    expect(at.slack.history(at.build)).toEqual([])
  })

  it('posts the words where Slack does not take the pictures', async () => {
    // The file goes between being ready and being shown.
    const at = await speaking({}, (slack) => {
      for (const file of slack.world.files.values()) file.isReady = false
    })
    const reply = digest('one', [{ kind: 'chart', figure }])
    expect((await at.post(at.build, reply, 'k')).kind).toBe('posted')
    const [message] = at.slack.history(at.build)
    expect((message?.blocks ?? []).some((one) => one['type'] === 'image')).toBe(false)
    expect(message?.text).toContain(figure.finding.slice(0, 20))
  })

  it('edits and pins what it posted, as often as it likes', async () => {
    const at = await speaking()
    const posted = await at.post(at.build, digest('one'), 'board/1')
    const message = posted.kind === 'posted' ? posted.message : ''
    const edit: ReturnType<Speaker['edit']> = at.speaker.edit(
      at.to(at.build),
      message,
      digest('two'),
      at.community.id,
    )
    expect(await edit).toEqual({ kind: 'posted', message })
    expect(at.slack.history(at.build)[0]?.text).toContain('two')
    for (let time = 0; time < 2; time += 1)
      expect(await at.speaker.pin(at.to(at.build), message)).toEqual({ kind: 'posted', message })
    expect(at.build.pins.length).toBe(1)
    const gone = await at.speaker.edit(at.to(at.build), '1.000001', digest('x'), at.community.id)
    expect(gone).toEqual({ kind: 'refused', reason: 'gone' })
    expect(at.slack.violations).toEqual([])
  })
})

describe('who reads a channel in Slack', () => {
  it('is moderators where everybody in a private channel is one, and others otherwise', async () => {
    const at = await speaking()
    const later = () => at.slack.advance(31_000)
    const isForModerators = async (channel: Channel) =>
      (await at.speaker.audience(at.to(channel), []))?.isModerators
    expect(await isForModerators(at.mods)).toBe(true)
    // Everybody in the workspace may open a public channel, whoever is in it now.
    const open = at.slack.createChannel({ name: 'admins-talk', members: [at.eve] })
    expect(await isForModerators(open)).toBe(false)
    const gus = at.slack.join({ name: 'gus', role: 'guest', in: [at.mods] })
    expect(await isForModerators(at.mods)).toBe(false)
    gus.leave(at.mods)
    expect(await isForModerators(at.mods)).toBe(true)
    at.eve.user.role = 'member'
    later()
    expect(await isForModerators(at.mods)).toBe(false)
    at.eve.user.role = 'admin'
    later()
    at.slack.faults.failHttp(/users\.info/, 500, { times: 99 })
    expect(await isForModerators(at.mods)).toBe(false)
    at.slack.faults.clear()
    later()
    at.slack.faults.failHttp(/conversations\.members/, 500, { times: 99 })
    expect(await isForModerators(at.mods)).toBe(false)
    at.slack.faults.clear()
    expect(await isForModerators(at.mods)).toBe(true)
    const many = at.slack.createChannel({ name: 'many', isPrivate: true })
    for (let count = 0; count < 51; count += 1)
      at.slack.join({ name: `admin${count}`, role: 'admin', in: [many] })
    expect(await isForModerators(many)).toBe(false)
    expect(at.slack.violations).toEqual([])
  })

  it('sees the public channels and that one; people of another workspace see that one alone', async () => {
    const at = await speaking()
    const secret = at.slack.createChannel({ name: 'secret', isPrivate: true, members: [at.ada] })
    const workspace = { platform: 'slack' as const, externalId: at.slack.teamId, name: 'Robotics club' }
    const { id } = await at.store.communities.workspace(workspace)
    for (const { id: externalId, name } of [at.mods, secret, at.random])
      await at.store.communities.bindSpace(at.community.id, id, { externalId, name })
    const elsewhere = await at.store.communities.workspace({ ...workspace, platform: 'discord' })
    await at.store.communities.bindSpace(at.community.id, elsewhere.id, {
      externalId: at.build.id,
      name: 'far',
    })
    const spaces = await at.store.communities.spaces(at.community.id)
    const seen = async (channel: Channel) => {
      const audience = await at.speaker.audience(at.to(channel), spaces)
      return spaces.filter((one) => audience?.sees.includes(one.id)).map((one) => one.name)
    }
    expect(await seen(at.general)).toEqual(['build', 'random'])
    expect(await seen(at.mods)).toEqual(['build', 'mods-only', 'random'])
    expect(await seen(secret)).toEqual(['build', 'secret', 'random'])
    at.slack.connect(at.build, 'T0OTHER')
    expect(await seen(at.build)).toEqual(['build'])
    expect(await at.speaker.audience({ workspace: 'T0OTHER', channel: at.build.id }, spaces)).toBeNull()
    at.slack.faults.failHttp(/conversations/, 500, { times: 99 })
    await expect(at.speaker.audience(at.to(at.general), spaces)).rejects.toThrow()
  })
})
