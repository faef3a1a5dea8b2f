import { describe, expect, it } from 'vitest'
import { errorOf, openSlack, openWeb } from './testing.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

describe('history', () => {
  it('shows parents and broadcasts, newest first, within bounds that count only when they are included', async () => {
    const { slack, ada, bob, build } = await openSlack({ startAt: Date.UTC(2026, 9, 1) })
    const first = ada.post(build, 'first')
    slack.advance(1000)
    bob.reply(first, 'hidden')
    const broadcast = bob.broadcast(first, 'shown')
    slack.advance(1000)
    const last = ada.post(build, 'last')
    const web = openWeb(slack)
    const read = async (options: object) =>
      (await web.conversations.history({ channel: build.id, ...options })).messages?.map((one) => one.ts)
    expect(await read({})).toEqual([last.ts, broadcast.ts, first.ts])
    expect(await read({ oldest: first.ts })).toEqual([last.ts, broadcast.ts])
    expect(await read({ oldest: first.ts, latest: last.ts })).toEqual([broadcast.ts])
    expect(await read({ oldest: first.ts, latest: last.ts, inclusive: true })).toEqual([
      last.ts,
      broadcast.ts,
      first.ts,
    ])
    expect(await errorOf(web.conversations.history({ channel: build.id, oldest: 'yesterday' }))).toBe(
      'invalid_ts_oldest',
    )
    const [parent] = (
      await web.conversations.history({ channel: build.id, latest: first.ts, inclusive: true })
    ).messages ?? [undefined]
    expect(parent).toMatchObject({
      reply_count: 2,
      reply_users: [bob.id],
      reply_users_count: 1,
      latest_reply: broadcast.ts,
      thread_ts: first.ts,
    })
    expect(slack.violations).toEqual([])
  })

  it('pages by cursors, without a gap while people go on talking', async () => {
    const { slack, ada, build } = await openSlack()
    const posted = Array.from({ length: 25 }, (_, index) => ada.post(build, String(index)))
    const web = openWeb(slack)
    const seen: (string | undefined)[] = []
    for await (const page of web.paginate('conversations.history', { channel: build.id, limit: 10 })) {
      if (!('messages' in page) || !Array.isArray(page.messages)) continue
      seen.push(...page.messages.map((one) => String(one.text)))
      ada.post(build, 'meanwhile')
    }
    expect(seen).toEqual(posted.map((one) => one.text).reverse())
  })

  it('reads threads from their parent on, on every page, by the ts of any of their messages', async () => {
    const { slack, ada, bob, build, random } = await openSlack()
    const parent = ada.post(build, 'parent')
    const replies = ['a', 'b', 'c'].map((text) => bob.reply(parent, text))
    const web = openWeb(slack)
    const read = async (options: object) => {
      const page = await web.conversations.replies({ channel: build.id, ts: parent.ts, ...options })
      return [page.messages?.map((one) => one.text), page.has_more, page.response_metadata?.next_cursor]
    }
    expect((await read({}))[0]).toEqual(['parent', 'a', 'b', 'c'])
    const [texts, hasMore, cursor] = await read({ limit: 2 })
    expect([texts, hasMore]).toEqual([['parent', 'a', 'b'], true])
    expect((await read({ limit: 2, cursor }))[0]).toEqual(['parent', 'c'])
    expect((await read({ oldest: replies[1]?.ts }))[0]).toEqual(['parent', 'c'])
    expect((await read({ ts: replies[0]?.ts }))[0]).toEqual(['parent', 'a', 'b', 'c'])
    expect(await errorOf(web.conversations.replies({ channel: build.id, ts: '1.000000' }))).toBe(
      'thread_not_found',
    )
    expect(await errorOf(web.conversations.history({ channel: random.id }))).toBe('not_in_channel')
    expect(slack.violations).toEqual([])
  })
})

describe('speaking', () => {
  it('says, changes and takes back, with metadata for those who ask for it', async () => {
    const { slack, ada, build } = await openSlack()
    const web = openWeb(slack)
    const metadata = { event_type: 'digest', event_payload: { key: 'k1' } }
    const said = await web.chat.postMessage({ channel: build.id, text: 'a *digest*', metadata })
    expect(said.message).toMatchObject({ user: slack.botUserId, bot_id: slack.botId, text: 'a *digest*' })
    const read = async (include: boolean) =>
      (await web.conversations.history({ channel: build.id, include_all_metadata: include })).messages?.[0]
    expect(await read(true)).toMatchObject({ metadata })
    expect(await read(false)).not.toHaveProperty('metadata')
    await web.chat.update({ channel: build.id, ts: said.ts ?? '', text: 'changed' })
    expect(await read(false)).toMatchObject({ text: 'changed', edited: { user: slack.botUserId } })
    expect((await web.chat.getPermalink({ channel: build.id, message_ts: said.ts ?? '' })).permalink).toBe(
      `https://robotics-club.slack.com/archives/${build.id}/p${said.ts?.replace('.', '')}`,
    )
    const hers = ada.post(build, 'hers')
    expect(await errorOf(web.chat.update({ channel: build.id, ts: hers.ts, text: 'mine' }))).toBe(
      'cant_update_message',
    )
    expect(await errorOf(web.chat.delete({ channel: build.id, ts: hers.ts }))).toBe('cant_delete_message')
    await web.chat.delete({ channel: build.id, ts: said.ts ?? '' })
    expect(slack.history(build)).toEqual([hers])
    expect(slack.violations).toEqual([])
  })

  it('says it in threads, broadcast or not, and refuses a reply as a parent', async () => {
    const { slack, ada, build } = await openSlack()
    const web = openWeb(slack)
    const parent = ada.post(build, 'parent')
    const say = (options: object) => web.chat.postMessage({ channel: build.id, text: 'hi', ...options })
    const reply = await say({ thread_ts: parent.ts })
    const shown = await say({ thread_ts: parent.ts, reply_broadcast: true })
    expect(shown.message?.subtype).toBe('thread_broadcast')
    expect(parent.replies.map((one) => one.ts)).toEqual([reply.ts, shown.ts])
    expect(await errorOf(say({ thread_ts: reply.ts }))).toBe('cannot_reply_to_message')
    expect(await errorOf(say({ thread_ts: '1.000001' }))).toBe('thread_not_found')
  })

  it('refuses where it may not speak, and what is nothing or too much', async () => {
    const { slack, ada, eve, build, random } = await openSlack()
    const secret = slack.createChannel({ name: 'secret', isPrivate: true, bot: false, members: [ada] })
    const web = openWeb(slack)
    const say = (channel: string, text: string, more: object = {}) =>
      errorOf(web.chat.postMessage({ channel, text, ...more }))
    expect(await say(random.id, 'hi')).toBe('not_in_channel')
    expect(await say(secret.id, 'hi')).toBe('channel_not_found')
    expect(await say('C0NOWHERE00', 'hi')).toBe('channel_not_found')
    expect(await say(ada.id, 'to you alone')).toBe('ok')
    expect(slack.history(ada.direct)).toHaveLength(1)
    expect(await say(build.id, '')).toBe('no_text')
    const long = await web.chat.postMessage({ channel: build.id, text: 'x'.repeat(40_001) })
    expect(long.warning).toBe('message_truncated')
    const section = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(2900) } }
    expect(await say(build.id, 'hi', { blocks: Array(4).fill(section) })).toBe('ok')
    expect(await say(build.id, 'hi', { blocks: Array(5).fill(section) })).toBe('msg_blocks_too_long')
    slack.archive(build, eve)
    expect(await say(build.id, 'hi')).toBe('is_archived')
    expect(slack.violations).toEqual([])
  })

  it('shows ephemerals to one person of the channel, in no history', async () => {
    const { slack, ada, bob, build } = await openSlack()
    const web = openWeb(slack)
    const shown = await web.chat.postEphemeral({ channel: build.id, user: ada.id, text: 'psst' })
    const [message] = slack.world.ephemerals
    expect(message !== undefined && ada.canSee(message)).toBe(true)
    expect(message !== undefined && bob.canSee(message)).toBe(false)
    expect((await web.conversations.history({ channel: build.id })).messages).toEqual([])
    expect(
      await errorOf(web.chat.update({ channel: build.id, ts: shown.message_ts ?? '', text: 'other' })),
    ).toBe('message_not_found')
    const zoe = slack.join({ name: 'zoe' })
    expect(await errorOf(web.chat.postEphemeral({ channel: build.id, user: zoe.id, text: 'psst' }))).toBe(
      'user_not_in_channel',
    )
  })

  it('knows whom a message really notifies', async () => {
    const { slack, ada, bob, eve, build } = await openSlack()
    const web = openWeb(slack)
    const outsider = slack.join({ name: 'olga' })
    const group = slack.createUserGroup('moderators', [eve])
    const pinged = async (options: object) => {
      await web.chat.postMessage({ channel: build.id, text: 'x', ...options })
      return slack.history(build).at(-1)?.pinged
    }
    expect(ada.post(build, 'hey @bob, @here, @moderators, @olga and @nobody').pinged).toEqual({
      users: [bob.id],
      subteams: [group.id],
      channel: false,
      here: true,
      everyone: false,
    })
    expect(await pinged({ text: `<@${ada.id}> <!channel> &lt;!everyone&gt;` })).toMatchObject({
      users: [ada.id],
      channel: true,
      everyone: false,
    })
    expect(await pinged({ text: '@bob @channel' })).toMatchObject({ users: [], channel: false })
    expect(await pinged({ text: '@bob @channel', link_names: true })).toMatchObject({
      users: [bob.id],
      channel: true,
    })
    const section = (type: string) => [
      { type: 'section', text: { type, text: `<@${ada.id}> <@${outsider.id}> <!everyone>` } },
    ]
    expect(await pinged({ blocks: section('mrkdwn') })).toMatchObject({ users: [ada.id], everyone: true })
    expect(await pinged({ blocks: section('plain_text') })).toMatchObject({ users: [], everyone: false })
    expect(
      await pinged({
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'user', user_id: bob.id },
                  { type: 'broadcast', range: 'here' },
                  { type: 'usergroup', usergroup_id: group.id },
                  { type: 'text', text: `<@${ada.id}>` },
                ],
              },
            ],
          },
        ],
      }),
    ).toMatchObject({ users: [bob.id], here: true, subteams: [group.id] })
  })
})

describe('reactions and pins', () => {
  it('shows who reacted, and keeps pins', async () => {
    const { slack, ada, bob, build } = await openSlack({
      scopes: [
        'channels:history',
        'channels:read',
        'reactions:read',
        'reactions:write',
        'pins:read',
        'pins:write',
      ],
    })
    const message = ada.post(build, 'hi')
    bob.react(message, '🎉')
    const web = openWeb(slack)
    const target = { channel: build.id, timestamp: message.ts }
    await web.reactions.add({ ...target, name: 'tada' })
    expect(await errorOf(web.reactions.add({ ...target, name: 'tada' }))).toBe('already_reacted')
    expect((await web.reactions.get({ ...target, full: true })).message?.reactions).toEqual([
      { name: 'tada', users: [bob.id, slack.botUserId], count: 2 },
    ])
    await web.reactions.remove({ ...target, name: 'tada' })
    await web.pins.add(target)
    expect(await errorOf(web.pins.add(target))).toBe('already_pinned')
    expect((await web.pins.list({ channel: build.id })).items).toMatchObject([
      { type: 'message', message: { ts: message.ts } },
    ])
    await web.pins.remove(target)
    expect(await errorOf(web.pins.remove(target))).toBe('no_pin')
    expect(slack.violations).toEqual([])
  })
})

describe('files', () => {
  it('takes a file in three steps, and shows it only when it has looked through it', async () => {
    const { slack, build } = await openSlack({ timing: { fileReadyMs: 700 } })
    const web = openWeb(slack)
    const bytes = Buffer.from('a picture')
    const { upload_url: url = '', file_id: id = '' } = await web.files.getUploadURLExternal({
      filename: 'digest.png',
      length: bytes.length,
      alt_text: 'A digest',
    })
    expect((await fetch(url, { method: 'POST', body: 'too short' })).status).toBe(200)
    expect((await fetch(url, { method: 'POST', body: 'short' })).status).toBe(400)
    expect((await fetch(url, { method: 'POST', body: bytes })).status).toBe(200)
    expect(await errorOf(web.files.info({ file: id }))).toBe('file_not_found')
    await web.files.completeUploadExternal({ files: [{ id, title: 'Digest' }] })
    const blocks = [
      { type: 'image' as const, slack_file: { id }, alt_text: 'A digest', title: plain('Digest') },
    ]
    const say = () => web.chat.postMessage({ channel: build.id, text: 'Digest', blocks })
    await expect(say()).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: { messages: ['[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]'] },
      },
    })
    expect((await web.files.info({ file: id })).file?.mimetype).toBe('')
    await slack.until(() => slack.world.files.get(id)?.isReady === true, 'the file')
    expect((await web.files.info({ file: id })).file).toMatchObject({
      mimetype: 'image/png',
      title: 'Digest',
      size: bytes.length,
    })
    expect(await errorOf(say())).toBe('ok')
    expect(slack.violations).toEqual([])
  })

  it('takes them from the client’s own helper, and shares them a moment later', async () => {
    const { slack, ada, build } = await openSlack({ timing: { fileReadyMs: 700 } })
    const web = openWeb(slack)
    const parent = ada.post(build, 'parent')
    await web.filesUploadV2({
      channel_id: build.id,
      thread_ts: parent.ts,
      initial_comment: 'Here it is',
      filename: 'list.txt',
      file: Buffer.from('one\ntwo'),
    })
    expect(slack.history(build)).toEqual([parent])
    await slack.until(() => parent.replies.length === 1, 'the file')
    expect(parent.replies[0]).toMatchObject({ subtype: 'file_share', text: 'Here it is' })
    slack.faults.holdFiles()
    await web.filesUploadV2({ filename: 'never.txt', file: Buffer.from('x') })
    expect([...slack.world.files.values()].map((one) => one.isReady)).toEqual([true, false])
    expect(slack.violations).toEqual([])
  })
})
