/** `commonplace map`: who answers whom in a community, as data without names or as a picture. */
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Command as CommandLine, InvalidArgumentError } from 'commander'
import { progressBar } from './app/progress.ts'
import { createPainter } from './charts/painter.ts'
import { svgOf } from './charts/svg.ts'
import type { Period } from './core/calendar.ts'
import { Refusal } from './core/errors.ts'
import type { Theme } from './core/figure.ts'
import type { CommunityMap } from './core/figure-map.ts'
import { mapJson } from './core/network/map-json.ts'
import { readMap } from './core/network/read-map.ts'
import type { AskedPeriod } from './core/participation/periods.ts'
import type { Community, Store } from './core/ports.ts'
import { mapFigure } from './core/reflection/map-figure.ts'
import type { CommandLineTools } from './repertoire-cli.ts'

/** The operator's own command line is exact. */
const OPERATOR = { isExact: true }
const ENDINGS = ['.png', '.svg']

interface MapFlags {
  readonly community: string
  readonly from?: string
  readonly to?: string
  readonly weeks?: number
  readonly json?: boolean
  readonly out?: string
  readonly theme: Theme
}

interface MapTools extends CommandLineTools {
  /** Reads a whole number that was typed. */
  wholeNumber(given: string): number
  /** The days that flags ask for. */
  periodAsked(store: Store, community: Community, flags: AskedPeriod): Promise<Period>
}

/** Declares the command. */
export function addMap(line: CommandLine, tools: MapTools): void {
  const { map, operator } = tools.words
  const themeOf = (given: string): Theme => {
    if (given !== 'light' && given !== 'dark') throw new InvalidArgumentError(map.commandLine.noTheme(given))
    return given
  }
  line
    .command('map')
    .description(map.commandLine.map)
    .requiredOption('--community <name>', operator.commandLine.whichCommunity)
    .option('--from <date>', operator.commandLine.from)
    .option('--to <date>', operator.commandLine.to)
    .option('--weeks <number>', operator.commandLine.weeks, tools.wholeNumber)
    .option('--out <file>', map.commandLine.out)
    .option('--theme <theme>', map.commandLine.theme, themeOf, 'light')
    .option('--json', operator.commandLine.json)
    .action((flags: MapFlags) => runMap(flags, tools))
}

async function runMap(flags: MapFlags, tools: MapTools): Promise<void> {
  const { words } = tools
  const { json = false, out } = flags
  if (!json && out === undefined) throw new Refusal(words.map.commandLine.oneOfThem)
  if (out !== undefined && !ENDINGS.includes(path.extname(out).toLowerCase()))
    throw new Refusal(words.map.commandLine.ending(out))
  await tools.withStore(async (store) => {
    const community = await tools.communityNamed(store, flags.community)
    const period = await tools.periodAsked(store, community, flags)
    const bar = progressBar(process.stderr, Date.now)
    const show = (share: number): void => bar.show(share, 1, words.map.working)
    const facts = await readMap(store, community, period, show).finally(() => bar.end())
    if (out !== undefined) {
      const figure = mapFigure(facts, period, OPERATOR, words)
      if (typeof figure === 'string') throw new Refusal(figure)
      const file = tools.standing(out)
      await writeFile(file, await drawn(figure, flags.theme, path.extname(out).toLowerCase()))
      if (!json) tools.print(file)
    }
    if (json) tools.print(JSON.stringify(mapJson(facts, () => randomUUID())))
  })
}

async function drawn(figure: CommunityMap, theme: Theme, ending: string): Promise<string | Uint8Array> {
  if (ending === '.svg') return svgOf(figure, theme).svg
  const painter = createPainter()
  try {
    return (await painter.draw(figure, theme)).png
  } finally {
    await painter.close()
  }
}
