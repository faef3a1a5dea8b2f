/** Buttons of a reply: a form is one that opens it. Each bears the sealed id of what it stands for. */
import type { types } from '@slack/bolt'
import { cleanLine } from '../../core/clean-text.ts'
import type { Actions, Form, Target } from '../../core/reply.ts'
import { plainText } from './labels.ts'
import { BLOCK_LIMITS } from './limits.ts'
import { type Slash, spelt } from './slash.ts'

/** Every button's `action_id` begins so; what follows only tells it from its neighbours. */
export const ACTION_PREFIX = 'go-'

/** What buttons are made with. */
export interface ButtonContext {
  readonly ids: ReadonlyMap<Target, string>
  /** The title of the reply, cleaned. */
  readonly title: string
  readonly slash: Slash
  /** A number that no other button of the reply has. */
  readonly next: () => number
}

/** The buttons of a block, so many in a row as stand beside one another. */
export function rowsOf(block: Actions | Form, context: ButtonContext): readonly (readonly types.Button[])[] {
  if (block.kind === 'form') {
    // A button does not say again what the title says.
    const label = cleanLine(block.title) === context.title ? block.submit : block.title
    return [[buttonOf({ label, target: block.target, emphasis: 'primary' }, context)]]
  }
  const rows: types.Button[][] = []
  for (let at = 0; at < block.buttons.length; at += BLOCK_LIMITS.buttons)
    rows.push(block.buttons.slice(at, at + BLOCK_LIMITS.buttons).map((button) => buttonOf(button, context)))
  return rows
}

function buttonOf(
  { label, target, emphasis }: Actions['buttons'][number],
  { ids, slash, next }: ButtonContext,
): types.Button {
  const id = ids.get(target)
  if (id === undefined) throw new Error(`the button for ${target.command} ${target.handler} has no id`)
  if (id.length > BLOCK_LIMITS.buttonValue) throw new Error('the id of a button is longer than Slack takes')
  return {
    type: 'button',
    action_id: `${ACTION_PREFIX}${next()}`,
    text: plainText(spelt(label, slash), BLOCK_LIMITS.buttonLabel),
    value: id,
    ...(emphasis === 'primary' ? { style: 'primary' as const } : {}),
  }
}
