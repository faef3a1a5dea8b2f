/** Lines as they are typed or piped in, kept in order while a command runs, so that none is lost. */
import { type CompleterResult, createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** With so many lines waiting, the input is read no further for the moment. */
const MAX_QUEUED = 1000

/** What came from the person or the pipe. */
type Heard =
  | { readonly kind: 'line'; readonly text: string }
  /** Ctrl-C with nothing typed. */
  | { readonly kind: 'interrupt' }
  /** Ctrl-D, or the end of the pipe. */
  | { readonly kind: 'end' }

/** A queue of what was heard. */
export interface Lines {
  /** The next line, in the order they came. The prompt is shown where somebody types. */
  next(prompt: string): Promise<Heard>
  /** Stops listening; lines that nobody asked for yet are dropped. */
  close(): void
}

/** Where lines come from, and where the prompt goes. */
export interface LinesOptions {
  readonly input: Readable
  readonly output: Writable
  readonly isInteractive: boolean
  /** What a line could go on with; used on Tab. */
  readonly complete: (line: string) => readonly string[]
}

/** Starts listening at once; whoever asks later still gets every line. */
export function listen({ input, output, isInteractive, complete }: LinesOptions): Lines {
  const readline = createInterface({
    input,
    ...(isInteractive ? { output } : {}),
    terminal: isInteractive,
    crlfDelay: Number.POSITIVE_INFINITY,
    completer: (line: string): CompleterResult => [[...complete(line)], line],
  })
  const heard: Heard[] = []
  let isClosed = false
  let waiting: ((one: Heard) => void) | null = null
  const hear = (one: Heard): void => {
    if (waiting === null) {
      heard.push(one)
      if (heard.length >= MAX_QUEUED && one.kind === 'line') readline.pause()
      return
    }
    const answer = waiting
    waiting = null
    answer(one)
  }
  readline.on('line', (text) => hear({ kind: 'line', text }))
  readline.on('close', () => {
    isClosed = true
    hear({ kind: 'end' })
  })
  readline.on('SIGINT', () => {
    if (readline.line === '') hear({ kind: 'interrupt' })
    else readline.write(null, { ctrl: true, name: 'u' })
  })
  return {
    next: (prompt) => {
      const ready = heard[0]?.kind === 'end' ? heard[0] : heard.shift()
      if (heard.length === 0 && !isClosed) readline.resume()
      if (ready !== undefined) return Promise.resolve(ready)
      if (isInteractive) {
        readline.setPrompt(prompt)
        readline.prompt()
      }
      return new Promise((resolve) => {
        waiting = (one) => {
          if (one.kind === 'end') heard.push(one)
          resolve(one)
        }
      })
    },
    close: () => {
      heard.length = 0
      if (isClosed) hear({ kind: 'end' })
      else readline.close()
    },
  }
}
