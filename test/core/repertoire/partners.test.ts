import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { learningId, type MemberId, memberId, pairId, practiceId } from '../../../src/core/ids.ts'
import type { KeptSaid, Pair } from '../../../src/core/repertoire/apprenticeship.ts'
import {
  bridgeOf,
  type Known,
  type Standing,
  suggestPartners,
} from '../../../src/core/repertoire/partners.ts'
import type { KeptDoing } from '../../../src/core/repertoire/practice.ts'
import { practice } from './practices.ts'

const [asker, ann, ben, cem, dee] = [1, 2, 3, 4, 5].map(memberId) as [
  MemberId,
  MemberId,
  MemberId,
  MemberId,
  MemberId,
]

const said = (member: MemberId, topic: string, more: Partial<KeptSaid> = {}): KeptSaid => ({
  ...{ id: learningId(member), member, topic, as: 'show', limit: 1, platform: 'discord', at: member },
  ...more,
})
const pair = (learner: MemberId, shower: MemberId, more: Partial<Pair> = {}): Pair => ({
  ...{ id: pairId(1), topic: 'x', learner, shower, proposedAt: 0, learnerAgreedAt: 0, showerAgreedAt: 0 },
  ...{ space: null, learnerAskedOn: null, showerAskedOn: null, endedAt: null },
  ...more,
})
const ties = (...all: (readonly [MemberId, MemberId])[]) => {
  const found = new Map<MemberId, Set<MemberId>>()
  for (const [one, other] of [...all, ...all.map(([a, b]) => [b, a] as const)])
    found.set(one, (found.get(one) ?? new Set()).add(other))
  return found
}
const doing = (member: MemberId, more: Partial<KeptDoing> = {}): KeptDoing =>
  ({
    ...{ id: 1, what: 'x', member, practice: practiceId(1), outcome: 'asWritten', companions: [] },
    ...{
      platform: 'slack',
      at: 9,
      happened: '',
      learned: '',
      evidence: null,
      isAskable: true,
      confirmed: [],
    },
    ...more,
  }) as KeptDoing

const names = (known: Partial<Known>, standing: Partial<Standing> = {}): readonly MemberId[] =>
  suggestPartners(
    { topic: 'Soldering', side: 'learn', asker, said: [], practices: [], doings: [], ...known },
    {
      ...{ pairs: [], ties: new Map(), absent: new Set(), roles: new Map(), isNewcomer: false },
      ...standing,
    },
  ).map((one) => one.member)

describe('whom somebody is suggested', () => {
  it('is whoever said the same, in any spelling, before what is only related, and nobody for the rest', () => {
    const all = [
      said(ann, 'soldering irons'),
      said(ben, 'SOLDERING'),
      said(cem, 'welding'),
      said(dee, 'the art of it', { as: 'learn' }),
      said(asker, 'soldering'),
    ]
    expect(names({ said: all })).toEqual([ben, ann])
    expect(names({ said: [said(ann, 'sol-dering')] })).toEqual([])
    expect(names({ topic: 'sol dering', said: [said(ann, 'Sol-Dering.')] })).toEqual([ann])
    expect(
      names({ topic: 'art of war', said: [said(ann, 'end of day')] }),
      'short words tell nothing',
    ).toEqual([])
  })

  it('is the other way round for whoever can show', () => {
    const all = [said(ann, 'soldering', { as: 'learn' }), said(ben, 'soldering')]
    expect(names({ side: 'show', said: all })).toEqual([ann])
  })

  it('is whoever did a practice of that name and agreed to be asked, after those who said it', () => {
    const known = {
      practices: [practice(1, { name: 'soldering' })],
      doings: [doing(ben), doing(cem, { isAskable: false }), doing(dee, { outcome: 'didNotWork' })],
    }
    expect(names(known)).toEqual([ben])
    expect(names({ ...known, said: [said(ann, 'soldering')] })).toEqual([ann, ben])
    expect(names({ ...known, side: 'show' })).toEqual([])
  })

  it('weighs how much of the limit is free: 1 before ½, and full ones not at all', () => {
    const all = [said(ann, 'soldering', { limit: 2 }), said(ben, 'soldering'), said(cem, 'soldering')]
    const pairs = [pair(dee, ann), pair(dee, cem, { topic: 'y' })]
    // ann: 4 + ½ + 1; ben: 4 + 1 + 1; cem has none left.
    expect(names({ said: all }, { pairs })).toEqual([ben, ann])
    const ended = [pair(dee, ann, { endedAt: 1 }), pair(dee, cem, { showerAgreedAt: null })]
    expect(names({ said: all }, { pairs: ended })).toEqual([ann, ben, cem])
  })

  it('prefers somebody of another group: 0 with a tie, else 1 ÷ (1 + those in common)', () => {
    const all = [said(ann, 'soldering'), said(ben, 'soldering'), said(cem, 'soldering')]
    const known = ties([asker, ann], [asker, dee], [dee, ben])
    expect([ann, ben, cem].map((one) => bridgeOf(known, asker, one))).toEqual([0, 0.5, 1])
    expect(names({ said: all }, { ties: known })).toEqual([cem, ben, ann])
    // The same topic still comes before a related one that would bridge more.
    expect(
      names(
        { said: [said(ann, 'soldering', { limit: 9 }), said(cem, 'soldering irons')] },
        {
          ties: known,
          pairs: Array.from({ length: 8 }, (_, at) => pair(memberId(50 + at), ann)),
        },
      ),
    ).toEqual([ann, cem])
  })

  it('puts mentors first for newcomers, and for nobody else', () => {
    const all = [said(ann, 'soldering'), said(ben, 'soldering irons')]
    const roles = new Map([[ben, ['mentor' as const]]])
    expect(names({ said: all }, { roles, isNewcomer: true })).toEqual([ben, ann])
    expect(names({ said: all }, { roles })).toEqual([ann, ben])
    expect(names({ said: all }, { roles: new Map([[ben, ['adult' as const]]]), isNewcomer: true })).toEqual([
      ann,
      ben,
    ])
  })

  it('is nobody who is not there, nor with whom one has something already', () => {
    const all = [said(ann, 'soldering'), said(ben, 'soldering', { limit: 5 }), said(cem, 'soldering')]
    const pairs = [pair(asker, ben, { showerAgreedAt: null })]
    expect(names({ said: all }, { absent: new Set([ann]), pairs })).toEqual([cem])
  })

  it('is at most three, each once, whoever said it first before others of the same weight, in whatever order it is told', () => {
    const all = [2, 3, 4, 5, 6].map((id) => said(memberId(id), 'soldering', { at: 100 - id }))
    const twice = [...all, said(memberId(6), 'soldering irons')]
    fc.assert(
      fc.property(fc.shuffledSubarray(twice, { minLength: twice.length }), (shuffled) => {
        expect(names({ said: shuffled })).toEqual([6, 5, 4])
      }),
    )
  })
})
