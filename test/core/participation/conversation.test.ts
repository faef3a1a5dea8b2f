import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memberId, type SpaceId, spaceId } from '../../../src/core/ids.ts'
import { LEAD_MS, type ReadMessage, readConversation } from '../../../src/core/participation/conversation.ts'
import {
  ann,
  ben,
  cat,
  contextOf,
  DAY,
  dan,
  general,
  HOUR,
  help,
  MINUTE,
  type Posted,
  post,
  read,
  rowsOf,
  START,
  spaceKeys,
  utc,
} from './conversations.ts'
import { type Told, tell } from './reference.ts'

/** Everybody has spoken long before, elsewhere, so that first messages do not hide the other rules. */
const before = [ann, ben, cat, dan].map((author, index) =>
  post(author, -40 * DAY + index, { space: spaceId(3), reference: 'unknown' }),
)

/** What is told of the given messages alone, in their order. */
async function readAfter(messages: readonly Posted[]) {
  const { messages: told, starters } = await read([...before, ...messages])
  return {
    messages: told.slice(before.length),
    starters: starters.filter((starter) => starter.at >= START - 30 * DAY),
  }
}

const replies = (messages: readonly ReadMessage[]) => messages.map((message) => message.reply)

describe('replies', () => {
  it('answer whom they reference, in a thread or not, but never oneself or an unknown message', async () => {
    const first = post(ann, 0)
    const { messages } = await readAfter([
      first,
      post(ben, MINUTE, { reference: first.key }),
      post(ann, 2 * MINUTE, { reference: first.key }),
      post(ben, 3 * MINUTE, { reference: 'gone' }),
      post(cat, 4 * MINUTE, { reference: first.key, thread: 'elsewhere' }),
    ])
    expect(replies(messages)).toEqual([null, ann, null, null, ann])
  })

  it('in a thread answer its starter, up to and with seven days after its start', async () => {
    const root = post(ann, 0)
    const inside = { thread: root.key }
    const { messages } = await readAfter([
      root,
      post(ben, MINUTE, inside),
      post(ann, 2 * MINUTE, inside),
      post(cat, 7 * DAY, inside),
      post(cat, 7 * DAY + 1, inside),
    ])
    expect(replies(messages)).toEqual([null, ann, null, ann, null])
  })

  it('in a thread with a reference that leads nowhere answer nobody', async () => {
    const root = post(ann, 0)
    const own = post(ben, MINUTE, { thread: root.key })
    const { messages } = await readAfter([
      root,
      own,
      post(ben, 2 * MINUTE, { thread: root.key, reference: own.key }),
      post(ben, 3 * MINUTE, { thread: root.key, reference: 'gone' }),
    ])
    expect(replies(messages)).toEqual([null, ann, null, null])
  })

  it('in a thread that hangs on nothing known answer the earliest inside', async () => {
    const { messages } = await readAfter([
      post(ben, 0, { thread: 'lost' }),
      post(ann, MINUTE, { thread: 'lost' }),
      post(ben, 2 * MINUTE, { thread: 'lost' }),
    ])
    expect(replies(messages)).toEqual([null, ben, null])
  })

  it('in a forum post answer who posted it', async () => {
    const opening = post(ann, 0, { key: '77', thread: '77' })
    const { messages } = await readAfter([opening, post(ben, DAY, { thread: '77' })])
    expect(replies(messages)).toEqual([null, ann])
  })

  it('do not reach into a thread of the same name in another space', async () => {
    const { messages } = await readAfter([
      post(ann, 0, { thread: 'same', space: general }),
      post(ben, MINUTE, { thread: 'same', space: help }),
    ])
    expect(replies(messages)).toEqual([null, null])
  })

  it('answer nobody where the start of the thread lies before what is read', async () => {
    const early = post(ann, 0, { thread: 'lost' })
    const late = post(ben, DAY, { thread: 'lost' })
    const { messages } = await read([early, late], rowsOf([early, late]).slice(1))
    expect(messages.map(({ reply, isStarter, isFirst }) => ({ reply, isStarter, isFirst }))).toEqual([
      { reply: null, isStarter: true, isFirst: true },
    ])
  })
})

describe('mentions', () => {
  it('leave out the author and whom the message answers already', async () => {
    const first = post(ann, 0)
    const { messages } = await readAfter([
      first,
      post(ben, MINUTE, { reference: first.key, named: [ann, ben, cat] }),
      post(ben, 2 * MINUTE, { named: [ann, cat] }),
    ])
    expect(messages.map((message) => message.mentions)).toEqual([[], [cat], [ann, cat]])
  })
})

describe('starters', () => {
  const areStarters = async (messages: readonly Posted[]) =>
    (await readAfter(messages)).messages.map((message) => message.isStarter)

  it('break an hour of silence in the main line, whoever wrote before', async () => {
    expect(
      await areStarters([
        post(ann, 0),
        post(ann, HOUR - 1),
        post(ben, 2 * HOUR - 1),
        post(cat, 2 * HOUR + 5, { thread: 'other' }),
        post(ann, 3 * HOUR - 1),
      ]),
    ).toEqual([true, false, true, true, true])
  })

  it('are not written with a reference, known or not', async () => {
    expect(await areStarters([post(ann, 0, { reference: 'gone' }), post(ann, 30 * MINUTE)])).toEqual([
      false,
      false,
    ])
  })

  it('do not follow within the hour on a message whose row is gone', async () => {
    const messages = [...before, post(ann, 0), post(ann, 2 * HOUR)]
    const starterTimes = async (goneAt: number) => {
      const found: number[] = []
      const context = { ...contextOf(messages), lastInMainLine: new Map([[general, goneAt]]) }
      await readConversation(rowsOf(messages), context, { onStarter: ({ at }) => found.push(at - START) })
      return found.filter((at) => at >= 0).sort((a, b) => a - b)
    }
    expect(await starterTimes(START - HOUR + 1)).toEqual([2 * HOUR])
    expect(await starterTimes(START - HOUR)).toEqual([0, 2 * HOUR])
    expect(await starterTimes(START + HOUR + 1)).toEqual([0])
    expect(await starterTimes(START + 3 * HOUR)).toEqual([0, 2 * HOUR])
  })

  it('are counted space by space', async () => {
    expect(await areStarters([post(ann, 0), post(ann, 1, { space: help })])).toEqual([true, true])
  })

  it('open forum posts and threads that hang on nothing known, not threads that hang on the main line', async () => {
    const root = post(ann, 0)
    expect(
      await areStarters([
        root,
        post(ben, HOUR, { thread: root.key }),
        post(ben, 2 * HOUR, { key: '88', thread: '88' }),
        post(cat, 3 * HOUR, { thread: '88' }),
        post(ben, 4 * HOUR, { thread: 'lost' }),
        post(cat, 5 * HOUR, { thread: 'lost' }),
      ]),
    ).toEqual([true, false, true, false, true, false])
  })

  it('are everybody\u2019s first message ever, once in the whole community', async () => {
    const root = post(ann, 0)
    const { messages } = await read([
      root,
      post(ben, MINUTE, { reference: root.key }),
      post(ben, 2 * MINUTE, { space: help, reference: 'gone' }),
      post(cat, 3 * MINUTE, { thread: root.key }),
    ])
    expect(messages.map((message) => message.isFirst)).toEqual([true, true, false, true])
    expect(messages.map((message) => message.isStarter)).toEqual([true, true, false, true])
  })
})

describe('answers to a starter', () => {
  /** What became of the first of these messages. */
  const outcome = async (messages: readonly Posted[]) => {
    const [starter] = (await readAfter(messages)).starters
    return { minutes: starter?.minutesToFirstAnswer, byEnd: starter?.isAnsweredByEnd }
  }
  const question = post(ann, 0)
  /** Takes the chance of the next message of the main line, by the author, who never answers. */
  const more = post(ann, MINUTE)

  it('may come as a reply, at most 48 hours later', async () => {
    const reply = (at: number) => post(ben, at, { reference: question.key })
    expect(await outcome([question, more, reply(48 * HOUR)])).toEqual({ minutes: 2880, byEnd: true })
    expect(await outcome([question, more, reply(48 * HOUR + 1)])).toEqual({ minutes: null, byEnd: true })
    expect(await outcome([question, more, reply(14 * DAY)])).toEqual({ minutes: null, byEnd: true })
    expect(await outcome([question, more, reply(14 * DAY + 1)])).toEqual({ minutes: null, byEnd: false })
  })

  it('may name its author, or answer another message of theirs, in the same space alone', async () => {
    expect(await outcome([question, more, post(ben, HOUR, { named: [ann] })])).toMatchObject({ minutes: 60 })
    expect(await outcome([question, more, post(ben, HOUR, { reference: more.key })])).toMatchObject({
      minutes: 60,
    })
    const elsewhere = post(ben, HOUR, { named: [ann], space: help })
    expect(await outcome([question, more, elsewhere])).toMatchObject({ minutes: null, byEnd: false })
  })

  it('may stand in the thread that hangs on it, even with a reference to somebody else', async () => {
    const other = post(cat, 2 * MINUTE)
    const inThread = post(ben, 90_000, { thread: question.key, reference: other.key })
    expect(await outcome([question, inThread, other])).toMatchObject({ minutes: 1.5 })
  })

  it('may stand in the thread that it is in', async () => {
    const start = post(ann, 0, { thread: 'lost' })
    expect(await outcome([start, post(ann, 1, { thread: 'lost' })])).toMatchObject({ minutes: null })
    expect(await outcome([start, post(ben, 20 * DAY, { thread: 'lost' })])).toMatchObject({ byEnd: false })
    expect(await outcome([start, post(ben, 9 * DAY, { thread: 'lost' })])).toMatchObject({ byEnd: true })
  })

  it('may be the very next message of the main line, within eight hours', async () => {
    expect(await outcome([question, post(ben, 8 * HOUR)])).toEqual({ minutes: 480, byEnd: true })
    expect(await outcome([question, post(ben, 8 * HOUR + 1)])).toEqual({ minutes: null, byEnd: false })
    expect(await outcome([question, more, post(ben, 2 * MINUTE)])).toMatchObject({ minutes: null })
    const aside = post(cat, 1, { thread: 'aside' })
    expect(await outcome([question, aside, post(ben, 2 * MINUTE)])).toMatchObject({ minutes: 2 })
  })

  it('never come from its own author', async () => {
    const own = [
      post(ann, MINUTE, { reference: question.key }),
      post(ann, 2 * MINUTE, { thread: question.key, named: [ann] }),
    ]
    expect(await outcome([question, ...own])).toEqual({ minutes: null, byEnd: false })
  })

  it('take up every open starter of the person who is named', async () => {
    const { starters } = await readAfter([
      post(ann, 0),
      post(ann, 2 * HOUR),
      post(ben, 20 * HOUR, { named: [ann] }),
    ])
    expect(starters.map((starter) => starter.minutesToFirstAnswer)).toEqual([1200, 1080, null])
  })
})

describe('messages of one moment', () => {
  it('are read in the order of the platform\u2019s ids, shorter keys first', async () => {
    const messages = [
      post(ann, 0, { key: '10' }),
      post(ben, 0, { key: '9' }),
      post(cat, 0, { key: '8', space: help }),
    ]
    for (const rows of [rowsOf(messages), rowsOf(messages).reverse()]) {
      const read = await readKeys(rows, messages)
      expect(read).toEqual([cat, ben, ann])
    }
  })

  it('come in order of time, or the reading stops', async () => {
    const messages = [post(ann, 1), post(ben, 0)]
    await expect(read(messages, rowsOf(messages).reverse())).rejects.toThrow('order of time')
  })
})

async function readKeys(rows: ReturnType<typeof rowsOf>, messages: readonly Posted[]) {
  const authors: number[] = []
  await readConversation(rows, contextOf(messages), { onMessage: (message) => authors.push(message.author) })
  return authors
}

describe('any conversation', () => {
  const gaps = [
    0,
    0,
    1,
    MINUTE,
    HOUR - 1,
    HOUR,
    8 * HOUR,
    8 * HOUR + 1,
    DAY,
    2 * DAY,
    2 * DAY + 1,
    7 * DAY,
    7 * DAY + 1,
  ]
  const move = fc.record({
    space: fc.constantFrom(general, help, spaceId(3)),
    author: fc.integer({ min: 1, max: 5 }).map(memberId),
    gap: fc.constantFrom(...gaps, 14 * DAY, 14 * DAY + 1),
    keyRank: fc.integer({ min: 0, max: 10_000 }),
    thread: fc.oneof(
      fc.constant(null),
      fc.record({ kind: fc.constantFrom('message', 'own', 'unknown'), pick: fc.nat({ max: 20 }) }),
    ),
    reference: fc.option(fc.nat({ max: 20 }), { freq: 2 }),
    named: fc.uniqueArray(fc.integer({ min: 1, max: 6 }).map(memberId), { maxLength: 2 }),
  })

  /** Threads and references lead to messages before or after, to the message itself, or nowhere. */
  const conversation = fc.array(move, { maxLength: 24 }).map((moves): Posted[] => {
    let at = START
    const keys = moves.map(({ keyRank }, index) => `${keyRank}${index}x`)
    return moves.map(({ space, author, gap, thread, reference, named }, index) => {
      at += gap
      const key = keys[index] ?? ''
      const threadOf = (chosen: NonNullable<typeof thread>) => {
        if (chosen.kind === 'own') return key
        return chosen.kind === 'message' ? (keys[chosen.pick] ?? 'none') : `t${chosen.pick % 3}`
      }
      return {
        space,
        key,
        thread: thread === null ? null : threadOf(thread),
        author,
        at,
        reference: reference === null ? null : (keys[reference] ?? 'none'),
        named: named.filter((member) => member !== author),
      }
    })
  })

  const flat = (told: readonly Told[]) => ({
    messages: told.map(({ reply, mentions, isFirst, starter }) => ({
      reply,
      mentions,
      isFirst,
      isStarter: starter !== null,
    })),
    starters: told.flatMap(({ key, space, starter }) =>
      starter === null ? [] : [{ key, space, ...starter }],
    ),
  })

  const readFlat = async (messages: readonly Posted[], rows: ReturnType<typeof rowsOf>, fromAt = 0) => {
    const told = await read(messages, rows)
    const order = new Map(
      tell(messages, spaceKeys).map(({ space, key }, index) => [`${space}/${key}`, index] as const),
    )
    const rank = (one: { space: SpaceId; key: string }) => order.get(`${one.space}/${one.key}`) ?? -1
    return {
      messages: told.messages
        .filter(({ at }) => at >= fromAt)
        .map(({ reply, mentions, isFirst, isStarter }) => ({ reply, mentions, isFirst, isStarter })),
      starters: told.starters
        .filter(({ at }) => at >= fromAt)
        .sort((a, b) => rank(a) - rank(b))
        .map(({ key, space, minutesToFirstAnswer, isAnsweredByEnd }) => ({
          key,
          space,
          minutesToFirstAnswer,
          isAnsweredByEnd,
        })),
    }
  }

  it('is read as the words of the rules say, in whatever order the messages of a moment come', async () => {
    await fc.assert(
      fc.asyncProperty(conversation, fc.boolean(), async (messages, isReversed) => {
        const rows = rowsOf(isReversed ? [...messages].reverse() : messages)
        expect(await readFlat(messages, rows)).toEqual(flat(tell(messages, spaceKeys)))
      }),
      { numRuns: 3000 },
    )
  })

  it('is read alike from anywhere early enough', async () => {
    await fc.assert(
      fc.asyncProperty(conversation, fc.nat({ max: 90 }), async (messages, days) => {
        const fromAt = START + days * DAY
        const late = rowsOf(messages).filter((row) => row.at >= fromAt - LEAD_MS)
        expect(await readFlat(messages, late, fromAt)).toEqual(
          await readFlat(messages, rowsOf(messages), fromAt),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('has the days and hours of the community', async () => {
    const messages = [post(ann, 23 * HOUR)]
    const { messages: told } = await read(messages)
    expect(told[0]).toMatchObject({ day: utc.dayOf(START), hour: 23 })
  })
})
