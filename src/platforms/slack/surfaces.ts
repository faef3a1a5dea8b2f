/**
 * Where an answer is shown: in the channel that somebody called from, on a page over everything where they called from
 * none, and after a form in whichever of the two it was opened from.
 */
import type { types } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Field } from '../../core/input.ts'
import { type Form, figuresOf, type Reply, sentence, type Target, withoutAsked } from '../../core/reply.ts'
import type { Answers, AnswerTools, Sent } from './answers.ts'
import { openedFrom } from './asked.ts'
import { refusalOf } from './clients.ts'
import { type ComposeTools, composed, withoutPictures } from './compose.ts'
import { modalOf } from './modal.ts'
import { pageOf, waitingPage } from './pages.ts'
import { type MessageBody, type RenderOptions, render } from './render.ts'
import type { Outcome } from './requests.ts'
import type { Slash } from './slash.ts'

/** Where one call is answered. Never throws for what Slack refuses. */
export interface Surface {
  /** Says that it takes a moment, where nothing would be seen otherwise. */
  announce(): Promise<void>
  /** Opens a form at once; false where that is not possible any more. */
  open(form: Form, outcome: Outcome): Promise<boolean>
  show(outcome: Outcome): Promise<void>
}

/** How a form was begun: what it is answered with when it is sent. */
export interface Begun {
  readonly answers: Answers
  /** Whether it was opened from something that only one person sees, and that can be replaced. */
  readonly isQuiet: boolean
}

export interface SurfaceTools extends ComposeTools {
  readonly client: AnswerTools['client'] & {
    readonly views: Pick<WebClient['views'], 'open' | 'push' | 'update'>
  }
  readonly fieldsOf: (target: Target) => readonly Field[]
  /** Told of a form that is being opened, whose page is known once it is; null where it comes to nothing. */
  readonly onOpening: (begun: Begun, page: Promise<string | null>) => void
}

interface Called {
  readonly trigger: string
  readonly slash: Slash
}

/** In a channel. */
export function inChannel(begun: Begun, { trigger, slash }: Called, tools: SurfaceTools): Surface {
  const { answers, isQuiet } = begun
  const { program, client, log, onOpening } = tools
  const say = program.words.slackCalls
  return {
    announce: () =>
      answers.announce({
        inPlace: bodyOf(say.oneMoment, slash, tools),
        above: bodyOf(say.oneMomentBelow, slash, tools),
      }),
    open: async (form, outcome) => {
      const view = await formView(form, outcome, answers.origin.channel, slash, tools)
      const page = tried(client.views.open({ trigger_id: trigger, view }), log)
      onOpening(begun, page)
      return (await page) !== null
    },
    show: async (outcome) => {
      const { reply } = outcome
      const options = await optionsFor(reply, outcome, slash, answers, tools)
      const isReplacing = reply.replaces === true && reply.isPrivate && isQuiet
      const usual = reply.isPrivate ? 'private' : 'public'
      const under = reply.isPrivate ? null : threadUnder(reply, answers.origin.channel)
      const send = async (using: RenderOptions): Promise<Sent> => {
        let first: Sent = 'sent'
        for (const [at, { body }] of render(reply, using).entries()) {
          const sent = await answers.send(body, at === 0 && isReplacing ? 'inPlace' : usual, under)
          if (at === 0) first = sent
          if (sent !== 'sent') break
        }
        return first
      }
      if ((await send(options)) === 'refused' && options.pictures.size > 0)
        await send(withoutPictures(options))
      if (under !== null && under !== answers.origin.thread)
        await answers.send(bodyOf(say.answeredUnder, slash, tools), 'private')
    },
  }
}

const ADDRESS = /\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})(?:\?thread_ts=(\d+\.\d+)&.*)?$/

/** The thread of the message that a reply is said in answer to, where that stands in this channel; null for any other reply. */
function threadUnder({ answers }: Reply, channel: string | null): string | null {
  const [, where, seconds, fraction, thread] = answers?.match(ADDRESS) ?? []
  return where !== undefined && where === channel ? (thread ?? `${seconds}.${fraction}`) : null
}

/** On a page: `view` is the page whose button was pressed; null for none, as from the Home tab. */
export function onPage(
  view: string | null,
  answers: Answers,
  { trigger, slash }: Called,
  tools: SurfaceTools,
): Surface {
  const { program, client, log } = tools
  let page: string | null = null
  const put = async (body: types.ModalView, isReplacing: boolean): Promise<boolean> => {
    if (page !== null) return (await tried(client.views.update({ view_id: page, view: body }), log)) !== null
    if (view !== null && isReplacing)
      return (await tried(client.views.update({ view_id: view, view: body }), log)) !== null
    const work =
      view === null
        ? client.views.open({ trigger_id: trigger, view: body })
        : client.views.push({ trigger_id: trigger, view: body })
    page = await tried(work, log)
    // Three pages lie upon one another at most.
    if (page === null && view !== null)
      page = await tried(client.views.update({ view_id: view, view: body }), log)
    return page !== null
  }
  const announce = async (): Promise<void> => {
    if (page === null) await put(waitingPage(program.words, { slash }), false)
  }
  return {
    announce,
    open: async (form, outcome) => put(await formView(form, outcome, null, slash, tools), false),
    show: async (outcome) => {
      const { reply } = outcome
      const isReplacing = reply.replaces === true
      if (takesLong(reply) && !(isReplacing && view !== null)) await announce()
      const options = await optionsFor(reply, outcome, slash, answers, tools)
      if (await put(pageOf(reply, options), isReplacing)) return
      if (await put(pageOf(reply, withoutPictures(options)), isReplacing)) return
      for (const { body } of render(reply, withoutPictures(options))) await answers.send(body, 'private')
    },
  }
}

/** Whether something has to be uploaded first: that takes longer than a call waits. */
export const takesLong = (reply: Reply): boolean =>
  figuresOf(reply).length > 0 || reply.blocks.some((block) => block.kind === 'file')

/** A form as a page; its id keeps the channel that it was opened from. */
export async function formView(
  form: Form,
  { community, personIds }: Outcome,
  channel: string | null,
  slash: Slash,
  { program, fieldsOf }: SurfaceTools,
): Promise<types.ModalView> {
  const metadata = await program.seal(community, openedFrom(withoutAsked(form), channel))
  const fields = fieldsOf(form.target)
  return modalOf(form, { metadata, fields, personIds, words: program.words, slash })
}

/** Files are for whoever asked, in their conversation with the bot: nothing else that only they see can hold one. */
export const optionsFor = (
  reply: Reply,
  { community, personIds }: Outcome,
  slash: Slash,
  answers: Answers,
  tools: SurfaceTools,
): Promise<RenderOptions> =>
  composed(reply, tools, {
    ...{ community, personIds, slash },
    conversation: (name) =>
      answers.direct(bodyOf(tools.program.words.slackCalls.yourFile(name), slash, tools)),
  })

/** A sentence as a message. */
function bodyOf(text: string, slash: Slash, { program }: SurfaceTools): MessageBody {
  const [{ body }] = render(sentence(text), {
    ids: new Map(),
    personIds: new Map(),
    pictures: new Map(),
    words: program.words,
    slash,
  })
  return body
}

/** The id of the page that was opened or changed; null where Slack did not take it. */
export async function tried(
  work: Promise<{ readonly view?: { readonly id?: string } }>,
  log: SurfaceTools['log'],
): Promise<string | null> {
  try {
    return (await work).view?.id ?? ''
  } catch (error) {
    log.warn({ err: error, refusal: refusalOf(error) }, 'Slack did not take a page')
    return null
  }
}
