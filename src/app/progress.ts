/** A one-line progress bar for long work in a terminal; in a pipe there is none. */
import type { WriteStream } from 'node:tty'

/** What of a terminal is used; `process.stderr` is one. */
export type ProgressTerminal = Pick<WriteStream, 'isTTY' | 'columns' | 'write'>

export interface ProgressBar {
  /** How much is done, and what of, in a word or two. */
  show(done: number, total: number, label: string): void
  /** Takes the bar away. */
  end(): void
}

/** Often enough to look alive, seldom enough to cost nothing. */
const REDRAW_MS = 100
/** A time left is told only once so much has passed: earlier it is a guess. */
const ESTIMATE_AFTER_MS = 2_000
const BAR_COLUMNS = 24
const DEFAULT_COLUMNS = 80
const CLEAR_LINE = '\r\u001b[2K'

/** `clock` tells the milliseconds since 1970. */
export function progressBar(terminal: ProgressTerminal, clock: () => number): ProgressBar {
  if (!terminal.isTTY) return { show: () => {}, end: () => {} }
  const startedAt = clock()
  let drawnAt = Number.NEGATIVE_INFINITY
  let isShown = false
  return {
    show(done, total, label) {
      const now = clock()
      if (now - drawnAt < REDRAW_MS) return
      drawnAt = now
      isShown = true
      const columns = terminal.columns || DEFAULT_COLUMNS
      terminal.write(
        `${CLEAR_LINE}${progressLine({ done, total, label, elapsedMs: now - startedAt, columns })}`,
      )
    },
    end() {
      if (isShown) terminal.write(CLEAR_LINE)
      isShown = false
    },
  }
}

/** The bar's line, never wider than the terminal: share done, time left, and what is being worked on. */
export function progressLine(progress: {
  readonly done: number
  readonly total: number
  readonly label: string
  readonly elapsedMs: number
  readonly columns: number
}): string {
  const { done, total, label, elapsedMs, columns } = progress
  const share = total <= 0 ? 1 : Math.min(1, Math.max(0, done / total))
  const percent = `${Math.floor(share * 100)} %`.padStart(5)
  const left = share > 0 && elapsedMs >= ESTIMATE_AFTER_MS ? timeLeft((elapsedMs / share) * (1 - share)) : ''
  const filled = Math.round(share * BAR_COLUMNS)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_COLUMNS - filled)}`
  const parts = columns > BAR_COLUMNS + 20 ? [bar, percent, left, label] : [percent, left]
  return cutTo(parts.filter((part) => part !== '').join('  '), columns - 1)
}

function timeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 60) return `${seconds} s left`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60 ? `${minutes} min left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`
}

/** Cuts to a width. Characters that take two columns count as two; what could steer the terminal is left out. */
function cutTo(line: string, columns: number): string {
  let width = 0
  let fitting = ''
  for (const character of line.replace(/[\p{Cc}\p{Cf}]/gu, '')) {
    width += isWide(character) ? 2 : 1
    if (width > columns) break
    fitting += character
  }
  return fitting
}

function isWide(character: string): boolean {
  return /[\p{Extended_Pictographic}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(
    character,
  )
}
