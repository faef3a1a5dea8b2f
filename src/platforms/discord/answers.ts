/**
 * The ways to answer an interaction, in the time that Discord gives: the first word within three seconds, the rest
 * within fifteen minutes. Work that takes more than a second is deferred. Every answer is tried once and never throws:
 * what Discord refuses is logged, without a word of it.
 */
import { type RawFile, type REST, Routes } from 'discord.js'

/** Work that takes longer is announced first. Discord gives three seconds; a slow network takes its part. */
export const DEFER_AFTER_MS = 1_000
/** Ids of Discord's answers. Source: «Interaction Callback Type». */
const CALLBACK = {
  message: 4,
  deferred: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const
const EPHEMERAL = 1 << 6

/** A message ready to be sent. */
export interface Outgoing {
  readonly body: object
  readonly files: readonly RawFile[]
}

export interface Answers {
  /** Shows the person that work is going on; `asUpdate` where it is the message with the button that will change. */
  defer(how: { isPrivate: boolean } | 'asUpdate'): Promise<boolean>
  /** A new message, the first answer. */
  message(message: Outgoing): Promise<boolean>
  /** Changes the message whose button was pressed, as the first answer. */
  update(message: Outgoing): Promise<boolean>
  modal(modal: object): Promise<boolean>
  choices(choices: readonly { readonly name: string; readonly value: string }[]): Promise<boolean>
  /** Changes the first answer, after it or after a deferral. */
  edit(message: Outgoing): Promise<boolean>
  /** One more message after the first answer. */
  follow(message: Outgoing): Promise<boolean>
}

export interface AnswerTarget {
  readonly id: string
  readonly token: string
  readonly applicationId: string
}

export function answersTo(
  { id, token, applicationId }: AnswerTarget,
  rest: Pick<REST, 'post' | 'patch'>,
  onFailure: (error: unknown) => void,
): Answers {
  const tried = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      await work
      return true
    } catch (error) {
      onFailure(error)
      return false
    }
  }
  const callback = (type: number, data?: object, files: readonly RawFile[] = []): Promise<boolean> =>
    tried(
      rest.post(Routes.interactionCallback(id, token), {
        auth: false,
        body: data === undefined ? { type } : { type, data },
        files: [...files],
      }),
    )
  return {
    defer: (how) =>
      how === 'asUpdate'
        ? callback(CALLBACK.deferredUpdate)
        : callback(CALLBACK.deferred, how.isPrivate ? { flags: EPHEMERAL } : {}),
    message: ({ body, files }) => callback(CALLBACK.message, body, files),
    update: ({ body, files }) => callback(CALLBACK.update, body, files),
    modal: (modal) => callback(CALLBACK.modal, modal),
    choices: (choices) => callback(CALLBACK.choices, { choices }),
    edit: ({ body, files }) =>
      tried(
        rest.patch(Routes.webhookMessage(applicationId, token, '@original'), {
          auth: false,
          body,
          files: [...files],
        }),
      ),
    follow: ({ body, files }) =>
      tried(rest.post(Routes.webhook(applicationId, token), { auth: false, body, files: [...files] })),
  }
}
