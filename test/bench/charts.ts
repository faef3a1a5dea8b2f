/**
 * What a picture costs beside the bare chart library: the same weeks as stacked columns, drawn by echarts on the
 * server to SVG of the same size and rasterised by the same engine with the same fonts.
 */
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { pictureOf, rasterised } from '../../src/charts/picture.ts'
import { svgOf } from '../../src/charts/svg.ts'
import type { MembersByWeek } from '../../src/core/figure.ts'

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

const WARM_UPS = 3
const ROUNDS = 15
const WEEKS = 26
const SERIES = ['stayed', 'returned', 'new', 'left'] as const

const figure: MembersByWeek = {
  kind: 'membersByWeek',
  title: 'Members by week',
  finding: '438 people took part last week, 4 % more than the week before.',
  note: 'Weeks begin on Monday, UTC. Bots are not counted.',
  labels: { new: 'new', returned: 'returned', stayed: 'stayed', left: 'left' },
  weeks: Array.from({ length: WEEKS }, (_, index) => ({
    from: 19_723 + 7 * index,
    new: 10 + ((index * 7) % 13),
    returned: 120 + ((index * 31) % 60),
    stayed: 180 + ((index * 53) % 80),
    left: 130 + ((index * 17) % 70),
  })),
}

/** Times both in turns in one run, so that whatever else the machine does touches both. Milliseconds, medians. */
export async function benchCharts(): Promise<
  { name: string; ours: number; limit: number; ratio: number; target: string; unit: string }[]
> {
  const { widthPx, heightPx } = svgOf(figure, 'light')
  const [ours, limit]: [number[], number[]] = [[], []]
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    const [picture, bare] = [
      timed(() => pictureOf(figure, 'light')),
      timed(() => barePicture(widthPx, heightPx)),
    ]
    if (round < 0) continue
    ours.push(picture)
    limit.push(bare)
  }
  const [oursMs, limitMs] = [median(ours), median(limit)]
  const name = `a picture of ${widthPx} × ${heightPx} ÷ bare echarts → resvg`
  return [{ name, ours: oursMs, limit: limitMs, ratio: oursMs / limitMs, target: '≤ 2', unit: 'ms' }]
}

function barePicture(width: number, height: number): Uint8Array {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(bareOption())
    return rasterised(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}

function bareOption(): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: 'Inter' },
    title: { text: figure.title },
    legend: { top: 40 },
    grid: { top: 100 },
    xAxis: { type: 'category', data: figure.weeks.map(({ from }) => String(from)) },
    yAxis: { type: 'value' },
    series: SERIES.map((name) => ({
      type: 'bar',
      stack: 'members',
      name,
      data: figure.weeks.map((week) => (name === 'left' ? -week.left : week[name])),
    })),
  }
}

function timed(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
