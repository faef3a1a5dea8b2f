/** Calling the app: sends what a person did, waits for the acknowledgement, and does what it says. */
import { isObject, type Json, type JsonObject, objectOf, textOf } from '../discord/json.ts'
import type { EnvelopeType } from './envelopes.ts'
import { ackOf, type Interaction, type InteractionKind, RESPONSE } from './interaction-state.ts'
import type { Channel, Message, User, View } from './model.ts'
import { Refusal } from './refusal.ts'
import { answer } from './responses.ts'
import type { SocketMode } from './socket-mode.ts'
import { closeViews, pushView, stackOf, updateView } from './views.ts'
import { lookUp, type World } from './world.ts'

/** What is called, by whom and from where. */
export interface Calling {
  readonly kind: InteractionKind
  readonly user: User
  readonly channel: Channel | null
  readonly source: Message | null
  readonly view?: View
  readonly hasResponseUrl: boolean
  /** The command or the type, as logs name it. */
  readonly name: string
  /** What goes out, given what every call has. */
  readonly payload: (more: { readonly triggerId: string; readonly responseUrl: string | null }) => JsonObject
}

/** Sends a call to the app. */
export function call(world: World, sockets: SocketMode, calling: Calling): Interaction {
  const triggerId = `${world.newId('t').slice(2)}.${world.newId('t').slice(2).toLowerCase()}`
  const path = calling.hasResponseUrl
    ? `/${calling.kind === 'slash_command' ? 'commands' : 'actions'}/${world.team.id}/${world.newId('r')}`
    : null
  const interaction: Interaction = {
    kind: calling.kind,
    user: calling.user,
    channel: calling.channel,
    triggerId,
    triggerEndsMs: performance.now() + world.timing.triggerMs,
    isTriggerUsed: false,
    response:
      path === null ? null : { path, uses: RESPONSE.uses, endsAtMs: world.clock.now() + RESPONSE.lifeMs },
    state: 'waiting',
    failure: null,
    ack: {},
    shown: [],
    source: calling.source,
    sourceRevision: calling.source?.revision ?? 0,
    sourceView: calling.view ?? null,
    sourceHash: calling.view?.hash ?? null,
    view: null,
    errors: null,
    homeHash: world.homes.get(calling.user.id)?.hash ?? null,
    saidBefore: world.said.length,
    ephemeralBefore: world.ephemerals.length,
  }
  world.triggers.set(triggerId, interaction)
  world.interactions.push(interaction)
  if (path !== null) world.responses.set(path, interaction)
  const type: EnvelopeType = calling.kind === 'slash_command' ? 'slash_commands' : 'interactive'
  const payload = calling.payload({ triggerId, responseUrl: path === null ? null : `${world.url}${path}` })
  sockets.send(
    { type, name: calling.name, payload, eventId: null, attempt: 0 },
    {
      onAck(given) {
        if (interaction.state !== 'waiting') return
        interaction.state = 'acknowledged'
        interaction.ack = ackOf(given)
        take(world, interaction)
        lookUp(world)
      },
      onFailure(reason) {
        if (interaction.state !== 'waiting') return
        fail(interaction, reason === 'timeout' ? 'operation_timeout' : 'dispatch_failed')
        lookUp(world)
      },
    },
  )
  return interaction
}

function fail(interaction: Interaction, reason: string): void {
  interaction.state = 'failed'
  interaction.failure =
    interaction.kind === 'slash_command'
      ? `failed with the error “${reason}”`
      : interaction.kind === 'view_submission'
        ? 'We had some trouble connecting. Try again?'
        : `This app responded with an error (${reason})`
}

/** Does what came with the acknowledgement. What Slack cannot read is shown to the person as an error. */
function take(world: World, interaction: Interaction): void {
  try {
    if (interaction.kind === 'slash_command') takeSaid(world, interaction)
    if (interaction.kind === 'view_submission') takeSubmission(world, interaction)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    fail(interaction, error.code)
  }
}

function takeSaid(world: World, interaction: Interaction): void {
  const { ack } = interaction
  if (ack['text'] === undefined && ack['blocks'] === undefined && ack['attachments'] === undefined) return
  answer(world, interaction, { ...ack, replace_original: false })
}

/** After a form is sent, it closes, unless the acknowledgement says otherwise. */
function takeSubmission(world: World, interaction: Interaction): void {
  const { ack, user } = interaction
  const shown = stackOf(world, user.id).at(-1)
  switch (textOf(ack['response_action'])) {
    case null:
      closeViews(world, user.id, shown?.body['clear_on_close'] === true)
      return
    case 'clear':
      closeViews(world, user.id, true)
      return
    case 'errors':
      interaction.errors = readErrors(ack['errors'], shown)
      return
    case 'update':
      if (shown === undefined) throw new Refusal('view_not_found')
      updateView(world, shown, ack['view'], null)
      interaction.view = shown
      return
    case 'push':
      pushView(world, interaction, ack['view'])
      return
    default:
      throw new Refusal('invalid_response_action')
  }
}

/** Messages for fields; those for blocks that the form has not are an error for the person. */
function readErrors(given: Json, view: View | undefined): Record<string, string> {
  const errors: Record<string, string> = {}
  const blocks = view?.body['blocks']
  for (const [blockId, message] of Object.entries(objectOf(given))) {
    const isThere =
      Array.isArray(blocks) && blocks.some((block) => isObject(block) && block['block_id'] === blockId)
    if (!isThere || typeof message !== 'string') throw new Refusal('invalid_errors')
    errors[blockId] = message
  }
  if (Object.keys(errors).length === 0) throw new Refusal('invalid_errors')
  return errors
}
