/** What every command really answers, as Discord shows it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { altOf } from '../../../src/charts/alt.ts'
import type { Figure, Picture } from '../../../src/core/figure.ts'
import { FIGURE_KINDS } from '../../../src/core/reflection/figures.ts'
import { figuresOf, type Reply, targetsOf } from '../../../src/core/reply.ts'
import { english } from '../../../src/core/words/english.ts'
import { type RenderedMessage, render } from '../../../src/platforms/discord/render.ts'
import { openPlayground, type Playground } from '../../commands/playground.ts'
import { description, isDescribed } from './description.ts'
import { sketch } from './sketch.ts'

const LINES = [
  '/help',
  '/help did',
  '/digest',
  '/digest weeks:2',
  ...FIGURE_KINDS.map((kind) => `/digest picture ${kind}`),
  '/waiting',
  '/practice',
  '/practice find crimp a connector',
  '/did',
  '/did crimped the harness',
  '/community',
  '/my data',
]

let playground: Playground

beforeAll(async () => {
  playground = await openPlayground()
})
afterAll(() => playground.store.close())

const pictureOf = (figure: Figure): Picture => ({
  png: new Uint8Array(1),
  widthPx: 1,
  heightPx: 1,
  alt: altOf(figure),
})

const shown = (reply: Reply): readonly RenderedMessage[] =>
  render(reply, {
    ids: new Map(targetsOf(reply).map((target, at) => [target, `1.${at}`])),
    personIds: new Map(),
    pictures: new Map(figuresOf(reply).map((figure) => [figure, pictureOf(figure)])),
    words: english,
  })

describe('what the commands answer', () => {
  it.each(LINES)('%s is one message', async (line) => {
    const messages = shown(await playground.ask(line))
    expect(messages.length).toBe(1)
    if (!isDescribed) return
    const faults = description().requestFaults('post', '/channels/{channel_id}/messages', messages[0]?.body)
    expect(faults).toEqual([])
  })

  it('reads on a phone as a card that says one thing', async () => {
    expect(sketch(shown(await playground.ask('/practice find crimp a connector')))).toBe(`(seen by you)
  ▎ ## Crimp a connector
  ▎ Strip 4 mm, no more.
  ▎ Push the wire in until you see copper in the window.
  ▎ Crimp once with the ratchet tool, then pull hard. If it moves, cut it off and start again.
  ▎ 
  ▎ **When it helps**
  ▎ A wire comes loose when the robot hits something
  ▎ 
  ▎ **As done here**
  ▎ 3 times as written and once in somebody’s own way.
  ▎ 
  ▎ **Shared by** · **Ada**
  ▎ 
  ▎ -# Proven: it worked for 4 other people.
  ▎ [[ I did it ]] [ My way ] [ Ask ] [ History ]
  ▎ [ Edit ] [ Add more ] [ Retire ]`)
  })
})
