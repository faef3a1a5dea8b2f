/** `/waiting`: messages that nobody has answered yet, and what anybody may say of them. */
import { z } from 'zod'
import { calendarOf, MS_PER_MINUTE } from '../src/core/calendar.ts'
import { type Call, type Command, handler, line, ownId } from '../src/core/command.ts'
import { Refusal } from '../src/core/errors.ts'
import { spaceId } from '../src/core/ids.ts'
import type { WaitingMark } from '../src/core/participation/facts.ts'
import { readWaiting, type WaitingMessage } from '../src/core/participation/read-waiting.ts'
import { type Block, note, paragraph, type Reply, sentence } from '../src/core/reply.ts'
import { link, strong, type Text } from '../src/core/text.ts'
import type { Words } from '../src/core/words/words.ts'

/** Every message takes a row of buttons, and platforms show five. */
const MAX_SHOWN = 5

type Mark = WaitingMark['mark']

/** `/waiting`, and the three handlers behind its buttons. */
export const waiting = (words: Words): Command => {
  const say = words.waiting
  const message = z.object({
    space: ownId(say.space),
    key: line(say.key),
  })
  const marker = (mark: Mark) =>
    handler({
      summary: say.marks[mark].summary,
      may: 'act',
      isTyped: false,
      input: message,
      run: (call) => put(call, mark),
    })
  return {
    name: 'waiting',
    summary: say.summary,
    bare: 'waiting',
    example: '/waiting',
    handlers: new Map([
      [
        'waiting',
        handler({
          summary: say.summary,
          may: 'look',
          isTyped: true,
          // Two weeks of messages of a big community take half a second to read.
          isHeavy: true,
          input: z.object({}),
          run: list,
        }),
      ],
      ['answered', marker('answered')],
      ['notAQuestion', marker('notAQuestion')],
      ['taken', marker('taken')],
    ]),
  }
}

async function list(call: Call<object>): Promise<Reply> {
  const { words } = call
  const say = words.waiting
  const asOf = await momentOf(call)
  const all = await readWaiting(call.store, call.community, asOf)
  if (all.length === 0) return { title: say.title, isPrivate: true, blocks: [paragraph(say.nobody)] }
  const others = all.length - MAX_SHOWN
  return {
    title: say.title,
    isPrivate: true,
    blocks: [
      paragraph(say.some(all.length, all.filter((one) => one.newcomer).length)),
      ...all
        .slice(0, MAX_SHOWN)
        .flatMap((one) => itemOf(one, { asOf, timeZone: call.community.timeZone }, words)),
      ...(others > 0 ? [paragraph(say.more(others))] : []),
      note(say.why),
    ],
  }
}

/** Now; for a community that ended with an import, the end of its history. */
async function momentOf({ community, now, store }: Call<object>): Promise<number> {
  if (community.isLive) return now
  const span = await store.history.span(community.id)
  return span === null ? now : calendarOf(community.timeZone).startOf(span.last + 1)
}

function itemOf(
  one: WaitingMessage,
  { asOf, timeZone }: { asOf: number; timeZone: string },
  words: Words,
): readonly Block[] {
  const say = words.waiting
  const input = { space: String(one.space.id), key: one.key }
  const text: Text = [
    strong(words.space(one.space.name)),
    ', ',
    { kind: 'time', at: one.at, timeZone },
    say.waitedFor((asOf - one.at) / MS_PER_MINUTE),
    ...(one.newcomer ? [say.first] : []),
    ...(one.link === null ? [] : [' · ', link(say.open, one.link)]),
  ]
  const button = (mark: Mark) => ({
    label: say.marks[mark].button,
    emphasis: mark === 'taken' ? ('primary' as const) : ('plain' as const),
    target: { command: 'waiting', handler: mark, input },
  })
  return [
    paragraph(...text),
    { kind: 'actions', buttons: [button('answered'), button('notAQuestion'), button('taken')] },
  ]
}

async function put(
  { input, actor, community, now, store, words }: Call<Message>,
  mark: Mark,
): Promise<Reply> {
  const say = words.waiting
  const space = (await store.communities.spaces(community.id)).find((one) => one.id === input.space)
  if (space === undefined) throw new Refusal(words.refusals.buttonGone)
  await store.waiting.mark(
    community.id,
    { space: spaceId(input.space), key: input.key, mark },
    actor.member,
    now,
  )
  return sentence(say.marks[mark].confirmed)
}

interface Message {
  readonly space: number
  readonly key: string
}
