/**
 * Where an answer is shown: in the channel that somebody called from, on a page over everything where they called from
 * none, and after a form in whichever of the two it was opened from.
 */
import type { types } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Field } from '../../core/input.ts'
import { type Form, figuresOf, paragraph, type Reply, type Target, withoutAsked } from '../../core/reply.ts'
import { plain } from '../../core/text.ts'
import type { Answers, AnswerTools, Sent } from './answers.ts'
import { openedFrom } from './asked.ts'
import { refusalOf } from './clients.ts'
import { type ComposeTools, composed, withoutPictures } from './compose.ts'
import { plainText } from './labels.ts'
import { VIEW_LIMITS } from './limits.ts'
import { fieldErrors, modalOf } from './modal.ts'
import { pageOf, waitingPage } from './pages.ts'
import type { SentView } from './payloads.ts'
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
      const send = async (using: RenderOptions): Promise<Sent> => {
        let first: Sent = 'sent'
        for (const [at, { body }] of render(reply, using).entries()) {
          const sent = await answers.send(body, at === 0 && isReplacing ? 'inPlace' : usual)
          if (at === 0) first = sent
          if (sent !== 'sent') break
        }
        return first
      }
      if ((await send(options)) === 'refused' && options.pictures.size > 0)
        await send(withoutPictures(options))
    },
  }
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

/** The page of a form that was sent, until it is acknowledged what becomes of it. */
export interface SentForm {
  readonly view: Pick<SentView, 'id' | 'shown'>
  /** Acknowledges; the page closes unless this says otherwise. */
  ack(payload?: object): Promise<void>
}

/** After a form that was opened in a channel: it closes, and the answer comes there. */
export function afterForm(form: SentForm, begun: Begun, slash: Slash, tools: SurfaceTools): Surface {
  const channel = inChannel(begun, { trigger: '', slash }, tools)
  const ack = acknowledged(form)
  return {
    announce: async () => {
      await ack()
      await channel.announce()
    },
    open: async (next, outcome) => {
      const view = await formView(next, outcome, begun.answers.origin.channel, slash, tools)
      return ack({ response_action: 'update', view })
    },
    show: async (outcome) => {
      if (await keptOpen(outcome, form.view, ack)) return
      await ack()
      await channel.show(outcome)
    },
  }
}

/** After a form that was opened over a page: the answer takes its place. */
export function onFormPage(form: SentForm, answers: Answers, slash: Slash, tools: SurfaceTools): Surface {
  const { program, client, log } = tools
  const ack = acknowledged(form)
  const put = async (view: types.ModalView): Promise<boolean> =>
    (await ack({ response_action: 'update', view })) ||
    (await tried(client.views.update({ view_id: form.view.id, view }), log)) !== null
  const announce = async (): Promise<void> => {
    await ack({ response_action: 'update', view: waitingPage(program.words, { slash }) })
  }
  return {
    announce,
    open: async (next, outcome) => put(await formView(next, outcome, null, slash, tools)),
    show: async (outcome) => {
      const { reply } = outcome
      if (await keptOpen(outcome, form.view, ack)) return
      if (takesLong(reply)) await announce()
      const options = await optionsFor(reply, outcome, slash, answers, tools)
      if (await put(pageOf(reply, options))) return
      await put(pageOf(reply, withoutPictures(options)))
    },
  }
}

/** Acknowledges once; false where it was acknowledged before. */
function acknowledged({ ack }: SentForm): (payload?: object) => Promise<boolean> {
  let isDone = false
  return async (payload) => {
    if (isDone) return false
    isDone = true
    await ack(payload)
    return true
  }
}

/** The block in which a form says why it was refused. */
const REFUSED = 'refused'

/**
 * Keeps a form open that is to be mended, with what was written into it: says what is wrong at its fields, or above them
 * where it is none of them. False where nothing is wrong, or the form is closed already.
 */
async function keptOpen(
  { reply, faults }: Outcome,
  { shown }: SentForm['view'],
  ack: (payload: object) => Promise<boolean>,
): Promise<boolean> {
  if (faults !== undefined) return ack(fieldErrors(faults))
  const [only] = reply.blocks
  if (reply.isRefusal !== true || only?.kind !== 'paragraph') return false
  const sentence: types.SectionBlock = {
    type: 'section',
    block_id: REFUSED,
    text: plainText(plain(only.text), VIEW_LIMITS.label),
  }
  const fields = shown.blocks.filter((one) => one.block_id !== REFUSED)
  return ack({ response_action: 'update', view: { ...shown, blocks: [sentence, ...fields] } })
}

/** Uploading takes longer than a call waits. */
const takesLong = (reply: Reply): boolean =>
  figuresOf(reply).length > 0 || reply.blocks.some((block) => block.kind === 'file')

async function formView(
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
const optionsFor = (
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
  const [{ body }] = render(
    { title: '', isPrivate: true, blocks: [paragraph(text)] },
    { ids: new Map(), personIds: new Map(), pictures: new Map(), words: program.words, slash },
  )
  return body
}

/** The id of the page that was opened or changed; null where Slack did not take it. */
async function tried(
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
