/** Arbitrary replies with everything in them that Discord reads, for properties of its renderer. */
import type { Figure, Picture } from '../../../src/core/figure.ts'
import { type MemberId, memberId } from '../../../src/core/ids.ts'
import { type Reply, targetsOf } from '../../../src/core/reply.ts'
import { english } from '../../../src/core/words/english.ts'
import type { RenderOptions } from '../../../src/platforms/discord/render.ts'
import { hostileTextOf, madeOf } from '../arbitrary-replies.ts'

const ID = '123456789012345678'

/** Pieces that call, lead, stand out or break: Discord's own syntax, and what hides in text. */
const PIECES = [
  `<@${ID}>`,
  `<@!${ID}>`,
  `<@&${ID}>`,
  `<#${ID}>`,
  `<:name:${ID}>`,
  `<a:name:${ID}>`,
  `</practice share:${ID}>`,
  '<t:1700000000:R>',
  '<id:customize>',
  `<sound:1:${ID}>`,
  '@everyone',
  '@here',
  '@\u200beveryone',
  '<\u2060@1>',
  ':tada:',
  ':100:',
  '**bold**',
  '__under__',
  '*em*',
  '_em_',
  '~~gone~~',
  '||spoiler||',
  '`code`',
  '```js\ncode\n```',
  '``',
  '[text](https://evil.example)',
  '[text](<https://evil.example>)',
  'https://evil.example/a_b*c',
  '<https://evil.example>',
  '<evil@example.org>',
  'steam://run/1',
  '# heading',
  '## heading',
  '-# small',
  '- item',
  '* item',
  '+ item',
  '1. item',
  '23) item',
  '> quote',
  '>>> quote',
  '\n# heading',
  '\n-# small',
  '\n  - item',
  '\n> quote',
  '\\',
  '\\\\*',
  '\\<@1>',
  '¯\\_(ツ)_/¯',
]

/** Text made of such pieces. */
export const hostileText = hostileTextOf(PIECES, '\\*_~`|<>[]()#-+.:@/!&1a \n')

/** Any text and any reply made of it. */
export const { anyText, anyReply } = madeOf(hostileText)

/** Everybody's id of Discord, but for every third. */
export const personIds: ReadonlyMap<MemberId, string> = new Map(
  Array.from({ length: 301 }, (_, at) => at)
    .filter((at) => at % 3 > 0)
    .map((at) => [memberId(at), String(900_000_000_000_000_000n + BigInt(at))]),
)

/** An id for every target, and a picture for every second figure. */
export function optionsFor(reply: Reply, more: Partial<RenderOptions> = {}): RenderOptions {
  const pictures = new Map<Figure, Picture>()
  for (const [at, block] of reply.blocks.entries())
    if (block.kind === 'chart' && at % 2 === 0)
      pictures.set(block.figure, {
        png: new Uint8Array(40),
        widthPx: 1,
        heightPx: 1,
        alt: `${block.figure.title} ${block.figure.finding}`,
      })
  return {
    ids: new Map(targetsOf(reply).map((one, at) => [one, `id-${at}`])),
    personIds,
    pictures,
    words: english,
    ...more,
  }
}
