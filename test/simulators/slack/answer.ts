/** What a person sees of the app's answer, as it changes. */
import type { Interaction } from './interaction-state.ts'
import {
  type ButtonView,
  blocksText,
  buttonsOf,
  type ModalView,
  modalView,
  type SelectView,
  selectsOf,
  shownText,
} from './looking.ts'
import type { File, Message } from './model.ts'
import { stackOf } from './views.ts'
import { later, type World } from './world.ts'

const PATIENCE_MS = 10_000

/** What kind of thing came. */
export type AnswerKind =
  /** The app did not acknowledge in time, or what it sent could not be read; `text` says what Slack says then. */
  | 'failed'
  /** The form stays open, with messages at its fields. */
  | 'errors'
  | 'modal'
  | 'message'
  /** What was pressed is another now, or gone. */
  | 'updated'
  /** The home tab is another now. */
  | 'home'
  /** The form is closed, and nothing else is to be seen. */
  | 'closed'
  /** Nothing is to be seen. */
  | 'acknowledged'
  | 'waiting'

/** An answer in the eyes of the person who called; everything is read anew each time. */
export interface Answer {
  readonly kind: AnswerKind
  readonly interaction: Interaction
  /** The message that answers, or what was pressed where that changed. Throws where there is none. */
  readonly message: Message
  readonly isEphemeral: boolean
  /** All text of the answer, whatever it is. */
  readonly text: string
  readonly buttons: readonly ButtonView[]
  readonly selects: readonly SelectView[]
  readonly files: readonly File[]
  /** The form that is open. Throws where none is. */
  readonly modal: ModalView
  /** Messages at fields, by label. */
  readonly errors: Readonly<Record<string, string>>
  /** Everything that came after the first message. */
  readonly followUps: readonly Message[]
  /** Waits until something is to be seen. */
  settled(patienceMs?: number): Promise<Answer>
  /** Waits for a further message, the first unless told. */
  followUp(index?: number, patienceMs?: number): Promise<Message>
}

/** Waits until something is to be seen, or until nothing came for a while after the acknowledgement. */
export async function awaitAnswer(world: World, interaction: Interaction): Promise<Answer> {
  const answer = answerOf(world, interaction)
  const isVisible = () => hasCome(answer.kind)
  const isAcknowledged = () => interaction.state !== 'waiting'
  await waitUntil(world, () => isAcknowledged() || isVisible(), null)
  await waitUntil(world, isVisible, world.timing.quietMs)
  return answer
}

const hasCome = (kind: AnswerKind): boolean =>
  kind !== 'waiting' && kind !== 'acknowledged' && kind !== 'closed'

/** The answer to a call. */
function answerOf(world: World, interaction: Interaction): Answer {
  const { user, source } = interaction
  /** What surely answers, then what only this person sees, then what the bot said here meanwhile. */
  const messages = (): readonly Message[] => {
    const own = interaction.shown
    const ephemeral = world.ephemerals
      .slice(interaction.ephemeralBefore)
      .filter((one) => one.seenOnlyBy === user.id && !own.includes(one))
    const said = world.said
      .slice(interaction.saidBefore)
      .filter((one) => !own.includes(one) && isFor(world, interaction, one))
    return [...own, ...ephemeral, ...said].filter((one) => !one.isDeleted)
  }
  const openModal = () => {
    const { view, sourceView, sourceHash } = interaction
    const shown = view ?? (sourceView !== null && sourceView.hash !== sourceHash ? sourceView : null)
    return shown !== null && stackOf(world, user.id).includes(shown) ? shown : null
  }
  const kindNow = (): AnswerKind => {
    if (interaction.state === 'failed') return 'failed'
    if (interaction.errors !== null) return 'errors'
    if (openModal() !== null) return 'modal'
    if (messages().length > 0) return 'message'
    if (source !== null && source.revision !== interaction.sourceRevision) return 'updated'
    if ((world.homes.get(user.id)?.hash ?? null) !== interaction.homeHash) return 'home'
    if (interaction.state === 'waiting') return 'waiting'
    return interaction.kind === 'view_submission' ? 'closed' : 'acknowledged'
  }
  const message = (): Message | null => messages()[0] ?? (kindNow() === 'updated' ? source : null)
  const blocksNow = () => {
    const kind = kindNow()
    if (kind === 'home') return [world.homes.get(user.id)?.body['blocks'] ?? []].flat()
    if (kind === 'modal') return [openModal()?.body['blocks'] ?? []].flat()
    return message()?.blocks ?? []
  }
  const answer: Answer = {
    get kind() {
      return kindNow()
    },
    interaction,
    get message() {
      const found = message()
      if (found !== null) return found
      throw new Error(
        `The answer is ${kindNow()}, no message${interaction.failure === null ? '' : `: ${interaction.failure}`}.`,
      )
    },
    get isEphemeral() {
      return message()?.seenOnlyBy != null
    },
    get text() {
      const kind = kindNow()
      if (kind === 'failed') return interaction.failure ?? ''
      if (kind === 'errors') return Object.values(interaction.errors ?? {}).join('\n')
      if (kind === 'modal' || kind === 'home') return blocksText(world, blocksNow())
      const found = message()
      return found === null || found.isDeleted ? '' : shownText(world, found)
    },
    get buttons() {
      return buttonsOf(blocksNow())
    },
    get selects() {
      return selectsOf(blocksNow())
    },
    get files() {
      return messages().flatMap((one) => one.files)
    },
    get modal() {
      const view =
        openModal() ?? (interaction.errors === null ? null : (stackOf(world, user.id).at(-1) ?? null))
      if (view !== null) return modalView(world, view)
      throw new Error(`The answer is ${kindNow()}, no form${answer.text === '' ? '' : `: ${answer.text}`}.`)
    },
    get errors() {
      const fields = interaction.errors === null ? [] : answer.modal.fields
      return Object.fromEntries(
        Object.entries(interaction.errors ?? {}).map(([blockId, said]) => [
          fields.find((one) => one.blockId === blockId)?.label ?? blockId,
          said,
        ]),
      )
    },
    get followUps() {
      return messages().slice(1)
    },
    async settled(patienceMs = PATIENCE_MS) {
      await waitUntil(world, () => hasCome(kindNow()), patienceMs, `an answer to ${interaction.kind}`)
      return answer
    },
    async followUp(index = 0, patienceMs = PATIENCE_MS) {
      await waitUntil(world, () => messages().length > index + 1, patienceMs, 'a follow-up')
      const found = messages()[index + 1]
      if (found === undefined) throw new Error('There is no such follow-up.')
      return found
    },
  }
  return answer
}

/** What the bot says in the channel of the call, or to the person alone, is taken for an answer. */
function isFor(world: World, interaction: Interaction, message: Message): boolean {
  if (interaction.channel !== null && message.channelId === interaction.channel.id) return true
  const channel = world.channels.get(message.channelId)
  return channel?.kind === 'im' && channel.members.has(interaction.user.id)
}

/** Waits until a condition holds. Without patience for ever; without a name for what it waits for, it just ends. */
export function waitUntil(
  world: World,
  isDone: () => boolean,
  patienceMs: number | null,
  what?: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      world.onlookers.delete(look)
      if (timer !== null) {
        clearTimeout(timer)
        world.timers.delete(timer)
      }
      act()
    }
    const timer =
      patienceMs === null
        ? null
        : later(world, patienceMs, () =>
            finish(
              what === undefined ? resolve : () => reject(new Error(`Waited ${patienceMs} ms for ${what}.`)),
            ),
          )
    const look = () => {
      if (isDone()) finish(resolve)
    }
    world.onlookers.add(look)
    look()
  })
}
