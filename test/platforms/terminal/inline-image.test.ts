import { describe, expect, it } from 'vitest'
import { inlineImage, inlineProtocol } from '../../../src/platforms/terminal/inline-image.ts'

describe('pictures inside the terminal', () => {
  it.each([
    [{ TERM_PROGRAM: 'iTerm.app' }, 'iterm'],
    [{ TERM_PROGRAM: 'WezTerm' }, 'iterm'],
    [{ TERM: 'xterm-kitty' }, 'kitty'],
    [{ KITTY_WINDOW_ID: '1' }, 'kitty'],
    [{ TERM: 'xterm-ghostty' }, 'kitty'],
    [{ KITTY_WINDOW_ID: '1', TMUX: '/tmp/tmux' }, null],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, null],
    [{}, null],
  ] as const)('%o: %s', (environment, protocol) => {
    expect(inlineProtocol(environment)).toBe(protocol)
  })

  it('hold the whole picture, in pieces where the protocol wants them', () => {
    const png = Uint8Array.from({ length: 10_000 }, (_, at) => at % 251)
    const data = Buffer.from(png).toString('base64')
    expect(inlineImage(png, 'iterm', 80)).toBe(
      `\x1b]1337;File=inline=1;size=10000;width=80;preserveAspectRatio=1:${data}\x07`,
    )
    const pieces = inlineImage(png, 'kitty', 80).split('\x1b\\').slice(0, -1)
    expect(pieces).toHaveLength(4)
    expect(pieces.map((piece) => piece.split(';')[1]).join('')).toBe(data)
    expect(pieces.map((piece) => /m=([01])/.exec(piece)?.[1])).toEqual(['1', '1', '1', '0'])
    expect(pieces[0]).toContain('a=T,f=100,c=80')
  })
})
