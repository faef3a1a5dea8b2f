import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPractices, practiceNamed } from '../../../src/core/repertoire/find-practice.ts'
import { practice as made } from './practices.ts'

const practice = (id: number, name: string, how = '', whenItHelps = '') =>
  made(id, { name, how, whenItHelps })

const practices = [
  practice(1, 'Crimp a connector', 'Strip the wire', 'A wire comes loose'),
  practice(2, 'Löten', 'Erst das Teil, dann der Draht'),
  practice(3, 'はんだ付け', '先に部品を温める'),
  practice(4, '__proto__', 'constructor'),
]
const found = (words: string) => findPractices(practices, words).map((one) => Number(one.id))

describe('finding practices', () => {
  it.each([
    ['crimping', [1]],
    ['conector', [1]],
    ['loose wires', [1]],
    ['löten', [2]],
    ['はんだ付け', [3]],
    ['__proto__', [4]],
    ['constructor', [4]],
    ['zzz', []],
    ['?!', []],
    ['', []],
  ])('%s', (words, ids) => {
    expect(found(words)).toEqual(ids)
  })

  it('finds the one of that name first, though another way of it bears the name too', () => {
    const both = [practice(5, 'Crimp a connector, another way', 'Crimp a connector'), ...practices]
    expect(findPractices(both, 'crimp a  connector').map((one) => Number(one.id))).toEqual([1, 5])
  })

  it('by any words throws nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (words) => Array.isArray(found(words))),
    )
  })
})

describe('the practice of a name', () => {
  it('is the one of that name, capitals and spaces apart', () => {
    expect(practiceNamed(practices, 'CRIMP A CONNECTOR')).toMatchObject({ kind: 'one', practice: { id: 1 } })
  })

  it('is the only one that the words fit by name, never by how it is done', () => {
    expect(practiceNamed(practices, 'crimp')).toMatchObject({ kind: 'one', practice: { id: 1 } })
    expect(practiceNamed(practices, 'wire')).toEqual({ kind: 'several', practices: [] })
  })

  it('is open where several fit', () => {
    const two = [practice(1, 'Crimp a ring'), practice(2, 'Crimp a pin')]
    expect(practiceNamed(two, 'crimp')).toMatchObject({ kind: 'several', practices: [{ id: 1 }, { id: 2 }] })
  })
})
