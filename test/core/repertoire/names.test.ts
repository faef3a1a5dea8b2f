import { describe, expect, it } from 'vitest'
import { isSameName, namesFor } from '../../../src/core/repertoire/names.ts'

describe('names that people gave', () => {
  it('are the same whatever their capitals, spaces and width', () => {
    expect(isSameName(' Crimp  a Connector', 'crimp a connector')).toBe(true)
    expect(isSameName('Ｃｒｉｍｐ', 'crimp')).toBe(true)
    expect(isSameName('crimp', 'crimps')).toBe(false)
  })

  it('are offered by how they begin, then by what they hold, each once', () => {
    const names = ['Solder a joint', 'Joint care', 'joint  care', 'Jointer']
    expect(namesFor(names, 'JOINT  c')).toEqual(['Joint care', 'joint  care'])
    expect(namesFor(names, 'joint')).toEqual(['Joint care', 'joint  care', 'Jointer', 'Solder a joint'])
    expect(namesFor([...names, 'Jointer'], '')).toEqual(names)
    expect(namesFor(names, 'weld')).toEqual([])
  })
})
