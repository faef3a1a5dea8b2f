/** What modals and home tabs may be. */
import { type Json, listOf, objectOf } from '../discord/json.ts'
import { plain } from './block-elements.ts'
import { anything, flag, may, need, note, oneOf, type Reasons, shape, text } from './block-shape.ts'
import { checkBlocks } from './blocks.ts'

const common = {
  blocks: need(anything),
  private_metadata: may(text(3000, 0)),
  callback_id: may(text(255, 0)),
  external_id: may(text(255, 0)),
}

const modal = shape({
  type: need(oneOf('modal')),
  title: need(plain(24)),
  close: may(plain(24)),
  submit: may(plain(24)),
  clear_on_close: may(flag),
  notify_on_close: may(flag),
  submit_disabled: may(flag),
  ...common,
})

const home = shape({
  type: need(oneOf('home')),
  title: may(plain(24)),
  ...common,
})

/** Why Slack would refuse a view; empty where it would not. */
export function checkView(view: Json, type: 'modal' | 'home'): readonly string[] {
  // Views may show any file that there is: what is not ready is drawn later.
  const reasons: Reasons = { found: [], isFileReady: () => true }
  const shapeOf = type === 'modal' ? modal : home
  shapeOf(view, '/view', reasons)
  const { blocks, submit } = objectOf(view)
  const hasFields = listOf(blocks).some((one) => objectOf(one)['type'] === 'input')
  if (type === 'modal' && hasFields && submit === undefined)
    note(reasons, '/view/submit', 'submit is required when an input block is within the blocks array')
  return [
    ...reasons.found,
    ...checkBlocks(blocks, { surface: type, isFileReady: reasons.isFileReady, at: '/view/blocks' }),
  ]
}
