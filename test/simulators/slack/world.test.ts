import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonObject, objectOf } from '../discord/json.ts'
import type { Message } from './model.ts'
import { openSlack, openSocket, openWeb } from './testing.ts'

/** What somebody does next: which act, by whom, to which of the messages that are there. */
const act = fc.record({
  kind: fc.constantFrom(
    'post',
    'reply',
    'broadcast',
    'share',
    'me',
    'edit',
    'remove',
    'react',
    'unreact',
    'wait',
  ),
  who: fc.nat(3),
  which: fc.nat(1000),
})

/** The state of a channel as the events tell it, by `ts`. */
function replay(events: readonly JsonObject[]): Record<string, string> {
  const known = new Map<string, { text: string; reactions: string[] }>()
  for (const event of events) {
    const ts = String(event['ts'])
    const subtype = event['subtype']
    if (event['type'] === 'reaction_added' || event['type'] === 'reaction_removed') {
      const found = known.get(String(objectOf(event['item'])['ts']))
      const given = `${String(event['reaction'])} ${String(event['user'])}`
      if (found === undefined) continue
      if (event['type'] === 'reaction_added') found.reactions.push(given)
      else found.reactions.splice(found.reactions.indexOf(given), 1)
    } else if (subtype === 'message_changed') {
      const now = objectOf(event['message'])
      const found = known.get(String(now['ts']))
      if (found === undefined) continue
      found.text = String(now['text'])
      if (now['subtype'] === 'tombstone') found.reactions.splice(0)
    } else if (subtype === 'message_deleted') known.delete(String(event['deleted_ts']))
    else known.set(ts, { text: String(event['text']), reactions: [] })
  }
  return Object.fromEntries(
    [...known].map(([ts, { text, reactions }]) => [ts, `${text} ${reactions.sort().join()}`]),
  )
}

describe('the world', () => {
  it('shows in history, thread by thread, what its events told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 60 }), async (acts) => {
        const { slack, build, ada, bob, cleo, dan } = await openSlack({ startAt: Date.UTC(2026, 9, 1) })
        const events: JsonObject[] = []
        const client = await openSocket(slack, ({ body }) => events.push(objectOf(body['event'])))
        const people = [ada, bob, cleo, dan]
        const there = (): readonly Message[] =>
          slack.history(build).filter((one) => one.subtype !== 'tombstone')
        for (const [index, { kind, who, which }] of acts.entries()) {
          const person = people[who] ?? ada
          const target = there()[which % Math.max(1, there().length)]
          if (kind === 'wait') slack.advance(which)
          else if (kind === 'post' || target === undefined) person.post(build, `text ${index}`)
          else if (kind === 'reply' || kind === 'broadcast') person[kind](target, `text ${index}`)
          else if (kind === 'share') person.share(which % 2 === 0 ? build : target, `text ${index}`)
          else if (kind === 'me') person.me(build, `text ${index}`)
          else if (kind === 'react' || kind === 'unreact') person[kind](target, '👍')
          else if (target.user === person.user && kind === 'edit') person.edit(target, `edit ${index}`)
          else if (target.user === person.user) person.remove(target)
        }
        await slack.settled()
        // Envelopes of one socket come in order.
        const told = replay(events)
        const web = openWeb(slack)
        const read: Record<string, string> = {}
        const take = (message: {
          ts?: string
          text?: string
          reactions?: { name?: string; users?: string[] }[]
        }) => {
          const given = (message.reactions ?? []).flatMap(({ name, users = [] }) =>
            users.map((user) => `${name} ${user}`),
          )
          read[message.ts ?? ''] = `${message.text} ${given.sort().join()}`
        }
        let cursor = ''
        do {
          const page = await web.conversations.history({
            channel: build.id,
            limit: 7,
            ...(cursor === '' ? {} : { cursor }),
          })
          for (const message of page.messages ?? []) {
            take(message)
            if (message.reply_count === undefined) continue
            const thread = await web.conversations.replies({ channel: build.id, ts: message.ts ?? '' })
            expect(thread.messages).toHaveLength(message.reply_count + 1)
            for (const reply of thread.messages ?? []) take(reply)
          }
          cursor = page.response_metadata?.next_cursor ?? ''
        } while (cursor !== '')
        expect(read).toEqual(told)
        expect(slack.violations).toEqual([])
        await client.disconnect()
      }),
      { numRuns: 6, endOnFailure: true },
    )
  })
})
