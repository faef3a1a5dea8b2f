/**
 * What becomes of a form that was sent: it stays open with what is wrong, it closes and the answer comes in the channel that
 * it was opened from, or the answer takes its place.
 */
import type { types } from '@slack/bolt'
import { plain } from '../../core/text.ts'
import type { Answers } from './answers.ts'
import { withoutPictures } from './compose.ts'
import { plainText } from './labels.ts'
import { VIEW_LIMITS } from './limits.ts'
import { fieldErrors } from './modal.ts'
import { pageOf, waitingPage } from './pages.ts'
import type { SentView } from './payloads.ts'
import type { Outcome } from './requests.ts'
import { type Slash, spelt } from './slash.ts'
import {
  type Begun,
  formView,
  inChannel,
  optionsFor,
  type Surface,
  type SurfaceTools,
  takesLong,
  tried,
} from './surfaces.ts'

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
      if (await keptOpen(outcome, form.view, ack, slash)) return
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
      if (await keptOpen(outcome, form.view, ack, slash)) return
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
  slash: Slash,
): Promise<boolean> {
  if (faults !== undefined) return ack(fieldErrors(faults))
  const [only] = reply.blocks
  if (reply.isRefusal !== true || only?.kind !== 'paragraph') return false
  const sentence: types.SectionBlock = {
    type: 'section',
    block_id: REFUSED,
    text: plainText(spelt(plain(only.text), slash), VIEW_LIMITS.label),
  }
  const fields = shown.blocks.filter((one) => one.block_id !== REFUSED)
  return ack({ response_action: 'update', view: { ...shown, blocks: [sentence, ...fields] } })
}
