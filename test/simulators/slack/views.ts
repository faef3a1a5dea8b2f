/** Modals, one upon another, and home tabs. */
import { type Json, type JsonObject, listOf, objectOf, textOf } from '../discord/json.ts'
import { checkView } from './block-views.ts'
import { elementsOf, initialValue } from './fields.ts'
import type { Interaction } from './interaction-state.ts'
import type { User, View } from './model.ts'
import { Refusal, refuseBody } from './refusal.ts'
import { lookUp, type World } from './world.ts'

const MOST_MODALS = 3
const MOST_BYTES = 250_000

/** A view as it goes over the wire. */
export const viewJson = (world: World, view: View): JsonObject => ({
  id: view.id,
  team_id: world.team.id,
  type: view.type,
  blocks: listOf(view.body['blocks']),
  private_metadata: textOf(view.body['private_metadata']) ?? '',
  callback_id: textOf(view.body['callback_id']) ?? '',
  state: { values: view.values },
  hash: view.hash,
  title: view.body['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
  clear_on_close: view.body['clear_on_close'] === true,
  notify_on_close: view.body['notify_on_close'] === true,
  close: view.body['close'] ?? null,
  submit: view.body['submit'] ?? null,
  previous_view_id: view.previousId,
  root_view_id: view.rootId,
  app_id: world.app.id,
  external_id: textOf(view.body['external_id']) ?? '',
  app_installed_team_id: world.team.id,
  bot_id: world.botProfile.id,
})

/** The modals of somebody, the topmost last. */
export const stackOf = (world: World, userId: string): View[] => {
  const stack = world.stacks.get(userId) ?? []
  world.stacks.set(userId, stack)
  return stack
}

/** The trigger of a call, used up by asking: it lives three seconds and opens one view. */
export function takeTrigger(world: World, triggerId: string | null): Interaction {
  const interaction = triggerId === null ? undefined : world.triggers.get(triggerId)
  if (interaction === undefined) throw new Refusal('invalid_trigger_id')
  if (interaction.isTriggerUsed) throw new Refusal('exchanged_trigger_id')
  if (performance.now() > interaction.triggerEndsMs) throw new Refusal('expired_trigger_id')
  interaction.isTriggerUsed = true
  return interaction
}

/** Opens a modal over everything. */
export function openView(world: World, interaction: Interaction, body: Json): View {
  const stack = stackOf(world, interaction.user.id)
  for (const view of stack.splice(0)) world.views.delete(view.id)
  return put(world, interaction, body)
}

/** Puts a modal on top of the one that was called from. */
export function pushView(world: World, interaction: Interaction, body: Json): View {
  if (stackOf(world, interaction.user.id).length >= MOST_MODALS) throw new Refusal('push_limit_reached')
  return put(world, interaction, body)
}

function put(world: World, interaction: Interaction, body: Json): View {
  const read = readView(world, body, 'modal')
  const view = createView(world, interaction.user, 'modal', read)
  const stack = stackOf(world, interaction.user.id)
  const below = stack.at(-1)
  if (below !== undefined) {
    view.rootId = below.rootId
    view.previousId = below.id
  }
  stack.push(view)
  interaction.view = view
  lookUp(world)
  return view
}

/** Changes a view that is open; `hash` must be the one last seen, if it is told. */
export function updateView(world: World, view: View, body: Json, hash: string | null): void {
  if (hash !== null && hash !== view.hash) throw new Refusal('hash_conflict')
  const read = readView(world, body, view.type)
  const kept = view.values
  view.body = read
  view.hash = newHash(world)
  view.values = valuesOf(read, kept)
  lookUp(world)
}

/** A view that is open, by its id or the name that the app gave it. */
export function findView(world: World, viewId: string | null, externalId: string | null): View {
  const found =
    viewId === null
      ? [...world.views.values()].find((one) => externalId !== null && one.body['external_id'] === externalId)
      : world.views.get(viewId)
  if (found === undefined) throw new Refusal('not_found')
  return found
}

/** Shows a home tab to somebody. */
export function publishHome(world: World, user: User, body: Json, hash: string | null): View {
  const read = readView(world, body, 'home')
  const shown = world.homes.get(user.id)
  if (shown !== undefined) {
    updateView(world, shown, body, hash)
    return shown
  }
  const view = createView(world, user, 'home', read)
  world.homes.set(user.id, view)
  lookUp(world)
  return view
}

/** Closes the topmost modal, or all of them. */
export function closeViews(world: World, userId: string, isAll: boolean): readonly View[] {
  const stack = stackOf(world, userId)
  const closed = stack.splice(isAll ? 0 : -1)
  for (const view of closed) world.views.delete(view.id)
  lookUp(world)
  return closed
}

function createView(world: World, user: User, type: View['type'], body: JsonObject): View {
  const id = world.newId('V')
  const view: View = {
    id,
    type,
    userId: user.id,
    body,
    hash: newHash(world),
    values: valuesOf(body, {}),
    rootId: id,
    previousId: null,
  }
  world.views.set(id, view)
  return view
}

const newHash = (world: World): string =>
  `${Math.floor(world.clock.now() / 1000)}.${world.newId('h').slice(2).toLowerCase()}`

/** The view as the bot sent it, if Slack would take it, with the ids filled in that it left out. */
function readView(world: World, body: Json, type: View['type']): JsonObject {
  const view = typeof body === 'string' ? parse(body) : body
  if (JSON.stringify(view ?? null).length > MOST_BYTES) throw new Refusal('view_too_large')
  const reasons = checkView(view, type)
  if (reasons.length > 0)
    throw refuseBody('invalid_arguments', [
      'failed to match all allowed schemas [json-pointer:/view]',
      ...reasons,
    ])
  const read = objectOf(view)
  const external = textOf(read['external_id'])
  if (external !== null && external !== '') {
    const taken = [...world.views.values()].find((one) => one.body['external_id'] === external)
    if (taken !== undefined && taken.type !== type) throw new Refusal('duplicate_external_id')
  }
  return { ...read, blocks: withIds(world, listOf(read['blocks'])) }
}

function parse(text: string): Json {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    throw new Refusal('invalid_arguments')
  }
}

/** Blocks with the ids that were left out. */
export const withIds = (world: World, blocks: readonly Json[]): readonly JsonObject[] =>
  blocks.map((one) => {
    const block = objectOf(one)
    const element = (value: Json): Json => {
      const read = objectOf(value)
      const type = textOf(read['type'])
      if (type === null || type === 'image' || type === 'mrkdwn' || type === 'plain_text') return value
      if (type.startsWith('rich_text_') && type !== 'rich_text_input') return value
      return { action_id: world.newId('a').slice(2), ...read }
    }
    return {
      block_id: world.newId('b').slice(2, 7),
      ...block,
      ...(block['accessory'] === undefined ? {} : { accessory: element(block['accessory']) }),
      ...(block['element'] === undefined ? {} : { element: element(block['element']) }),
      ...(block['type'] === 'actions' ? { elements: listOf(block['elements']).map(element) } : {}),
    }
  })

/** What stands in the fields: what was there before under the same ids, else what the view begins with. */
function valuesOf(body: JsonObject, kept: View['values']): View['values'] {
  const values: View['values'] = {}
  for (const place of elementsOf(listOf(body['blocks']))) {
    if (place.type === 'button' || place.type === 'overflow') continue
    const block = values[place.blockId] ?? {}
    block[place.actionId] = kept[place.blockId]?.[place.actionId] ?? initialValue(place)
    values[place.blockId] = block
  }
  return values
}
