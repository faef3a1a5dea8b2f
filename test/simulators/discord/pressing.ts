/** How people press buttons and choose from menus: only what they see and what is not greyed out. */
import type { InteractionPlace } from './calling.ts'
import { COMPONENTS, isSelect } from './components.ts'
import { INTERACTION_TYPES, type Interaction } from './interaction-state.ts'
import { callBot } from './interactions.ts'
import type { JsonObject } from './json.ts'
import { selectView, walk } from './looking.ts'
import type { Message } from './model.ts'
import { type Resolving, resolveId } from './slash.ts'

function component(
  place: InteractionPlace,
  message: Message,
  isThis: (component: JsonObject) => boolean,
  which: string,
): JsonObject {
  if (!place.sees(message)) throw new Error(`${place.user.name} does not see that message.`)
  const found = [...walk(message.components)].find(isThis)
  if (found === undefined) throw new Error(`There is no “${which}” on that message.`)
  if (found['disabled'] === true) throw new Error(`“${which}” is greyed out.`)
  return found
}

const press = (place: InteractionPlace, message: Message, data: JsonObject): Interaction =>
  callBot(place.world, {
    ...place,
    type: INTERACTION_TYPES.component,
    data,
    source: message,
    opener: null,
    commandName: null,
  })

/** A button, by its label or custom id. */
export function pressButton(place: InteractionPlace, message: Message, which: string): Interaction {
  const found = component(
    place,
    message,
    (one) => one['type'] === COMPONENTS.button && (one['label'] === which || one['custom_id'] === which),
    which,
  )
  if (typeof found['custom_id'] !== 'string') throw new Error(`“${which}” is a link.`)
  return press(place, message, {
    component_type: COMPONENTS.button,
    custom_id: found['custom_id'],
    id: found['id'],
  })
}

/** What is chosen in a menu. */
export type Chosen = readonly (string | { readonly id: string })[]

/** A menu, by its custom id or placeholder; options by label or value, people, roles and channels as they are. */
export function selectValues(
  place: InteractionPlace,
  message: Message,
  which: string,
  values: Chosen,
): Interaction {
  const found = component(
    place,
    message,
    (one) => isSelect(one['type']) && (one['custom_id'] === which || one['placeholder'] === which),
    which,
  )
  const { ids, resolved } = choose(place, found, values)
  return press(place, message, {
    component_type: found['type'],
    custom_id: found['custom_id'],
    id: found['id'],
    values: ids,
    ...resolved,
  })
}

/** The ids of what is chosen in a menu, and what they stand for. Throws where it is not offered. */
export function choose(
  place: InteractionPlace,
  select: JsonObject,
  values: Chosen,
): { readonly ids: readonly string[]; readonly resolved: JsonObject } {
  const view = selectView(select)
  if (values.length < view.minValues || values.length > view.maxValues)
    throw new Error(`The menu takes ${view.minValues} to ${view.maxValues} choices, not ${values.length}.`)
  const into: Resolving = { users: {}, members: {}, roles: {}, channels: {}, attachments: {} }
  const kinds = { 5: ['user'], 6: ['role'], 7: ['user', 'role'], 8: ['channel'] }[view.type]
  const ids = values.map((value) => {
    if (kinds === undefined) {
      const option = view.options.find((one) => one.label === value || one.value === value)
      if (option === undefined) throw new Error(`“${String(value)}” is not offered.`)
      return option.value
    }
    const id = typeof value === 'string' ? value : value.id
    resolveId(place, id, kinds, into)
    const channel = place.world.channels.get(id)
    if (channel !== undefined && view.channelTypes.length > 0 && !view.channelTypes.includes(channel.type))
      throw new Error(`#${channel.name} is not offered.`)
    return id
  })
  const used = Object.fromEntries(Object.entries(into).filter(([, map]) => Object.keys(map).length > 0))
  return { ids, resolved: Object.keys(used).length === 0 ? {} : { resolved: used } }
}
