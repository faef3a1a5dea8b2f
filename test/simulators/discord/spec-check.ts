/** Holds requests and answers against Discord's published description. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSpec, type Spec } from '../openapi.ts'
import type { Json } from './json.ts'
import { EXCEPTIONS } from './spec-exceptions.ts'

const SPEC_FILE = fileURLToPath(new URL('../../../../shared/specs/discord-openapi.json', import.meta.url))

/** What did not fit. */
export interface Violation {
  readonly where: 'request' | 'answer' | 'route'
  readonly message: string
}

/** Checks traffic and keeps what did not fit. */
export interface SpecCheck {
  readonly isValidating: boolean
  /** Checks what has gathered since the last look: compiling the description is too slow for the moment of a request. */
  violations(): readonly Violation[]
  checkRequest(method: string, route: string, body: Json): void
  checkAnswer(method: string, route: string, status: number, body: Json): void
  note(message: string): void
}

let opened: Spec | null = null

/** The check; without the published file, or switched off, it finds nothing. */
export function createSpecCheck(isOn: boolean): SpecCheck {
  const isValidating = isOn && existsSync(SPEC_FILE)
  if (isValidating) opened ??= openSpec(path.normalize(SPEC_FILE), EXCEPTIONS)
  const spec = isValidating ? opened : null
  const found: Violation[] = []
  let waiting: (() => void)[] = []
  const check = (where: Violation['where'], at: string, faults: () => readonly string[]) => {
    waiting.push(() => {
      for (const fault of faults()) found.push({ where, message: `${at}: ${fault}` })
    })
  }
  return {
    isValidating,
    violations() {
      const checks = waiting
      waiting = []
      for (const one of checks) one()
      return found
    },
    checkRequest(method, route, body) {
      if (spec !== null) check('request', `${method} ${route}`, () => spec.requestFaults(method, route, body))
    },
    checkAnswer(method, route, status, body) {
      if (spec !== null)
        check('answer', `${method} ${route} ${status}`, () => spec.answerFaults(method, route, status, body))
    },
    note: (message) => {
      found.push({ where: 'route', message })
    },
  }
}
