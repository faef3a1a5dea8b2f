/** Buttons and forms of a reply: which there are, and their rows. */
import type { APIButtonComponentWithCustomId } from 'discord.js'
import { cleanLine, hasInk, shortened } from '../../core/clean-text.ts'
import type { Actions, Form, Target } from '../../core/reply.ts'
import { MESSAGE_LIMITS } from './limits.ts'

/** A button that calls us. */
export type Button = APIButtonComponentWithCustomId

/** Kinds and styles of buttons. Source: components/reference. */
const BUTTON = 2
const PRIMARY = 1
const SECONDARY = 2

/** What buttons are made with. */
interface ButtonContext {
  readonly ids: ReadonlyMap<Target, string>
  /** The title of the reply, cleaned. */
  readonly title: string
}

/** Rows of buttons; a form is one that opens it, and does not say again what the title says. */
export function rowsOf(block: Actions | Form, context: ButtonContext): readonly (readonly Button[])[] {
  if (block.kind === 'form') {
    const label = cleanLine(block.title) === context.title ? block.submit : block.title
    return [[buttonOf({ label, target: block.target, emphasis: 'primary' }, context)]]
  }
  const rows: Button[][] = []
  for (let at = 0; at < block.buttons.length; at += MESSAGE_LIMITS.buttonsInRow)
    rows.push(
      block.buttons.slice(at, at + MESSAGE_LIMITS.buttonsInRow).map((button) => buttonOf(button, context)),
    )
  return rows
}

function buttonOf({ label, target, emphasis }: Actions['buttons'][number], { ids }: ButtonContext): Button {
  const id = ids.get(target)
  if (id === undefined) throw new Error(`the button for ${target.command} ${target.handler} has no id`)
  const shown = shortened(label, MESSAGE_LIMITS.buttonLabel)
  return {
    type: BUTTON,
    style: emphasis === 'primary' ? PRIMARY : SECONDARY,
    label: hasInk(shown) ? shown : '…',
    custom_id: id,
  }
}
