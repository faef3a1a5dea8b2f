/** How people call the app from what it has shown: a button, a menu, a form, each checked as the client would. */
import { type JsonObject, listOf, textOf } from '../discord/json.ts'
import { type Caller, channelPart, interactive } from './calling.ts'
import { elementsOf, filledValue, type Given, isEmpty, type Placed } from './fields.ts'
import type { Interaction } from './interaction-state.ts'
import { call } from './interactions.ts'
import type { Channel, Message, View } from './model.ts'
import { closeViews, stackOf, viewJson } from './views.ts'
import { messageJson } from './wire-messages.ts'

/** Where something stands that can be pressed. */
export type Pressable = { readonly message: Message; readonly channel: Channel } | { readonly view: View }

/** An element by its label, placeholder, action or block. */
export function findElement(on: Pressable, which: string, fits: (place: Placed) => boolean): Placed {
  const blocks = 'view' in on ? listOf(on.view.body['blocks']) : (on.message.blocks ?? [])
  const places = elementsOf(blocks).filter(fits)
  const found =
    places.find((one) => one.label === which) ??
    places.find((one) => one.actionId === which || one.blockId === which)
  if (found === undefined)
    throw new Error(
      `There is no “${which}” to press or choose; there is ${places.map((one) => `“${one.label}” (${one.actionId})`).join(', ') || 'nothing'}.`,
    )
  return found
}

/** A button pressed, or an option chosen outside of a form. */
export function callAction(caller: Caller, on: Pressable, place: Placed, value: JsonObject): Interaction {
  const { world, sockets, user } = caller
  const { element } = place
  const action = {
    type: place.type,
    action_id: place.actionId,
    block_id: place.blockId,
    ...(place.type === 'button'
      ? { text: element['text'], value: element['value'], style: element['style'] }
      : value),
    ...(element['placeholder'] === undefined ? {} : { placeholder: element['placeholder'] }),
    action_ts: `${Math.floor(world.clock.now() / 1000)}.000100`,
  }
  if ('view' in on) {
    if (place.type !== 'button') setValue(on.view, place, value)
    return call(world, sockets, {
      kind: 'block_actions',
      user,
      channel: null,
      source: null,
      view: on.view,
      hasResponseUrl: false,
      name: 'block_actions',
      payload: ({ triggerId }) => ({
        ...interactive(caller, 'block_actions', triggerId),
        container: { type: 'view', view_id: on.view.id },
        view: viewJson(world, on.view),
        actions: [action],
      }),
    })
  }
  const { message, channel } = on
  const isEphemeral = message.seenOnlyBy !== null
  return call(world, sockets, {
    kind: 'block_actions',
    user,
    channel,
    source: message,
    hasResponseUrl: true,
    name: 'block_actions',
    payload: ({ triggerId, responseUrl }) => ({
      ...interactive(caller, 'block_actions', triggerId),
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: isEphemeral,
        ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
      },
      channel: channelPart(channel),
      // What only one person sees is not told again.
      ...(isEphemeral ? {} : { message: messageJson(world, message) }),
      state: { values: {} },
      response_url: responseUrl ?? '',
      actions: [action],
    }),
  })
}

const setValue = (view: View, place: Placed, value: JsonObject): void => {
  view.values[place.blockId] = { ...view.values[place.blockId], [place.actionId]: value }
}

/** Fills in the topmost form, by label, block or action, and sends it. Throws where the client would not. */
export function callSubmit(
  caller: Caller,
  view: View,
  values: Readonly<Record<string, Given>>,
  offered: readonly JsonObject[],
): Interaction {
  const { world, sockets, user } = caller
  if (stackOf(world, user.id).at(-1) !== view) throw new Error(`${user.name} does not have this form open.`)
  if (textOf(view.body['type']) !== 'modal' || view.body['submit'] === undefined)
    throw new Error('This page cannot be sent.')
  for (const [which, given] of Object.entries(values)) {
    const place = findElement({ view }, which, (one) => one.type !== 'button')
    setValue(view, place, filledValue(place, given, offered))
  }
  for (const place of elementsOf(listOf(view.body['blocks'])))
    if (place.isRequired && isEmpty(view.values[place.blockId]?.[place.actionId] ?? {}))
      throw new Error(`“${place.label}” must be filled in.`)
  return call(world, sockets, {
    kind: 'view_submission',
    user,
    channel: null,
    source: null,
    hasResponseUrl: false,
    name: 'view_submission',
    payload: ({ triggerId }) => ({
      ...interactive(caller, 'view_submission', triggerId),
      view: viewJson(world, view),
      response_urls: [],
    }),
  })
}

/** Closes the topmost form; the app hears of it where it asked to. */
export function callClose(caller: Caller): Interaction | null {
  const { world, sockets, user } = caller
  const [view] = closeViews(world, user.id, false)
  if (view === undefined) throw new Error(`${user.name} has nothing open.`)
  if (view.body['notify_on_close'] !== true) return null
  return call(world, sockets, {
    kind: 'view_closed',
    user,
    channel: null,
    source: null,
    hasResponseUrl: false,
    name: 'view_closed',
    payload: ({ triggerId }) => {
      const { trigger_id: _none, ...payload } = interactive(caller, 'view_closed', triggerId)
      return { ...payload, view: viewJson(world, view), is_cleared: false }
    },
  })
}

/** Typing into a menu whose options the app gives. */
export function callSuggestion(caller: Caller, on: Pressable, place: Placed, typed: string): Interaction {
  const { world, sockets, user } = caller
  return call(world, sockets, {
    kind: 'block_suggestion',
    user,
    channel: null,
    source: null,
    hasResponseUrl: false,
    name: 'block_suggestion',
    payload: ({ triggerId }) => {
      const { trigger_id: _none, ...payload } = interactive(caller, 'block_suggestion', triggerId)
      return {
        ...payload,
        action_id: place.actionId,
        block_id: place.blockId,
        value: typed,
        ...('view' in on
          ? { container: { type: 'view', view_id: on.view.id }, view: viewJson(world, on.view) }
          : {
              container: {
                type: 'message',
                message_ts: on.message.ts,
                channel_id: on.channel.id,
                is_ephemeral: on.message.seenOnlyBy !== null,
              },
              channel: channelPart(on.channel),
            }),
      }
    },
  })
}
