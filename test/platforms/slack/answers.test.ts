import { describe, expect, it } from 'vitest'
import type { Activity } from '../../../src/core/activity.ts'
import type { Community } from '../../../src/core/ports.ts'
import { english } from '../../../src/core/words/english.ts'
import type { Channel } from '../../simulators/slack/model.ts'
import { type Answering, answering } from './answering.ts'

const DAY_MS = 86_400_000

/** Some weeks of talk, so that there is something to draw. */
async function talkIn(at: Answering, community: Community, channel: Channel): Promise<void> {
  const [space] = await at.store.communities.spaces(community.id)
  if (space === undefined) throw new Error('the community has a space')
  const people = [at.ada, at.bob, at.cleo, at.dan, at.eve, at.frida]
  const activities = Array.from({ length: 120 }, (_, index): Activity => {
    const when = at.slack.now() - 40 * DAY_MS + index * (DAY_MS / 3)
    return {
      ...{
        kind: 'message',
        space: channel.id,
        key: `${Math.floor(when / 1000)}.000100`,
        thread: null,
        at: when,
      },
      ...{ author: people[index % 6]?.id ?? '', reference: null, mentions: [], length: 9, asks: false },
    }
  })
  await at.store.recording.record(space.workspace.id, activities, at.slack.now())
}

const picturesIn = (blocks: readonly { readonly [key: string]: unknown }[] | null): number =>
  (blocks ?? []).filter((one) => one['type'] === 'image').length

describe('answers in Slack', () => {
  it('shows pictures once they are ready, and says that it takes a moment', async () => {
    const at = await answering({ slack: { timing: { fileReadyMs: 1500 } } })
    const community = await at.bind([at.build])
    await talkIn(at, community, at.build)
    const digest = await at.eve.slash('digest', { in: at.build })
    // What comes first is taken away, and the answer stands below.
    await at.slack.until(() => digest.text.includes('Robotics'), 'the digest')
    expect(picturesIn(digest.message.blocks)).toBeGreaterThan(0)
    const more = await at.eve.press(digest, english.digest.buttons.pictures)
    await at.slack.until(() => more.buttons.length > 1, 'the screen of pictures')
    const picture = await at.eve.press(more, english.digest.buttons.rhythm)
    expect(picture.text).toBe('One moment … The answer will stand below.')
    expect(picturesIn((await picture.followUp()).blocks)).toBe(1)
    const held = [...at.slack.world.files.values()]
    expect(held.every((file) => file.shares.length === 0)).toBe(true)
    expect(at.slack.violations).toEqual([])
    expect(at.logged).toEqual([])
  })

  it('tells in words what the pictures would have shown, where they do not come', async () => {
    const at = await answering({ filesPatienceMs: 300 })
    const community = await at.bind([at.build])
    await talkIn(at, community, at.build)
    at.slack.faults.holdFiles()
    const held = await (await at.eve.slash('digest', { in: at.build })).settled()
    await at.calls.settled()
    expect(picturesIn(held.message.blocks)).toBe(0)
    expect(held.text).toContain('Robotics')
    at.slack.faults.clear()
    at.slack.faults.failHttp(/upload/, 500, { times: 9 })
    const failed = await at.eve.slash('digest', { in: at.build })
    await at.calls.settled()
    expect(picturesIn(failed.message.blocks)).toBe(0)
    expect(at.slack.violations).toEqual([])
  })

  it('hands over one’s data in the conversation with the bot, and a link to it where it was asked for', async () => {
    const at = await answering()
    await at.bind([at.build])
    const mine = await at.ada.slash('my data', { in: at.build })
    await at.ada.press(mine, 'Export')
    await at.calls.settled()
    expect(mine.text).toContain('my-data.json')
    const direct = at.slack.history(at.ada.direct)
    expect(direct.map((one) => one.files.map((file) => file.name).join() || one.text)).toEqual([
      'You asked for my-data.json. It follows here, and only you see it.',
      'my-data.json',
    ])
    const [file] = direct[1]?.files ?? []
    expect(JSON.parse(Buffer.from(file?.bytes ?? []).toString())).toMatchObject({
      identities: [{ externalId: at.ada.id }],
    })
    expect(at.bob.canSee(at.ada.direct)).toBe(false)
    await at.ada.press(mine, 'Back')
    expect(mine.text).toContain('What is kept of you')
    at.slack.faults.failHttp(/upload/, 500, { times: 1 })
    await at.ada.press(mine, 'Export')
    await at.calls.settled()
    expect(mine.text).toContain('Slack did not take my-data.json')
    expect(at.slack.violations).toEqual([])
  })

  it('answers in channels that the bot is not in, and in its own conversation', async () => {
    const at = await answering()
    await at.bind([at.build])
    const did = await at.ada.slash('did crimped it', { in: at.random })
    expect([did.isEphemeral, did.message.channelId]).toEqual([false, at.random.id])
    const form = await at.ada.slash('practice share', { in: at.random })
    const [name = '', how = ''] = form.modal.fields.map((one) => one.label)
    await at.ada.submit(form, { [name]: 'Solder', [how]: 'Hot' })
    expect(at.slack.history(at.random).at(-1)?.text).toContain('Solder')
    expect((await at.ada.slash('practice', { in: at.ada.direct })).text).toContain('Solder')
    expect(at.slack.violations).toEqual([])
  })

  it('goes on without the response URL when that is used up or too old', async () => {
    const at = await answering({ slack: { startAt: Date.UTC(2026, 9, 1) } })
    await at.bind([at.build, at.random])
    const form = await at.ada.slash('practice share', { in: at.build })
    const [name = '', how = ''] = form.modal.fields.map((one) => one.label)
    at.slack.advance(31 * 60_000)
    await at.ada.submit(form, { [name]: 'Solder', [how]: 'Hot' })
    expect(at.slack.history(at.build).at(-1)?.text).toContain('Solder')
    expect(at.slack.calls.filter((one) => one.method === 'response_url')).toEqual([])

    const private_ = await at.eve.slash('community break', { in: at.random })
    at.slack.advance(31 * 60_000)
    const [from = '', to = ''] = private_.modal.fields.map((one) => one.label)
    const answer = await at.eve.submit(private_, { [from]: '2026-12-21', [to]: '2027-01-04' })
    // The bot is not in #random, so nothing can be shown there: it comes where they talk with it.
    expect(answer.message.channelId).toBe(at.eve.direct.id)
    expect(answer.text).toContain('Robotics: setup')

    for (const response of at.slack.world.responses.values())
      if (response.response !== null) response.response.uses = 0
    at.slack.faults.failHttp(/response_url/, 404, { times: 1 })
    const used = await at.ada.slash('my data', { in: at.build })
    expect([used.isEphemeral, used.text.includes('What is kept of you')]).toEqual([true, true])
    expect(at.slack.violations).toEqual([])
  })

  it('is not kept from answering by a limit on posting', async () => {
    const at = await answering()
    await at.bind([at.build])
    at.slack.faults.failHttp(/chat\.postMessage/, { kind: 'rateLimit', retryAfterMs: 60_000 }, { times: 99 })
    expect((await at.ada.slash('did it', { in: at.build })).isEphemeral).toBe(false)
    expect((await at.ada.slash('my data', { in: at.build })).text).toContain('What is kept of you')
    expect(at.slack.violations).toEqual([])
  })

  it('shows an incident code and no more where something of ours breaks', async () => {
    const at = await answering()
    await at.bind([at.build])
    await at.store.close()
    const answer = await at.ada.slash('did it', { in: at.build })
    expect(answer.text).toMatch(/Something broke on our side.*the code [0-9a-f]{6}\./)
    expect(answer.text).not.toMatch(/database|sql|open/i)
    expect(at.logged.at(-1)?.message).toBe('a call broke')
  })
})
