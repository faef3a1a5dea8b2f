import { describe, expect, it } from 'vitest'
import { objectOf } from '../discord/json.ts'
import { setStage } from './testing.ts'

const subtypeIs = (subtype: string) => (event: Record<string, unknown>) => event['subtype'] === subtype

describe('events of messages', () => {
  it('tells of threads: replies, broadcasts once and then as a change, and what the parent knows of them', async () => {
    const { slack, ada, bob, build, received, waitFor } = await setStage()
    const parent = ada.post(build, 'How?')
    const reply = bob.reply(parent, 'So.')
    const broadcast = bob.broadcast(reply, 'So, everybody.')
    expect(await waitFor('message', (event) => event['ts'] === reply.ts)).toMatchObject({
      thread_ts: parent.ts,
      parent_user_id: ada.id,
    })
    expect(await waitFor('message', subtypeIs('thread_broadcast'))).toMatchObject({
      ts: broadcast.ts,
      thread_ts: parent.ts,
      root: { ts: parent.ts, reply_count: 2, latest_reply: broadcast.ts },
    })
    const change = await waitFor('message', subtypeIs('message_changed'))
    expect(change).toMatchObject({ hidden: true, message: { ts: broadcast.ts, subtype: 'thread_broadcast' } })
    expect(change['message']).not.toHaveProperty('edited')
    await slack.settled()
    expect(received.filter((body) => objectOf(body['event'])['ts'] === broadcast.ts)).toHaveLength(1)
    expect(slack.violations).toEqual([])
  })

  it('tells of edits, deletions, and tombstones that go with the last reply', async () => {
    const { slack, ada, bob, build, received, waitFor } = await setStage()
    const plain = ada.post(build, 'one')
    ada.edit(plain, 'two')
    expect(await waitFor('message', subtypeIs('message_changed'))).toMatchObject({
      message: { ts: plain.ts, text: 'two', edited: { user: ada.id } },
      previous_message: { ts: plain.ts, text: 'one' },
    })
    ada.remove(plain)
    expect(await waitFor('message', subtypeIs('message_deleted'))).toMatchObject({
      deleted_ts: plain.ts,
      previous_message: { text: 'two' },
    })
    const parent = ada.post(build, 'parent')
    const reply = bob.reply(parent, 'reply')
    ada.remove(parent)
    const tombstone = await waitFor(
      'message',
      (event) => objectOf(event['message'])['subtype'] === 'tombstone',
    )
    expect(tombstone).toMatchObject({
      subtype: 'message_changed',
      message: { user: 'USLACKBOT', text: 'This message was deleted.', ts: parent.ts, reply_count: 1 },
    })
    expect(slack.history(build).map((one) => one.subtype)).toEqual(['tombstone', null])
    bob.remove(reply)
    await waitFor('message', (event) => event['deleted_ts'] === parent.ts)
    expect(slack.history(build)).toEqual([])
    await slack.settled()
    expect(received.filter((body) => objectOf(body['event'])['subtype'] === 'message_deleted')).toHaveLength(
      3,
    )
    expect(slack.violations).toEqual([])
  })

  it('tells of /me, files, integrations and Slackbot as what they are', async () => {
    const { slack, ada, build, waitFor } = await setStage()
    ada.me(build, 'cheers')
    const shared = ada.share(build, 'Look', 'arm.png')
    ada.share(shared, 'And here')
    slack.postAsIntegration(build, 'Build 7 failed')
    slack.postAsSlackbot(build, 'Reminder')
    expect(await waitFor('message', subtypeIs('me_message'))).toMatchObject({ user: ada.id, text: 'cheers' })
    expect(await waitFor('message', subtypeIs('file_share'))).toMatchObject({
      files: [{ name: 'arm.png', mimetype: 'image/png' }],
    })
    expect(await waitFor('message', (event) => event['thread_ts'] === shared.ts)).toMatchObject({
      subtype: 'file_share',
    })
    const bot = await waitFor('message', subtypeIs('bot_message'))
    expect(bot).toMatchObject({ bot_id: expect.stringMatching(/^B/), username: 'Build server' })
    expect(bot).not.toHaveProperty('user')
    await waitFor('message', (event) => event['user'] === 'USLACKBOT')
    expect(slack.violations).toEqual([])
  })

  it('makes timestamps that grow, exact to the microsecond, and the same in two channels at one moment', async () => {
    const { slack, ada, build, random } = await setStage({
      slack: { startAt: Date.UTC(2026, 9, 1) },
      isConnected: false,
    })
    const first = ada.post(build, 'a')
    const second = ada.post(build, 'b')
    const elsewhere = ada.post(random, 'c')
    expect([first.ts, second.ts, elsewhere.ts]).toEqual([
      '1790812800.000009',
      '1790812800.000019',
      '1790812800.000009',
    ])
    slack.advance(60_000)
    expect(ada.post(build, 'd').ts).toBe('1790812860.000009')
    expect(() => slack.setTime(Date.UTC(2026, 8, 1))).toThrow('cannot be set back')
  })
})

describe('other events', () => {
  it('tells of joining and leaving twice: as an event and as a message', async () => {
    const { slack, ada, cleo, build, mods, eve, waitFor } = await setStage()
    const zoe = slack.join({ name: 'zoe' })
    zoe.join(build)
    expect(await waitFor('member_joined_channel')).toMatchObject({ user: zoe.id, channel_type: 'C' })
    expect(await waitFor('message', subtypeIs('channel_join'))).toMatchObject({ user: zoe.id })
    cleo.leave(build)
    expect(await waitFor('member_left_channel')).toMatchObject({ user: cleo.id })
    await waitFor('message', subtypeIs('channel_leave'))
    ada.join(mods, eve)
    expect(await waitFor('member_joined_channel', (event) => event['channel'] === mods.id)).toMatchObject({
      inviter: eve.id,
      channel_type: 'G',
    })
    expect(() => zoe.join(mods)).toThrow('must be invited')
    expect(slack.violations).toEqual([])
  })

  it('tells of reactions, renaming, archiving, people who come and change, and of its home', async () => {
    const { slack, ada, bob, eve, build, random, waitFor } = await setStage()
    const message = ada.post(build, 'hi')
    bob.react(message, '👍')
    bob.unreact(message, '+1')
    expect(await waitFor('reaction_added')).toMatchObject({
      user: bob.id,
      reaction: '+1',
      item: { channel: build.id, ts: message.ts },
      item_user: ada.id,
    })
    await waitFor('reaction_removed')
    // Public channels tell of themselves even where the bot is not.
    slack.rename(random, 'chatter', eve)
    expect(await waitFor('channel_rename')).toMatchObject({ channel: { id: random.id, name: 'chatter' } })
    slack.archive(random, eve)
    await waitFor('channel_archive')
    expect(() => ada.post(random, 'too late')).toThrow('archived')
    slack.unarchive(random, eve)
    await waitFor('channel_unarchive')
    const zoe = slack.join({ name: 'zoe', role: 'guest' })
    expect(await waitFor('team_join')).toMatchObject({ user: { id: zoe.id, is_restricted: true } })
    zoe.deactivate()
    expect(await waitFor('user_change')).toMatchObject({ user: { id: zoe.id, deleted: true } })
    expect(slack.violations).toEqual([])
  })

  it('lets the bot hear of being invited and removed', async () => {
    const { slack, ada, eve, random, waitFor } = await setStage()
    slack.inviteBot(random, eve)
    expect(await waitFor('member_joined_channel')).toMatchObject({ user: slack.botUserId, inviter: eve.id })
    slack.removeBot(random)
    await waitFor('channel_left')
    ada.post(random, 'unheard')
    await slack.settled()
    expect(slack.envelopes.some((one) => objectOf(one.payload['event'])['text'] === 'unheard')).toBe(false)
    expect(slack.violations).toEqual([])
  })
})
