/** `/waiting`: messages that nobody has answered yet, and what anybody may say of them. */
import { z } from 'zod'
import { calendarOf } from '../src/core/calendar.ts'
import { type Call, type Command, handler, line, ownId } from '../src/core/command.ts'
import { Refusal } from '../src/core/errors.ts'
import { spaceId } from '../src/core/ids.ts'
import type { WaitingMark } from '../src/core/participation/facts.ts'
import { readWaiting } from '../src/core/participation/read-waiting.ts'
import { waitingList } from '../src/core/reflection/waiting-list.ts'
import { note, paragraph, type Reply, sentence } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

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
  return {
    title: say.title,
    isPrivate: true,
    blocks: [
      paragraph(say.some(all.length, all.filter((one) => one.newcomer).length)),
      ...waitingList(all, { asOf, timeZone: call.community.timeZone }, words),
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
