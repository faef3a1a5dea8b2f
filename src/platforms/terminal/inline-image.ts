/** Pictures inside a terminal, where it can show them. */

/** The two protocols in use: iTerm2's (also WezTerm) and kitty's (also Ghostty). */
export type InlineProtocol = 'iterm' | 'kitty'

const KITTY_CHUNK_LENGTH = 4096

/**
 * The protocol that a terminal understands, told by its environment; null where it shows no pictures. Inside tmux
 * and screen pictures are lost on the way.
 */
export function inlineProtocol(
  environment: Readonly<Record<string, string | undefined>>,
): InlineProtocol | null {
  if (environment['TMUX'] !== undefined || environment['STY'] !== undefined) return null
  const program = environment['TERM_PROGRAM']
  if (program === 'iTerm.app' || program === 'WezTerm') return 'iterm'
  const isKitty = environment['KITTY_WINDOW_ID'] !== undefined || environment['TERM'] === 'xterm-kitty'
  return isKitty || program === 'ghostty' || environment['TERM'] === 'xterm-ghostty' ? 'kitty' : null
}

/** The escape sequence that shows a PNG at the cursor, `columns` wide. */
export function inlineImage(png: Uint8Array, protocol: InlineProtocol, columns: number): string {
  const data = Buffer.from(png).toString('base64')
  if (protocol === 'iterm')
    return `\x1b]1337;File=inline=1;size=${png.length};width=${columns};preserveAspectRatio=1:${data}\x07`
  const chunks = data.match(new RegExp(`.{1,${KITTY_CHUNK_LENGTH}}`, 'g')) ?? []
  return chunks
    .map((chunk, at) => {
      const first = at === 0 ? `a=T,f=100,c=${columns},q=2,` : ''
      return `\x1b_G${first}m=${at === chunks.length - 1 ? 0 : 1};${chunk}\x1b\\`
    })
    .join('')
}
