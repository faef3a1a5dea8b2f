import { describe, expect, it } from 'vitest'
import type { Digest } from '../../../src/core/participation/digest.ts'
import { digestReply, type ToldDigest } from '../../../src/core/reflection/digest-reply.ts'
import { FIGURE_KINDS, figureOf } from '../../../src/core/reflection/figures.ts'
import { questionFor } from '../../../src/core/reflection/question.ts'
import { shownPeople } from '../../../src/core/reflection/small-groups.ts'
import { plain } from '../../../src/core/text.ts'
import { english } from '../../../src/core/words/english.ts'
import { practice } from '../repertoire/practices.ts'
import { before, digest, share, waitingMessage } from './digests.ts'

const period = { from: 20_752, to: 20_780 }

const told = (changed: Partial<Digest> = {}, rest: Partial<ToldDigest> = {}): ToldDigest => ({
  digest: { ...digest, ...changed },
  pictures: {
    membersByWeek: [{ from: 20_773, new: 6, returned: 6, stayed: 18, left: 10 }],
    bandsOverTime: [{ at: 20_780, core: 6, active: 12, peripheral: 12 }],
    rhythm: Array.from({ length: 7 }, (_, day) =>
      Array.from({ length: 24 }, (_, hour) => (day === 1 && hour === 18 ? 9 : 1)),
    ),
    waitsBySpace: [{ name: 'help', medianMinutes: 200, answered: 8, starters: 10 }],
    waitsByHour: [{ hour: 22, medianMinutes: 300, answered: 5 }],
    moves: [
      { before: 'core', now: 'core', people: 6 },
      { before: 'active', now: 'peripheral', people: 9 },
      { before: 'peripheral', now: 'active', people: 12 },
      { before: 'away', now: 'away', people: 7 },
      { before: 'new', now: 'peripheral', people: 6 },
    ],
    tooEarlyToReturn: 2,
    words: [{ word: 'chuck', before: 6, people: 12 }],
    practices: [
      { name: 'Tap a hole', isProven: true, outcomes: { asWritten: 3, ownWay: 1, didNotWork: 0 } },
      { name: 'Solder', isProven: false, outcomes: { asWritten: 0, ownWay: 0, didNotWork: 0 } },
    ],
  },
  period,
  breaks: [],
  before,
  waiting: [],
  leaving: [],
  isLive: true,
  cohort: null,
  viewer: { isExact: true },
  timeZone: 'UTC',
  activeMembers: 30,
  repertoire: {
    made: [],
    madeBefore: 0,
    done: 0,
    doneBefore: 0,
    ofPractices: { all: 0, asWritten: 0, ownWay: 0, didNotWork: 0 },
    builtOnOthers: 0,
    notDone: [],
    changed: [],
    changedBefore: 0,
  },
  spread: null,
  asOf: Date.parse('2026-11-23T00:00:00Z'),
  ...rest,
})

const nothing: ToldDigest['pictures'] = {
  membersByWeek: [{ from: 20_773, new: 0, returned: 0, stayed: 0, left: 0 }],
  bandsOverTime: [{ at: 20_780, core: 0, active: 0, peripheral: 0 }],
  rhythm: Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0)),
  waitsBySpace: [],
  waitsByHour: [],
  moves: [],
  tooEarlyToReturn: 0,
  words: [],
  practices: [],
}

const finding = (one: ToldDigest): string => {
  const [first] = digestReply(one, english).blocks
  return first?.kind === 'paragraph' ? plain(first.text) : ''
}

const fact = (one: ToldDigest, label: string): string | undefined => {
  const facts = digestReply(one, english).blocks.flatMap((block) =>
    block.kind === 'facts' ? block.facts : [],
  )
  const found = facts.find((each) => each.label === label)
  return found && plain(found.value)
}

const smallPrint = (one: ToldDigest): string =>
  digestReply(one, english)
    .blocks.flatMap((block) => (block.kind === 'note' ? [plain(block.text)] : []))
    .join(' ')

const waiting = [
  waitingMessage('help', '2026-11-20T00:00:00Z', true),
  waitingMessage('build', '2026-11-12T00:00:00Z', false),
  waitingMessage('help', '2026-11-21T00:00:00Z', false),
]

const changed = [
  { title: 'Fix the drafty door', changed: 'The workshop\nis warm' },
  { title: 'A ramp', changed: 'Ann comes in by herself' },
]

describe('what changed because of somebody here', () => {
  const one = told({}, { repertoire: { ...told().repertoire, changed, changedBefore: 1 } })

  it('is told before anything else, and with what it was', () => {
    expect(finding(one)).toBe(
      '2 things changed because of somebody here (Fix the drafty door and A ramp), and nobody waits for an answer.',
    )
    expect(fact(one, 'What changed')).toBe(
      '2 problems are done, and somebody else has said so (1 before).\nFix the drafty door: The workshop is warm\nA ramp: Ann comes in by herself',
    )
  })

  it('is as exact for members, is short, and takes no room where nothing did', () => {
    const many = Array.from({ length: 5 }, () => ({ title: 'A ramp', changed: 'x '.repeat(400) }))
    const member = told(
      {},
      { repertoire: { ...told().repertoire, changed: many }, viewer: { isExact: false } },
    )
    const text = fact(member, 'What changed') ?? ''
    expect(text).toContain('5 problems are done')
    expect(text).toContain('And 2 more.')
    expect(text.length).toBeLessThan(800)
    expect(fact(told(), 'What changed')).toBeUndefined()
  })
})

describe('the finding', () => {
  it.each([
    [told(), 'About as many people took part as before (30, after 28), and nobody waits for an answer.'],
    [
      told({}, { waiting }),
      'One first message waits for an answer; about as many people took part as before (30, after 28).',
    ],
    [
      told({}, { waiting: waiting.slice(1), viewer: { isExact: false } }),
      '2 messages wait for an answer; about 30 people took part, after about 30 in the 4 weeks before.',
    ],
    [
      told({ participation: { ...digest.participation, activeMembers: 9 } }, { viewer: { isExact: false } }),
      '100 messages were written, 10 more than in the 4 weeks before, and nobody waits for an answer.',
    ],
  ])('is one sentence: %#', (one, sentence) => {
    expect(finding(one)).toBe(sentence)
  })

  it('says so where nothing happened', () => {
    const none = { messages: 0, starters: 0, replies: 0, mentions: 0, reactions: 0, activeMembers: 0 }
    expect(finding(told({ participation: { ...none, previous: none } }))).toBe(
      'Nothing was said or done here in the 4 weeks of this digest.',
    )
  })
})

describe('the facts', () => {
  it('say who waits, where and how long', () => {
    const text = digestReply(told({}, { waiting }), english).blocks.flatMap((block) =>
      block.kind === 'paragraph' ? [plain(block.text)] : [],
    )
    expect(text[1]).toBe('Waiting: 3 messages, one of them somebody’s first.')
    const many = digestReply(told({}, { waiting: [...waiting, ...waiting] }), english)
    const [, more] = many.blocks.flatMap((block) => (block.kind === 'paragraph' ? [plain(block.text)] : []))
    expect(more).toBe(
      'Waiting: 6 messages, 2 of them somebody’s first: 4 in #help and 2 in #build. The oldest has waited 11 days.',
    )
    const all = many.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []))
    expect(all.filter((one) => one.target.command === 'waiting')).toHaveLength(16)
    expect(all.find((one) => one.emphasis === 'primary' && one.target.handler === 'waiting')?.label).toBe(
      'See all 6 who wait',
    )
    expect(text[2]).toMatch(/^#help, .*, 3 days ago, somebody’s first$/)
  })

  it('put every figure beside its previous one, and shares beside their counts', () => {
    expect(fact(told(), 'Who was here')).toBe(
      '30 people (28 before): 18 stayed, 6 came back after a silence, 6 new (5 before). 10 who were here before were not seen this time (8 before).',
    )
    expect(fact(told(), 'Answers')).toBe(
      'Of the messages that began something, 30 of 40 (75\u00a0%) were answered within two days, half of those within 35 minutes; before, 28 of 40 (70\u00a0%) were.',
    )
    expect(fact(told(), 'Talk')).toBe(
      '100 messages (90 before), 50 replies (50 before), 20 reactions (20 before).',
    )
  })

  it('tell no growth inside a break', () => {
    expect(fact(told({ growth: null }), 'Who was here')).toBe('30 people (28 before).')
  })

  it('tell what was made and what came of it', () => {
    const made = [1, 2, 3, 4, 5].map((id) => practice(id, { name: `Knot ${id}`, doings: 1 }))
    const repertoire = {
      ...told().repertoire,
      made,
      madeBefore: 2,
      done: 4,
      doneBefore: 1,
      ofPractices: { all: 3, asWritten: 1, ownWay: 1, didNotWork: 1 },
      builtOnOthers: 1,
    }
    const one = told({}, { repertoire })
    expect(fact(one, 'Made')).toBe('5 practices (2 before): Knot 1, Knot 2, Knot 3 and 2 more.')
    expect(fact(one, 'Done')).toBe(
      '4 things (1 before). 3 followed a practice: 1 as written, 1 in somebody’s own way and 1 that did not work. One of these built on what somebody else had shared.',
    )
  })
})

describe('what came of it, and what is about to be lost', () => {
  it('is told by counts, beside those of the time before', () => {
    expect(fact(told(), 'What came of it')).toBe(
      'Of the 9 things that people gave in the last 90 days, 4 came to something that somebody else said (before: 3 of 8): things that 3 people gave. Of the 6 practices that are older than four weeks, 3 have been done by somebody other than whoever shared it (before: 2 of 5).',
    )
    const none = { rate: share(0, 0), members: 0 }
    const fresh = { ...digest.practice, reuseRate: share(0, 0) }
    expect(fact(told({ consequence: none, practice: fresh }), 'What came of it')).toBeUndefined()
  })

  const leaving = [practice(1, { name: 'Tap a hole' })]
  it('names practices to moderators; to others it would tell who is away, and is left out', () => {
    expect(fact(told({}, { leaving }), 'About to be lost')).toBe(
      'Nobody who is still around has done Tap a hole.',
    )
    const member = digestReply(told({}, { leaving, viewer: { isExact: false } }), english)
    expect(JSON.stringify(member)).not.toContain('Tap a hole')
  })

  it('is asked about where nothing else is to be asked', () => {
    const balanced = { growth: { new: 9, retained: 20, resurrected: 8, churned: 2, quickRatio: 8.5 } }
    const ask = (one: ToldDigest) => questionFor({ ...one, people: shownPeople(one, one.viewer) }, english)
    expect(ask(told(balanced, { leaving }))).toContain('Who learns it while they can still be asked?')
    expect(ask(told(balanced, { leaving, viewer: { isExact: false } }))).not.toContain('Tap a hole')
  })

  it('says in one line that nothing was made, and nothing of it where nobody could', () => {
    expect(fact(told(), 'Made')).toBe('Nobody shared a practice or said /did.')
    expect(fact(told({}, { isLive: false }), 'Made')).toBeUndefined()
  })
})

describe('what is news', () => {
  it('is how many wait whom no digest has told of yet', () => {
    const week = { from: 20_773, to: 20_780 }
    const first = [
      waitingMessage('help', '2026-11-12T00:00:00Z', true),
      waitingMessage('help', '2026-11-18T00:00:00Z', true),
    ]
    expect(finding(told({}, { period: week, waiting: first }))).toMatch(
      /^2 first messages wait for an answer, one of them new; /,
    )
    expect(finding(told({}, { period: week, waiting: first.slice(0, 1) }))).toMatch(
      /^One first message still waits for an answer; /,
    )
    expect(finding(told({}, { period: week, waiting: first.slice(1) }))).toMatch(
      /^One first message waits for an answer; /,
    )
  })

  it('is twice or half as much talk, where there is much of it and nothing else differs', () => {
    const talk = (messages: number, previous: number) => {
      const { participation } = digest
      const then = { ...participation.previous, messages: previous }
      return finding(told({ participation: { ...participation, messages, previous: then } }))
    }
    expect(talk(250, 52)).toBe(
      'Much more was said than in the 4 weeks before (250 messages, after 52), and nobody waits for an answer.',
    )
    expect(talk(52, 250)).toMatch(/^Much less was said/)
    expect(talk(90, 10)).toMatch(/^About as many/)
    expect(talk(250, 130)).toMatch(/^About as many/)
  })

  it('is what differs by more than chance would make it', () => {
    const few = { ...digest.participation, activeMembers: 60 }
    expect(finding(told({ participation: few }, { waiting }))).toBe(
      '60 people took part, 32 more than in the 4 weeks before, and one first message waits for an answer.',
    )
    const apart = { ...before, answered: { count: 36, n: 40, share: 0.9, low: 0.91, high: 0.99 } }
    expect(finding(told({}, { before: apart }))).toContain(
      '30 of 40 messages that began something found an answer within two days, after 36 of 40 before',
    )
  })
})

describe('the small print', () => {
  it('says that small numbers are small, what is not known, and why there are no names', () => {
    const partial = [{ field: 'growth', from: '', to: '', reason: 'the bot was away for a day' }]
    const small = { ...digest.answers, answered: share(7, 10) }
    expect(smallPrint(told({ partial, answers: small }))).toMatch(
      /^7 of 10 is a small number: .* from 40\u00a0% to 90\u00a0%\. Not everything is known of these days: the bot was away for a day\. That touches who came and went\. Why there are no names: /,
    )
    expect(smallPrint(told())).toMatch(/^Why there are no names/)
  })
})

describe('the question', () => {
  const ask = (one: ToldDigest) => questionFor({ ...one, people: shownPeople(one, one.viewer) }, english)
  const leaving = { growth: { new: 2, retained: 20, resurrected: 8, churned: 9, quickRatio: 1.1 } }
  const balanced = { growth: { new: 9, retained: 20, resurrected: 8, churned: 2, quickRatio: 8.5 } }
  const notDone = [practice(1, { name: 'Tap a hole' })]

  it('is about newcomers who wait, before everything', () => {
    expect(ask(told(leaving, { waiting }))).toContain('A first message in #help is still without an answer')
  })
  it('is about who is missing, outside a break', () => {
    expect(ask(told(leaving))).toContain('Who is missing, and what shut them out?')
    const inBreak = { breaks: [{ from: period.to - 1, to: period.to + 6 }] }
    expect(ask(told(leaving, inBreak))).not.toContain('missing')
    const justBefore = { breaks: [{ from: period.from - 7, to: period.from }] }
    expect(ask(told(leaving, justBefore))).toContain('missing')
  })
  it('is about what let people in', () => {
    expect(ask(told({ ...balanced, moves: { inward: 3, outward: 0 } }))).toContain(
      '3 people came closer to the middle.',
    )
    const member = { viewer: { isExact: false } }
    expect(ask(told({ ...balanced, moves: { inward: 3, outward: 0 } }, member))).not.toContain('3 people')
    expect(ask(told({ ...balanced, moves: { inward: 6, outward: 0 } }, member))).toContain(
      'About 5 people came closer',
    )
  })
  it('is about who will do what was shared', () => {
    const repertoire = { ...told().repertoire, notDone }
    expect(ask(told(balanced, { repertoire }))).toBe(
      'Tap a hole was shared, and nobody has said they tried it. Who will?',
    )
  })
  it('is about where a word comes from that spread', () => {
    const spread = { word: 'chuck', people: 10 }
    expect(ask(told(balanced, { spread }))).toBe(
      '“chuck” has spread: 10 people use it by now, besides whoever brought it. Where did it come from?',
    )
    expect(ask(told(balanced, { spread, viewer: { isExact: false } }))).toContain('about 10 people use it')
    expect(ask(told(balanced, { spread, repertoire: { ...told().repertoire, notDone } }))).toContain(
      'Tap a hole',
    )
  })
  it('gives way where the digest before had the same reason, and takes turns where all of them had', () => {
    const week = (shift: number) => ({ from: 20_773 + 7 * shift, to: 20_780 + 7 * shift })
    const stands = {
      ...before,
      growth: { new: 2, retained: 20, resurrected: 8, churned: 9, quickRatio: 1.1 },
    }
    const old = [waitingMessage('help', '2026-11-12T00:00:00Z', true)]
    expect(ask(told(leaving, { period: week(0), waiting: old }))).toContain('Who is missing')
    expect(ask(told(leaving, { period: week(0), waiting }))).toContain('Which of us could write back?')
    const turns = [0, 1, 2, 3].map((shift) => {
      const to = week(shift)
      const at = new Date(Date.parse('2026-11-12T00:00:00Z') + shift * 7 * 86_400_000).toISOString()
      const one = told(
        { ...leaving, moves: { inward: 6, outward: 0 } },
        { period: to, waiting: [waitingMessage('help', at, true)], before: stands },
      )
      expect(ask(one)).toBe(ask(one))
      return ask(one)
    })
    expect(new Set(turns).size).toBe(4)
    expect(turns.join(' ')).toMatch(/write back.*Who is missing|Who is missing.*write back/)
    expect(turns.join(' ')).toContain('What let them in?')
  })
  it('else goes through the kinds of value, a period each', () => {
    const asked = [0, 28, 56, 84, 112, 140].map((shift) =>
      ask(told(balanced, { period: { from: period.from + shift, to: period.to + shift } })),
    )
    expect(new Set(asked).size).toBe(5)
    expect(asked[5]).toBe(asked[0])
  })
})

describe('the figures', () => {
  it.each([
    ['membersByWeek', '30 people took part in the week from 16 Nov.'],
    ['bandsOverTime', 'Of 30 people, 6 are here most weeks, 12 often and 12 at times.'],
    ['rhythm', 'Most is said on Tuesdays between 18:00 and 19:00: 9 of 176 messages.'],
    [
      'waitsBySpace',
      'In #help half of the answers come within 3 hours; 8 of 10 messages that began something were answered within two days.',
    ],
    ['moves', 'Since 26 Oct, 12 people came closer to the middle, 9 went further out and 6 are new.'],
    ['newcomersPath', '5 of 5 first messages were answered within two days.'],
    ['wordsSpread', '“chuck” spread most: 6 more people use it, 12 people in all.'],
    ['practicesDone', 'Of 2 practices, 1 has been done, and 1 is proven: it worked for three others.'],
  ] as const)('say what is to be seen: %s', (kind, sentence) => {
    expect(figureOf(kind, told(), english)?.finding).toBe(sentence)
  })

  it('say so where there is nothing to see', () => {
    const noNewcomers = { newcomers: { ...digest.newcomers, posted: 0, answered: share(0, 0) } }
    for (const kind of FIGURE_KINDS)
      expect(figureOf(kind, told(noNewcomers, { pictures: nothing }), english)?.finding).toBe(
        kind === 'wordsSpread' ? english.figures.wordsSpread.noWords : english.figures[kind].none,
      )
  })

  it('are left out of the digest where there is nothing to see in them', () => {
    const kinds = (one: ToldDigest) => digestReply(one, english).blocks.map((block) => block.kind)
    expect(kinds(told())).toEqual([
      'paragraph',
      'paragraph',
      'facts',
      'chart',
      'paragraph',
      'note',
      'actions',
    ])
    const nobodyNew = { newcomers: { ...digest.newcomers, posted: 0, answered: share(0, 0) } }
    const silent = { ...nobodyNew, participation: { ...digest.participation, replies: 0, mentions: 0 } }
    expect(kinds(told(silent, { pictures: nothing }))).toEqual([
      'paragraph',
      'paragraph',
      'facts',
      'paragraph',
      'note',
    ])
  })

  it('are left out for members where they would show a small group', () => {
    const few = { viewer: { isExact: false }, activeMembers: 12 }
    const shown = FIGURE_KINDS.filter((kind) => figureOf(kind, told({}, few), english) !== null)
    expect(shown).toEqual(['waitsBySpace', 'wordsSpread', 'practicesDone'])
    // The hours at which so few write are their habits.
    const waits = figureOf('waitsBySpace', told({}, few), english)
    expect(waits?.kind === 'waitsBySpace' && waits.hours).toEqual([])
  })
})
