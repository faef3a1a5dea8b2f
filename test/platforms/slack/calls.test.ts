import { describe, expect, it } from 'vitest'
import { answering } from './answering.ts'

describe('commands in Slack', () => {
  it('answers every command, by either of its names, to whoever asked alone', async () => {
    const at = await answering()
    await at.bind([at.general, at.build])
    const ask = async (line: string) => {
      const answer = await (await at.ada.slash(line, { in: at.build })).settled()
      expect([answer.kind, answer.isEphemeral]).toEqual(['message', true])
      return answer.text.split('\n')[0]
    }
    const answers: unknown[] = []
    for (const line of ['help', 'my data', 'digest', 'waiting', 'practice', 'did', '/cp help did'])
      answers.push(await ask(line))
    expect(answers).toEqual([
      'Robotics: how this works',
      'What is kept of you',
      'Robotics',
      'Waiting for an answer',
      'How things are done here',
      'What people did lately',
      '/cp did',
    ])
    expect(at.slack.violations).toEqual([])
    expect(at.logged).toEqual([])
  })

  it('says what somebody did for everybody to see, calls whom they name, and nobody else', async () => {
    const at = await answering()
    const community = await at.bind([at.build])
    const answer = await at.ada.slash('did crimped *a* <!channel> harness for @here with:@bob', {
      in: at.build,
    })
    expect(answer.isEphemeral).toBe(false)
    expect(answer.text).toContain('ada')
    expect(answer.text).toContain('ada, with @bob: crimped *a* @channel harness for @here.')
    expect(at.cleo.canSee(answer.message)).toBe(true)
    expect(answer.message.pinged).toMatchObject({ users: [at.bob.id], channel: false, here: false })
    const [doing] = await at.store.repertoire.doings(community.id, 1)
    expect([doing?.what, doing?.companions.length]).toEqual(['crimped *a* @channel harness for @here', 1])
    expect(at.slack.violations).toEqual([])
  })

  it('answers mistakes with the right form and an example, as they are typed here', async () => {
    const at = await answering()
    await at.bind([at.build])
    const ask = async (line: string, command = '/commonplace') =>
      (await at.ada.slash(line, { in: at.build, command })).text
    expect(await ask('dit crimped it')).toContain(
      'Did you mean /commonplace did? For example: /commonplace did',
    )
    expect(await ask('did crimped outcom:fine', '/cp')).toContain(
      'Did you mean outcome:? The form is /cp did',
    )
    expect(await ask('did crimped with:5', '/cp')).toContain('wants somebody’s name')
    expect(await ask(`did crimped with:<@${at.slack.botUserId}>`)).toBe('That is a bot. Choose a person.')
    expect(await ask('digest weeks:many')).toContain('wants a whole number from 1 to 104')
    expect(await ask('community')).toContain('Only moderators can do that.')
  })

  it('opens a menu for the command alone, with what is for moderators only for them', async () => {
    const at = await answering()
    await at.bind([at.build])
    const mine = await at.ada.slash('', { in: at.build })
    expect([mine.isEphemeral, mine.text.split('\n')[0]]).toEqual([true, 'What you can do here'])
    const labels = (of: typeof mine) => of.buttons.map((one) => one.label)
    expect(labels(mine)).toContain('/commonplace digest')
    expect(labels(mine)).not.toContain('/commonplace community')
    expect(labels(await at.eve.slash('', { in: at.build }))).toContain('/commonplace community')
    const digest = await at.ada.press(mine, '/commonplace digest')
    expect(digest.text).toContain('Nothing has happened here yet')
    const form = await at.ada.press(mine, 'Share a practice')
    expect(form.modal.title).toBe('Share a practice')
    expect(at.slack.violations).toEqual([])
  })

  it('is for people of the workspace: bots and people from elsewhere are refused, with a sentence', async () => {
    const at = await answering()
    const community = await at.bind([at.build])
    const bot = at.slack.join({ name: 'robo', isBot: true, in: [at.build] })
    const stranger = at.slack.join({ name: 'stan', teamId: 'T0OTHER', in: [at.build] })
    const said = async (who: typeof bot) => (await who.slash('did nothing', { in: at.build })).text
    expect(await said(bot)).toBe('I take this from people only.')
    expect(await said(stranger)).toContain('You come from another workspace.')
    const card = await at.ada.slash('practice share Solder how:"Hot, then hold still"', { in: at.build })
    expect(card.isEphemeral).toBe(false)
    const pressed = await stranger.press(card.message, 'I did it')
    expect([pressed.isEphemeral, pressed.text.startsWith('You come from another workspace.')]).toEqual([
      true,
      true,
    ])
    const asked = await at.bob.press(card.message, 'I did it')
    expect(asked.isEphemeral).toBe(true)
    expect((await at.bob.press(asked.message, 'As written')).isEphemeral).toBe(false)
    expect((await at.store.repertoire.doings(community.id, 5)).length).toBe(1)
    const named = await at.ada.slash('did it with:@stan', { in: at.build })
    expect(named.text).toContain('Choose somebody of this workspace')
  })

  it('takes a moderator for what they are at the moment of asking, within a minute', async () => {
    const at = await answering({ slack: { startAt: Date.UTC(2026, 9, 1) } })
    await at.bind([at.build])
    expect((await at.eve.slash('community', { in: at.build })).text).toContain('Robotics')
    at.eve.user.role = 'member'
    at.slack.advance(60_000)
    expect((await at.eve.slash('community', { in: at.build })).text).toContain('Only moderators')
    at.ada.user.role = 'owner'
    at.slack.advance(60_000)
    expect((await at.ada.slash('community', { in: at.build })).text).toContain('What for')
  })

  it('fails closed where Slack does not tell who asks, and is served again after that', async () => {
    const at = await answering()
    await at.bind([at.build])
    at.slack.faults.failHttp(/users\.info/, { kind: 'rateLimit', retryAfterMs: 60_000 })
    const answer = await at.ada.slash('did it', { in: at.build })
    expect(answer.text).toContain('Slack does not tell me what I need to know')
    expect((await at.ada.slash('did it', { in: at.build })).text).toContain('ada')
  })

  it('shows the figures of a private channel to its members only', async () => {
    const at = await answering()
    const community = await at.bind([at.build, at.mods])
    const [space] = await at.store.communities.spaces(community.id)
    if (space === undefined) throw new Error('the community has spaces')
    const said = (where: typeof at.build, author: string, days: number) => ({
      ...{ kind: 'message' as const, space: where.id, key: `1700000000.00000${days}`, thread: null },
      ...{
        author,
        at: at.slack.now() - days * 86_400_000,
        reference: null,
        mentions: [],
        length: 5,
        asks: true,
      },
    })
    const activities = [
      said(at.build, at.ada.id, 2),
      said(at.mods, at.eve.id, 3),
      said(at.mods, at.frida.id, 4),
    ]
    await at.store.recording.record(space.workspace.id, activities, at.slack.now())
    const waiting = async (who: typeof at.ada) => (await who.slash('waiting', { in: at.build })).text
    expect(await waiting(at.eve)).toContain('mods-only')
    expect(await waiting(at.bob)).not.toContain('mods-only')
    expect(await waiting(at.bob)).toContain('#build')
    expect(await at.bob.slash(`waiting`, { in: at.random }).then((one) => one.text)).not.toContain(
      'mods-only',
    )
    const seen = async (who: typeof at.ada) => (await who.slash('community', { in: at.build })).text
    expect(await seen(at.eve)).toContain('#mods-only')
    at.ada.user.role = 'admin'
    await at.restart()
    const text = await seen(at.ada)
    expect(text).toContain('#build')
    expect(text).not.toContain('mods-only')
  })
})
