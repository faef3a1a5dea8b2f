/** What every command really answers, as Slack shows it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { altOf } from '../../../src/charts/alt.ts'
import { commandsIn } from '../../../src/commands.ts'
import { FIGURE_KINDS } from '../../../src/core/reflection/figures.ts'
import { figuresOf, type Reply, targetsOf } from '../../../src/core/reply.ts'
import { english } from '../../../src/core/words/english.ts'
import { type RenderedMessage, render, renderHome } from '../../../src/platforms/slack/render.ts'
import { openPlayground, type Playground } from '../../commands/playground.ts'
import { checkView } from '../../simulators/slack/block-views.ts'
import { checkBlocks } from '../../simulators/slack/blocks.ts'
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

const optionsFor = (reply: Reply) => ({
  ids: new Map(targetsOf(reply).map((target, at) => [target, `1.${at}`])),
  personIds: new Map(),
  pictures: new Map(figuresOf(reply).map((figure) => [figure, { id: 'F012AB3CD', alt: altOf(figure) }])),
  words: english,
  slash: { name: 'cp', commands: commandsIn(english).map((one) => one.name) },
})
const shown = (reply: Reply): readonly RenderedMessage[] => render(reply, optionsFor(reply))

describe('what the commands answer', () => {
  it.each(LINES)('%s is one message, which Slack takes, and a Home tab', async (line) => {
    const reply = await playground.ask(line)
    const messages = shown(reply)
    expect(messages.length).toBe(1)
    const blocks = JSON.parse(JSON.stringify(messages[0]?.body.blocks))
    expect(checkBlocks(blocks, { surface: 'message', isFileReady: () => true })).toEqual([])
    const home = JSON.parse(JSON.stringify(renderHome(reply, optionsFor(reply))))
    expect(checkView(home, 'home')).toEqual([])
    if (process.env['SHOW'] !== undefined) console.log(`${line}\n${sketch(messages)}`)
  })

  it('reads on a phone as a card that says one thing', async () => {
    expect(sketch(shown(await playground.ask('/practice find crimp a connector')))).toBe(`# Crimp a connector
Strip 4 mm, no more.
Push the wire in until you see copper in the window.
Crimp once with the ratchet tool, then pull hard. If it moves, cut it off and start again.

*When it helps*
A wire comes loose when the robot hits something

*As done here*
3 times as written and once in somebody’s own way.

*Shared by* · *Ada*

(Proven: it worked for 4 other people.)
[[ I did it ]] [ My way ] [ Ask ] [ History ]
[ Edit ] [ Add more ] [ Retire ]`)
  })

  it('names commands as they are typed in Slack, and no other way', async () => {
    const help = sketch(shown(await playground.ask('/help')))
    expect(help).toContain('*/cp did*')
    expect(help).not.toMatch(/(?:^|\s|\*|`)\/(?!cp )[a-z]/m)
  })
})
