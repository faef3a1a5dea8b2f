/** An examination as whoever runs the program sees it: lines of text, or JSON. */
import type { Severity } from '../core/examination.ts'
import type { Words } from '../core/words/words.ts'
import type { Examination } from './examine.ts'
import { type SpaceReport, spaceLines } from './judge-spaces.ts'

const COLORS: Readonly<Record<Severity, number>> = { fine: 32, look: 33, broken: 31 }

/** The lines to print. */
export function showExamination(
  { findings, spaces }: Examination,
  words: Words,
  { color }: { readonly color: boolean },
): readonly string[] {
  const say = words.doctor
  const widest = Math.max(...Object.values(say.severity).map((one) => one.length))
  const label = (severity: Severity): string => {
    const text = say.severity[severity].padEnd(widest)
    return color ? `\u001b[${COLORS[severity]}m${text}\u001b[0m` : text
  }
  const lines = findings.flatMap((one) => [
    `${label(one.severity)}  ${one.says}`,
    ...(one.do === null ? [] : [`${' '.repeat(widest)}  ${say.todo(one.do)}`]),
  ])
  const told = spaces.flatMap((one) => {
    const { title, lines: below } = spaceLines(one, words)
    return [title, ...below.map((line) => `  ${line}`)]
  })
  const howMany = (severity: Severity): number => findings.filter((one) => one.severity === severity).length
  return [
    ...lines,
    ...(told.length === 0 ? [] : ['', say.heading.spaces, ...told]),
    '',
    say.summary(howMany('broken'), howMany('look')),
  ]
}

/** The same as one JSON object; moments as ISO 8601, null where there is none. */
export function examinationJson({ findings, spaces }: Examination): string {
  return JSON.stringify({ findings, spaces: spaces.map(plain) })
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

const plain = ({ covered, missing, isLive, ...report }: SpaceReport) => ({
  ...report,
  wantedFrom: iso(report.wantedFrom),
  completeSince: iso(report.completeSince),
  knownTo: iso(report.knownTo),
  live: isLive,
  covered: covered.map(({ fromAt, toAt }) => ({ from: iso(fromAt), to: iso(toAt) })),
  missing: missing.map(({ from, to, reason }) => ({ from: iso(from), to: iso(to), reason })),
})
