/**
 * Commands, buttons, forms and shortcuts: from what Slack delivers to a `Request`, and from the `Reply` to the answer. All
 * of them name a handler and pass the program's one door; nothing here decides who may.
 */
import { randomBytes } from 'node:crypto'
import type { WebClient } from '@slack/web-api'
import { ZodError } from 'zod'
import { Refusal } from '../../core/errors.ts'
import type { Surroundings } from '../../core/place.ts'
import type { Store } from '../../core/ports.ts'
import type { Program } from '../platform.ts'
import { type Answers, answersTo } from './answers.ts'
import { createAsking, FieldRefusal, faultsIn } from './asked.ts'
import type { People, Sight, Team } from './caller.ts'
import type { ComposeTools } from './compose.ts'
import { plainText } from './labels.ts'
import { VIEW_LIMITS } from './limits.ts'
import { COMMAND } from './manifest.ts'
import { type Incoming, readCall, type SlackCall } from './payloads.ts'
import { createRequests, faulty, type Outcome, told } from './requests.ts'
import { afterForm, onFormPage } from './sent-forms.ts'
import { type Showing, showWhenDone } from './showing.ts'
import type { Slash } from './slash.ts'
import { type Begun, inChannel, onPage, type Surface, type SurfaceTools } from './surfaces.ts'

/** Work that takes longer is announced. Slack gives three seconds; a form stays open for as much of them as is safe. */
const ANNOUNCE_AFTER_MS = 1_000
const CLOSE_FORM_AFTER_MS = 2_000
const SLOW_MS = 10_000
const MAX_REMEMBERED = 1_000
const INCIDENT_BYTES = 3

export interface SlackCallTools extends ComposeTools {
  readonly program: Program
  readonly store: Pick<Store, 'communities'>
  /** Made by `commandClient`. */
  readonly client: WebClient
  readonly team: Team
  readonly people: People
  readonly sight: Sight
  readonly surroundings: Surroundings
  /** The command as it is written in this workspace, without its slash, where somebody pressed and did not type. */
  readonly command?: string
  /** Told that something was done from a page, so that somebody's Home tab may show something else now. */
  onPageUsed(person: string): void
  /** As Slack has it. */
  readonly now: () => number
  readonly log: ComposeTools['log'] & { error(details: object, message: string): void }
}

export interface SlackCalls {
  /** Takes a call as a socket delivers it. Never throws. */
  hear(call: SlackCall): void
  /** Takes no more. */
  close(): void
  /** Resolves when everything taken is answered. */
  settled(): Promise<void>
}

type Form = Extract<Incoming, { readonly kind: 'form' }>
type Suggestion = Extract<Incoming, { readonly kind: 'suggestion' }>
type Direct = Exclude<Incoming, Form | Suggestion>

export function createSlackCalls(tools: SlackCallTools): SlackCalls {
  const { program, people, now, log } = tools
  const { words } = program
  const say = words.slackCalls
  const asking = createAsking(tools)
  const requests = createRequests(tools)
  const inHand = new Set<Promise<void>>()
  /** Triggers, each with what it was acknowledged with: Slack may deliver a call twice, and nobody did a thing twice by that. */
  const heard = new Map<string, Promise<object | undefined>>()
  /** Forms that were opened in a channel, by the id of their page. After a restart they are answered without. */
  const begun = new Map<string, Begun>()
  /** By whom a form is being opened: it could be sent before Slack has said which page it is on. */
  const opening = new Map<string, Promise<void>>()
  let isClosed = false

  const surfaceTools: SurfaceTools = {
    ...tools,
    fieldsOf: asking.fieldsOf,
    onOpening: (how, page) => {
      const { person } = how.answers.origin
      const noted = page.then((id) => {
        if (id !== null) begun.set(id, how)
        const [oldest] = begun.keys()
        if (begun.size > MAX_REMEMBERED && oldest !== undefined) begun.delete(oldest)
        if (opening.get(person) === noted) opening.delete(person)
      })
      opening.set(person, noted)
    },
  }
  const slashOf = (name: string): Slash => ({ name, commands: program.commands.map((one) => one.name) })
  const usualSlash = slashOf(tools.command ?? COMMAND)

  const answersFor = (incoming: Incoming, channel = incoming.channel): Answers => {
    const { person, thread, responseUrl, kind } = incoming
    return answersTo(
      { person, channel, thread, responseUrl, isCommand: kind === 'command', at: now() },
      tools,
    )
  }

  const surfaceOf = (call: Direct, slash: Slash): Surface => {
    const answers = answersFor(call)
    const called = { trigger: call.trigger, slash }
    if (call.kind === 'anywhere') return onPage(null, answers, called, surfaceTools)
    if (call.kind !== 'press') return inChannel({ answers, isQuiet: false }, called, surfaceTools)
    if (call.view === null) return inChannel({ answers, isQuiet: call.isQuiet }, called, surfaceTools)
    return onPage(call.view.isHome ? null : call.view.id, answers, called, surfaceTools)
  }

  /** What became of it, in words that say what went wrong; what people cannot mend is logged under a code. */
  const outcomeOf = async (work: () => Promise<Outcome>, kind: Incoming['kind']): Promise<Outcome> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof FieldRefusal) return faulty({ [error.field]: error.message })
      if (error instanceof Refusal) return told(error.message)
      if (error instanceof ZodError) {
        log.error({ err: error, kind }, 'a call could not be understood')
        return told(say.tooOld)
      }
      return broken(error, kind)
    }
  }

  const broken = (error: unknown, kind: Incoming['kind']): Outcome => {
    const incident = randomBytes(INCIDENT_BYTES).toString('hex')
    log.error({ incident, err: error, kind }, 'a call broke')
    return told(words.refusals.incident(incident))
  }

  const showing = (kind: Incoming['kind'], afterMs: number): Showing => ({
    ...{ afterMs, log },
    broken: (error) => broken(error, kind),
  })

  const takeDirect = async (call: Direct): Promise<void> => {
    const slash = call.kind === 'command' ? slashOf(call.name) : usualSlash
    const work = outcomeOf(async () => {
      const caller = await people.caller(call.person)
      const asked = await asking.read(call, caller, slash)
      return asked === null ? requests.menu(caller, call.channel) : requests.run(asked, caller)
    }, call.kind)
    await showWhenDone(surfaceOf(call, slash), work, showing(call.kind, ANNOUNCE_AFTER_MS))
    if (call.kind === 'press' && call.view !== null) tools.onPageUsed(call.person)
  }

  const takeForm = async (call: Form, ack: (payload?: object) => Promise<void>): Promise<void> => {
    const leadsTo = asking.begun(call.view.metadata)
    const work = outcomeOf(async () => {
      const caller = await people.caller(call.person)
      const opened = await leadsTo
      const sent = await asking.sent(call.view, opened, caller)
      const faults = faultsIn(sent, opened, { asking, words })
      return Object.keys(faults).length > 0 ? faulty(faults) : requests.run(sent, caller)
    }, call.kind)
    const channel = await leadsTo.then(
      (opened) => opened.channel,
      () => null,
    )
    await opening.get(call.person)
    const known = begun.get(call.view.id)
    const form = { view: call.view, ack }
    const surface =
      known !== undefined || channel !== null
        ? afterForm(
            form,
            known ?? { answers: answersFor(call, channel), isQuiet: false },
            usualSlash,
            surfaceTools,
          )
        : onFormPage(form, answersFor(call), usualSlash, surfaceTools)
    await showWhenDone(surface, work, showing(call.kind, CLOSE_FORM_AFTER_MS))
    if (known === undefined && channel === null) tools.onPageUsed(call.person)
  }

  const takeSuggestion = async (call: Suggestion): Promise<object> => {
    try {
      const caller = await people.caller(call.person)
      const asked = await asking.begun(call.metadata)
      const found = await requests.suggest(asked, call.field, caller)
      const options = found
        .filter((one) => one.length <= VIEW_LIMITS.optionValue)
        .map((one) => ({ text: plainText(one, VIEW_LIMITS.optionLabel), value: one }))
      return { options }
    } catch {
      // Suggestions help or stay away.
      return { options: [] }
    }
  }

  const take = async (call: SlackCall): Promise<void> => {
    const incoming = readCall(call)
    if (incoming === null) return call.ack()
    if (incoming.kind === 'suggestion') return call.ack(await takeSuggestion(incoming))
    const before = heard.get(incoming.trigger)
    if (before !== undefined) return call.ack(await before)
    let settle: (payload: object | undefined) => void = () => {}
    heard.set(
      incoming.trigger,
      new Promise((resolve) => {
        settle = resolve
      }),
    )
    const [oldest] = heard.keys()
    if (heard.size > MAX_REMEMBERED && oldest !== undefined) heard.delete(oldest)
    const ack = async (payload?: object): Promise<void> => {
      settle(payload)
      await call
        .ack(payload)
        .catch((error: unknown) => log.warn({ err: error }, 'a call was not acknowledged'))
    }
    try {
      if (incoming.kind === 'form') return await takeForm(incoming, ack)
      await ack()
      await takeDirect(incoming)
    } finally {
      settle(undefined)
    }
  }

  return {
    hear: (call) => {
      if (isClosed) return
      const startedAt = performance.now()
      const work: Promise<void> = take(call)
        .catch(async (error: unknown) => {
          log.error({ err: error, type: call.type }, 'a call was not answered')
          await call.ack().catch(() => undefined)
        })
        .finally(() => {
          inHand.delete(work)
          if (performance.now() - startedAt > SLOW_MS)
            log.warn({ type: call.type }, 'a call took ten seconds')
        })
      inHand.add(work)
    },
    close: () => {
      isClosed = true
    },
    settled: async () => {
      while (inHand.size > 0) await Promise.all(inHand)
    },
  }
}
