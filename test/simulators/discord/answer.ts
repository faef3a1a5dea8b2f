/** What a person sees of the bot's answer, as it changes. */
import type { Choice, FirstAnswer, Interaction } from './interaction-state.ts'
import {
  type ButtonView,
  buttonsOf,
  type ModalView,
  modalView,
  type SelectView,
  selectsOf,
} from './looking.ts'
import { type Attachment, MESSAGE_FLAGS, type Message } from './model.ts'
import { shownText } from './wire-messages.ts'

const PATIENCE_MS = 10_000

/** An answer in the eyes of the person who called. Everything but `kind` is read anew each time. */
export interface Answer {
  readonly kind: FirstAnswer['kind']
  readonly interaction: Interaction
  /** The message that answers. Throws where there is none. */
  readonly message: Message
  readonly isEphemeral: boolean
  /** All text of the answer, of its components too. */
  readonly text: string
  readonly buttons: readonly ButtonView[]
  readonly selects: readonly SelectView[]
  readonly attachments: readonly Attachment[]
  /** The form that opened. Throws where none did. */
  readonly modal: ModalView
  readonly choices: readonly Choice[]
  readonly followUps: readonly Message[]
  /** Whether it still says that the bot is thinking. */
  readonly isLoading: boolean
  /** Waits until a deferred answer has come; others have. */
  settled(patienceMs?: number): Promise<Answer>
  /** Waits for a follow-up, the first unless told. */
  followUp(index?: number, patienceMs?: number): Promise<Message>
}

/** Waits for the bot's first answer; a failure is an answer too. */
export async function awaitAnswer(interaction: Interaction): Promise<Answer> {
  // The interaction fails by itself when nobody answers.
  await until(interaction, () => interaction.answer !== null, null)
  const first: FirstAnswer = interaction.answer ?? { kind: 'failed' }
  const before = 'message' in first ? first.message.editedMs : null
  return answerOf(interaction, first, before)
}

function answerOf(interaction: Interaction, first: FirstAnswer, editedBeforeMs: number | null): Answer {
  const message = (): Message => {
    if ('message' in first) return first.message
    throw new Error(
      first.kind === 'failed'
        ? 'The application did not respond.'
        : `The answer is a ${first.kind}, no message.`,
    )
  }
  const shown = () => ('message' in first && !first.message.isDeleted ? first.message : null)
  const isLoading = () => ((shown()?.flags ?? 0) & MESSAGE_FLAGS.loading) !== 0
  const hasSettled = () => {
    if (first.kind === 'deferred') return !isLoading()
    if (first.kind === 'deferredUpdate')
      return (
        first.message.editedMs !== editedBeforeMs ||
        interaction.followUps.length > 0 ||
        first.message.isDeleted
      )
    return true
  }
  const answer: Answer = {
    kind: first.kind,
    interaction,
    get message() {
      return message()
    },
    get isEphemeral() {
      return shown()?.seenOnlyBy != null
    },
    get text() {
      const one = shown()
      return one === null
        ? first.kind === 'failed'
          ? 'The application did not respond'
          : ''
        : shownText(one)
    },
    get buttons() {
      return buttonsOf(shown()?.components ?? [])
    },
    get selects() {
      return selectsOf(shown()?.components ?? [])
    },
    get attachments() {
      return shown()?.attachments ?? []
    },
    get modal() {
      if (first.kind === 'modal') return modalView(first.modal)
      throw new Error(
        `The answer is a ${first.kind}, no form${first.kind === 'message' ? `: ${shownText(first.message)}` : ''}.`,
      )
    },
    get choices() {
      return first.kind === 'choices' ? first.choices : []
    },
    get followUps() {
      return interaction.followUps
    },
    get isLoading() {
      return isLoading()
    },
    async settled(patienceMs = PATIENCE_MS) {
      await until(interaction, hasSettled, patienceMs)
      return answer
    },
    async followUp(index = 0, patienceMs = PATIENCE_MS) {
      await until(interaction, () => interaction.followUps.length > index, patienceMs)
      const found = interaction.followUps[index]
      if (found === undefined) throw new Error('There is no such follow-up.')
      return found
    },
  }
  return answer
}

function until(interaction: Interaction, isDone: () => boolean, patienceMs: number | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      interaction.watchers.delete(look)
      if (timer !== null) clearTimeout(timer)
      act()
    }
    const timer =
      patienceMs === null
        ? null
        : setTimeout(
            () => finish(() => reject(new Error(`Nothing more came within ${patienceMs} ms.`))),
            patienceMs,
          )
    const look = () => {
      if (isDone()) finish(resolve)
    }
    interaction.watchers.add(look)
    look()
  })
}
