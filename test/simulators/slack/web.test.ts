import { describe, expect, it } from 'vitest'
import { listOf, objectOf } from '../discord/json.ts'
import { errorOf, openSlack, openWeb } from './testing.ts'

describe('tokens and scopes', () => {
  it('refuses tokens that are absent, wrong, of the wrong kind, or dead', async () => {
    const { slack } = await openSlack()
    const ask = (token: string) => errorOf(openWeb(slack, token).auth.test())
    expect(await ask(slack.botToken)).toBe('ok')
    expect(await ask('')).toBe('not_authed')
    expect(await ask('xoxb-other')).toBe('invalid_auth')
    expect(await ask(slack.appToken)).toBe('not_allowed_token_type')
    expect(await errorOf(openWeb(slack).apps.connections.open({}))).toBe('not_allowed_token_type')
    slack.uninstall()
    expect(await ask(slack.botToken)).toBe('account_inactive')
    slack.world.app.state = 'revoked'
    expect(await ask(slack.botToken)).toBe('token_revoked')
  })

  it('names the scopes that there are, and the one that is missing', async () => {
    const { slack, build, mods } = await openSlack()
    const web = openWeb(slack)
    const identity = await web.auth.test()
    expect(identity).toMatchObject({
      team_id: slack.teamId,
      user_id: slack.botUserId,
      bot_id: slack.botId,
      response_metadata: { scopes: [...slack.scopes] },
    })
    slack.scopes.delete('groups:history')
    expect(await errorOf(web.conversations.history({ channel: build.id }))).toBe('ok')
    await expect(web.conversations.history({ channel: mods.id })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'groups:history', provided: [...slack.scopes].join(',') },
    })
    expect(await errorOf(web.reactions.add({ channel: build.id, timestamp: '1.0', name: 'eyes' }))).toBe(
      'missing_scope',
    )
    expect(slack.violations).toEqual([])
  })
})

describe('channels and people', () => {
  it('lists what the bot may know of, in pages that can be short', async () => {
    const { slack, general, build, random, mods, ada, eve } = await openSlack()
    slack.createChannel({ name: 'secret', isPrivate: true, bot: false, members: [ada] })
    slack.archive(random, eve)
    const web = openWeb(slack)
    const names: string[][] = []
    for await (const page of web.paginate('conversations.list', {
      limit: 1,
      types: 'public_channel,private_channel',
      exclude_archived: true,
    })) {
      names.push(listOf(objectOf(page)['channels']).map((one) => String(objectOf(one)['name'])))
    }
    expect(names).toEqual([['general'], ['build'], [], ['mods-only']])
    const { channels = [] } = await web.users.conversations({ types: 'public_channel,private_channel' })
    expect(channels.map((one) => one.id)).toEqual([general.id, build.id, mods.id])
    const info = await web.conversations.info({ channel: random.id, include_num_members: true })
    expect(info.channel).toMatchObject({ is_member: false, is_archived: true, num_members: 6 })
    expect(await errorOf(web.conversations.info({ channel: 'C0UNKNOWN00' }))).toBe('channel_not_found')
    expect(await errorOf(web.conversations.join({ channel: random.id }))).toBe('missing_scope')
    slack.scopes.add('channels:join')
    expect(await errorOf(web.conversations.join({ channel: random.id }))).toBe('is_archived')
    slack.unarchive(random, eve)
    expect((await web.conversations.join({ channel: random.id })).channel?.is_member).toBe(true)
    const members = await web.conversations.members({ channel: mods.id, limit: 2 })
    expect(members.members).toHaveLength(2)
    expect(members.response_metadata?.next_cursor).not.toBe('')
    expect(slack.violations).toEqual([])
  })

  it('shows people as what they are: admins, guests, bots, Slackbot, deleted ones, and those of elsewhere', async () => {
    const { slack, ada, frida, eve, build } = await openSlack()
    const guest = slack.join({ name: 'gil', role: 'singleChannelGuest' })
    const robot = slack.join({ name: 'robot', isBot: true })
    const zoe = slack.join({ name: 'zoe', teamId: 'T0ELSEWHERE', in: [build] })
    ada.deactivate()
    const web = openWeb(slack)
    const who = async (id: string) => (await web.users.info({ user: id })).user
    expect(await who(frida.id)).toMatchObject({ is_primary_owner: true, is_owner: true, is_admin: true })
    expect(await who(eve.id)).toMatchObject({ is_owner: false, is_admin: true })
    expect(await who(guest.id)).toMatchObject({ is_restricted: true, is_ultra_restricted: true })
    expect(await who(robot.id)).toMatchObject({ is_bot: true, profile: { bot_id: robot.user.bot?.id } })
    // Slackbot says of itself that it is no bot.
    expect(await who('USLACKBOT')).toMatchObject({ is_bot: false })
    expect(await who(ada.id)).toMatchObject({ deleted: true })
    expect(await who(zoe.id)).toMatchObject({ team_id: 'T0ELSEWHERE', is_stranger: false })
    zoe.leave(build)
    expect(await who(zoe.id)).toMatchObject({ is_stranger: true })
    expect(await errorOf(web.users.info({ user: 'U0NOBODY000' }))).toBe('user_not_found')
    const list = await web.users.list({ limit: 100 })
    expect(list.members?.map((one) => one.id)).not.toContain(zoe.id)
    const group = slack.createUserGroup('moderators', [eve, frida])
    expect((await web.usergroups.list({ include_users: true })).usergroups).toMatchObject([
      { id: group.id, handle: 'moderators', users: [eve.id, frida.id] },
    ])
    expect((await web.usergroups.users.list({ usergroup: group.id })).users).toEqual([eve.id, frida.id])
    expect((await web.team.info()).team).toMatchObject({ id: slack.teamId, domain: 'robotics-club' })
    expect((await web.bots.info({ bot: slack.botId })).bot).toMatchObject({ user_id: slack.botUserId })
    expect(slack.violations).toEqual([])
  })
})

describe('limits', () => {
  it('answers 429 with the seconds to wait, by tier and by channel', async () => {
    const { slack, build, general } = await openSlack({ rateLimits: true, minuteMs: 3000 })
    const web = openWeb(slack)
    const say = (channel: string) => errorOf(web.chat.postMessage({ channel, text: 'hi' }))
    for (let count = 0; count < 5; count += 1) expect(await say(build.id)).toBe('ok')
    expect(await say(build.id)).toContain('rate-limit')
    expect(await say(general.id)).toBe('ok')
    const lists: string[] = []
    for (let count = 0; count < 21; count += 1) lists.push(await errorOf(web.users.list({})))
    expect(lists.filter((one) => one === 'ok')).toHaveLength(20)
    expect(slack.calls.at(-1)).toMatchObject({ status: 429, answer: { ok: false, error: 'ratelimited' } })
    slack.limits.isOn = false
    expect(await say(build.id)).toBe('ok')
  })

  it('gives fifteen objects a minute in the limited regime, whatever is asked', async () => {
    const { slack, ada, build } = await openSlack({ limitedHistory: true, minuteMs: 400 })
    for (let index = 0; index < 20; index += 1) ada.post(build, String(index))
    const web = openWeb(slack)
    const page = await web.conversations.history({ channel: build.id, limit: 200 })
    expect(page.messages).toHaveLength(15)
    expect(page.has_more).toBe(true)
    await expect(web.conversations.history({ channel: build.id })).rejects.toMatchObject({ retryAfter: 1 })
    await new Promise((resolve) => setTimeout(resolve, 420))
    expect(
      (
        await web.conversations.history({
          channel: build.id,
          cursor: page.response_metadata?.next_cursor ?? '',
        })
      ).messages,
    ).toHaveLength(5)
  })
})

describe('trouble with calls', () => {
  it('fails before the effect or after it', async () => {
    const { slack, build } = await openSlack()
    const web = openWeb(slack)
    const say = (text: string) => errorOf(web.chat.postMessage({ channel: build.id, text }))
    const texts = () => slack.history(build).map((one) => one.text)
    slack.faults.failHttp(/^chat\.postMessage$/, 502)
    expect(await say('a')).toContain('502')
    slack.faults.failHttp(/^chat\.postMessage$/, 'drop', { after: true })
    expect(await say('b')).not.toBe('ok')
    slack.faults.failHttp(/^chat\./, { kind: 'rateLimit', retryAfterMs: 2000 })
    expect(await say('c')).toContain('rate-limit')
    slack.faults.failHttp(/./, { kind: 'delay', ms: 20 })
    expect(await say('d')).toBe('ok')
    expect(texts()).toEqual(['b', 'd'])
    expect(slack.calls.map((one) => one.status)).toEqual([502, 0, 429, 200])
  })

  it('notes methods and arguments that Slack does not have', async () => {
    const { slack, build } = await openSlack()
    const web = openWeb(slack)
    expect(await errorOf(web.apiCall('chat.shout', {}))).toBe('unknown_method')
    await web.apiCall('chat.postMessage', { channel: build.id, text: 'hi', unfurl_link: false })
    expect(slack.violations.map((one) => one.message)).toEqual([
      'Unknown method chat.shout',
      ...(slack.isValidating ? ['chat.postMessage: there is no argument unfurl_link'] : []),
    ])
  })
})
