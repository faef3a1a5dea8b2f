import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activity } from '../../../src/core/activity.ts'
import { actorsIn, mentionedIn, momentOf, slackMessage } from '../../../src/core/slack-message.ts'
import { findsNothing } from '../../../src/core/vocabulary/finder.ts'
import { channelOf, isInChannel, tellEvent } from '../../../src/platforms/slack/ingest.ts'
import { compareTs, EVENTS, isRead, readEvent, tsAt } from '../../../src/platforms/slack/wire.ts'

const TS = '1788782400.123456'
const AT = 1_788_782_400_123
const WHO: Readonly<Record<string, string>> = { B1: 'bot', X1: 'stranger' }
const whyNot = (id: string): string | null => WHO[id] ?? null

/** What an event tells, and why it tells nothing. */
function told(name: string, data: object) {
  const event = isRead(name) ? readEvent(name, data) : null
  if (event === null || !isInChannel(event)) throw new Error('not an event of a channel')
  const into: Activity[] = []
  const reason = tellEvent(event, { space: channelOf(event) ?? '', whyNot, find: findsNothing, into })
  return { into, reason }
}
const said = (more: object = {}) =>
  told('message', {
    ...{ type: 'message', channel: 'C1', user: 'U1', ts: TS, event_ts: TS, text: 'Is that so?' },
    ...more,
  })
const reacted = (more: object = {}) => ({
  ...{ user: 'U2', reaction: '+1', item: { type: 'message', channel: 'C1', ts: TS } },
  ...{ item_user: 'U1', event_ts: '1788782500.000200', ...more },
})

describe('a message', () => {
  it('keeps its ts exactly', () => {
    expect(said()).toEqual({
      reason: null,
      into: [
        {
          ...{ kind: 'message', space: 'C1', key: TS, thread: null, author: 'U1', at: AT, reference: null },
          ...{ mentions: [], length: 11, asks: true },
        },
      ],
    })
  })

  it.each(['file_share', 'me_message', 'thread_broadcast'])('of subtype %s is one', (subtype) => {
    expect(said({ subtype }).into).toHaveLength(1)
  })

  it('in a thread says which', () => {
    expect(said({ thread_ts: '1788782300.000100' }).into).toMatchObject([{ thread: '1788782300.000100' }])
    expect(said({ thread_ts: TS }).into).toMatchObject([{ thread: null }])
  })

  it.each([
    [{ subtype: 'bot_message', bot_id: 'B9' }, 'bot_message'],
    [{ bot_id: 'B9' }, 'bot'],
    [{ user: 'USLACKBOT' }, 'bot'],
    [{ user: 'B1' }, 'bot'],
    [{ user: 'X1' }, 'stranger'],
    [{ subtype: 'channel_name' }, 'channel_name'],
    [{ subtype: 'channel_join', user: 'X1' }, 'stranger'],
    [{ user: undefined }, 'no_author'],
    [{ hidden: true }, 'hidden'],
  ])('%j is nobody’s', (more, reason) => {
    expect(said(more)).toEqual({ reason, into: [] })
  })

  it('names people, not bots, strangers, groups and channels', () => {
    const text = '<@U2> <@U3|bob> <@B1> <@X1> <@USLACKBOT> <!subteam^S1> <#C2|x> <!here>'
    expect(said({ text }).into).toMatchObject([{ mentions: ['U2', 'U3'] }])
  })

  it('of somebody who comes or goes is no message', () => {
    expect(said({ subtype: 'channel_join' }).into).toEqual([
      { kind: 'join', space: 'C1', person: 'U1', at: AT },
    ])
    expect(said({ subtype: 'group_leave' }).into).toEqual([
      { kind: 'leave', space: 'C1', person: 'U1', at: AT },
    ])
  })
})

describe('a change', () => {
  it('is nothing where it is an edit, an unfurled link, or the root below a broadcast', () => {
    const message = { type: 'message', user: 'U1', text: 'other', ts: TS }
    for (const subtype of [undefined, 'thread_broadcast', 'me_message'])
      expect(said({ subtype: 'message_changed', hidden: true, message: { ...message, subtype } })).toEqual({
        reason: 'message_changed',
        into: [],
      })
  })

  it('takes a message back where it leaves a tombstone, or nothing', () => {
    const gone = [{ kind: 'deletion', space: 'C1', key: TS }]
    const later = { ts: '1788782600.000100', hidden: true }
    const tombstone = { subtype: 'tombstone', ts: TS, user: 'USLACKBOT' }
    expect(said({ ...later, subtype: 'message_changed', message: tombstone }).into).toEqual(gone)
    expect(said({ ...later, subtype: 'message_deleted', deleted_ts: TS }).into).toEqual(gone)
    expect(said({ ...later, subtype: 'message_deleted', previous_message: { ts: TS } }).into).toEqual(gone)
    expect(said({ ...later, subtype: 'message_deleted' }).into).toEqual([])
  })
})

describe('a reaction', () => {
  it('has its own moment; whose message it is on is left to the message', () => {
    const reaction = {
      ...{ kind: 'reaction', space: 'C1', message: TS, emoji: '+1', person: 'U2', author: null },
      ...{ at: 1_788_782_500_000, exact: true },
    }
    expect(told('reaction_added', reacted()).into).toEqual([{ ...reaction, present: true }])
    expect(told('reaction_removed', reacted()).into).toEqual([{ ...reaction, present: false }])
  })

  it.each([
    [{ user: 'B1' }, 'bot'],
    [{ user: 'X1' }, 'stranger'],
    [{ item_user: 'B1' }, 'bot'],
    [{ item_user: 'X1' }, 'stranger'],
    [{ item_user: undefined }, 'bot'],
    [{ item: { type: 'file', file: 'F1' } }, 'file'],
  ])('with %j is not recorded', (more, reason) => {
    expect(told('reaction_added', reacted(more))).toEqual({ reason, into: [] })
  })
})

describe('who is to be known', () => {
  it('are who wrote, who reacted, and whom it names', () => {
    const message = slackMessage.parse({
      ...{ ts: TS, user: 'U1', text: '<@U2>' },
      blocks: [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U3' }] }],
        },
      ],
      reactions: [{ name: '+1', users: ['U4', 'U5'], count: 2 }],
    })
    expect([...actorsIn(message)].sort()).toEqual(['U1', 'U4', 'U5'])
    expect([...mentionedIn(message)].sort()).toEqual(['U2', 'U3'])
  })
})

describe('moments', () => {
  const moment = fc.integer({ min: 0, max: 4_000_000_000_000 })

  it('go there and back', () => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(momentOf(tsAt(at))).toBe(at)
      }),
    )
  })

  it('are in the order of time', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        expect(Math.sign(compareTs(tsAt(a), tsAt(b)))).toBe(Math.sign(a - b))
      }),
    )
    expect(compareTs('999999999.5', '1000000000.000001')).toBeLessThan(0)
    expect(compareTs('1.5', '1.500000')).toBe(0)
    expect(compareTs('1.100002', '1.100010')).toBeLessThan(0)
  })
})

describe('whatever comes', () => {
  it('is read, or is not, and nothing throws', () => {
    const names = fc.constantFrom(...Object.keys(EVENTS), 'constructor', '__proto__', 'typing')
    const field = fc.oneof(
      fc.constantFrom('C1', 'U1', TS, 'tombstone', 'message_changed', ''),
      fc.anything({ maxDepth: 2 }),
    )
    const keys = [
      'channel',
      'user',
      'ts',
      'event_ts',
      'subtype',
      'message',
      'item',
      'reaction',
      'tokens',
      'blocks',
    ]
    fc.assert(
      fc.property(names, fc.dictionary(fc.constantFrom(...keys), field), (name, data) => {
        if (!isRead(name)) return
        const event = readEvent(name, data)
        if (event === null || !isInChannel(event)) return
        const into: Activity[] = []
        tellEvent(event, { space: 'C1', whyNot, find: findsNothing, into })
        expect(into.length).toBeLessThan(20)
      }),
      { numRuns: 2_000 },
    )
  })
})
