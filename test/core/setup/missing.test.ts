import { describe, expect, it } from 'vitest'
import type { Ability } from '../../../src/core/place.ts'
import { missingLines } from '../../../src/core/setup/missing.ts'
import { english } from '../../../src/core/words/english.ts'

const channel = (name: string, missing: readonly Ability[]) => ({
  ...{ externalId: name, name, isReadable: true, isPostable: true },
  missing,
})
const lines = (...channels: ReturnType<typeof channel>[]) =>
  missingLines(channels, ['see', 'readHistory'], 'discord', english)

describe('what is missing', () => {
  it('is told once for all channels that lack the same', () => {
    expect(
      lines(
        channel('b', ['readHistory', 'pin']),
        channel('c', []),
        channel('a', ['readHistory']),
        channel('d', ['see', 'readHistory']),
      ),
    ).toEqual([
      '#a and #b: the bot may not read their history. In Discord, open the settings of each → Permissions and allow Read Message History.',
      '#d: the bot may not see it or read its history. In Discord, open the channel’s settings → Permissions and allow View Channel and Read Message History.',
    ])
  })

  it('is nothing where only what is not needed is missing', () => {
    expect(lines(channel('a', ['post', 'pin']))).toEqual([])
  })
})
