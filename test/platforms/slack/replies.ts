/** Arbitrary replies with everything in them that Slack reads, for properties of its renderer. */
import type { Figure } from '../../../src/core/figure.ts'
import { type MemberId, memberId } from '../../../src/core/ids.ts'
import { type FileBlock, type Reply, targetsOf } from '../../../src/core/reply.ts'
import { english } from '../../../src/core/words/english.ts'
import type { UploadedPicture } from '../../../src/platforms/slack/parts.ts'
import type { RenderOptions } from '../../../src/platforms/slack/render.ts'
import { hostileTextOf, madeOf } from '../arbitrary-replies.ts'

/** Pieces that call, lead, stand out or break: Slack's own syntax. */
const PIECES = [
  '<@U012AB3CD>',
  '<@W012AB3CD|ada>',
  '<#C012AB3CD>',
  '<#C012AB3CD|general>',
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<!subteam^S012AB3CD|@mods>',
  '<!date^1700000000^{date}|then>',
  '<https://evil.example>',
  '<https://evil.example|bank>',
  '<mailto:a@evil.example|a>',
  '<slack://open>',
  '&lt;!channel&gt;',
  '&amp;lt;',
  '&',
  '<',
  '>',
  '@channel',
  '@here',
  '@everyone',
  '@ada',
  '#general',
  ':tada:',
  ':wave::skin-tone-2:',
  ':100:',
  '::',
  '*bold*',
  '_slanted_',
  '~struck~',
  '*_both_*',
  '`code`',
  '```\ncode\n```',
  '> quote',
  '>>> quote',
  '\n> quote',
  '\n&gt; quote',
  '• item',
  '1. item',
  'https://evil.example/a_b*c',
  'www.evil.example',
  'a@evil.example',
  '/did',
  ' /practice share x',
  'and/my data',
]

/** Text made of such pieces. */
export const hostileText = hostileTextOf(PIECES, '*_~`|<>&;@#!:^./-()1a \n')

/** Any text and any reply made of it. */
export const { anyText, anyReply } = madeOf(hostileText)

/** Everybody's id of Slack, but for every third. */
export const personIds: ReadonlyMap<MemberId, string> = new Map(
  Array.from({ length: 301 }, (_, at) => at)
    .filter((at) => at % 3 > 0)
    .map((at) => [memberId(at), `U0AAAA${String(at).padStart(4, '0')}`]),
)

/** Commands as the tests mean them to be typed. */
export const slash = { name: 'cp', commands: ['did', 'practice', 'digest', 'my', 'community', 'help'] }

/** An id for every target, a picture for every second figure; every third file is shared, every third is not to be had. */
export function optionsFor(reply: Reply, more: Partial<RenderOptions> = {}): RenderOptions {
  const pictures = new Map<Figure, UploadedPicture>()
  const files = new Map<FileBlock, string | null>()
  for (const [at, block] of reply.blocks.entries()) {
    if (block.kind === 'chart' && at % 2 === 0)
      pictures.set(block.figure, { id: 'F012AB3CD', alt: `${block.figure.title} ${block.figure.finding}` })
    if (block.kind === 'file' && at % 3 > 0)
      files.set(block, at % 3 === 1 ? 'https://club.slack.com/files/U1/F1/my-data.json' : null)
  }
  return {
    ids: new Map(targetsOf(reply).map((one, at) => [one, `id-${at}`.padEnd(100, 'x')])),
    personIds,
    pictures,
    files,
    words: english,
    slash,
    ...more,
  }
}
