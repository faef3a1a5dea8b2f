/**
 * How a slash command is declared, once, for every platform. A command is a name and handlers; a handler is an
 * input (a zod object made of the fields below) and a function from a call to a `Reply`. Slash words, buttons and
 * forms all name a handler, so they pass through one door and one check of who may.
 */
import { z } from 'zod'
import type { Platform } from './activity.ts'
import { hasInk } from './clean-text.ts'
import type { Cohort } from './cohort.ts'
import type { HeldWordsPort } from './held-words.ts'
import type { MemberId } from './ids.ts'
import type { Place, Surroundings } from './place.ts'
import type { Community, Store } from './ports.ts'
import type { Reply } from './reply.ts'
import type { Words } from './words/words.ts'

/** What a handler asks leave for; `app/authorize.ts` says who has it. */
export type Permission = 'look' | 'act' | 'moderate'

/** What a field is for the platforms that draw it. Told by `describeField`. */
export interface FieldShape {
  readonly kind:
    | 'line'
    | 'paragraph'
    | 'number'
    | 'date'
    | 'person'
    | 'choice'
    | 'channel'
    | 'channels'
    | 'cohort'
  /** What it is, in a word or two; shown beside it. */
  readonly label: string
  /** What to write there, for people who meet it first. */
  readonly hint: string
  /** Longest text in UTF-16 units; platforms allow at most 4,000. */
  readonly maxLength: number
  /** Largest and smallest number. */
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly isRequired: boolean
  /** Set where plain words never fill it: it is given by its name alone. */
  readonly isNamedOnly?: true
  /** Set where plain words may begin with it: `/thanks @ada showing me how`. */
  readonly mayLead?: true
}

type FieldText = { readonly label: string; readonly hint: string }
type Described = Omit<FieldShape, 'isRequired'>

const fields = z.registry<Described>()

/** Text without anything to see is empty: platforms refuse whatever bears it as a name. */
const text = (maxLength: number) => z.string().trim().min(1).max(maxLength).refine(hasInk)

/** One line of text, trimmed, not empty. */
export const line = ({ label, hint, maxLength = 200 }: FieldText & { maxLength?: number }) =>
  described(text(maxLength), { kind: 'line', label, hint, maxLength })

/** One line that is given by its name alone, so that a slip of a word is not taken for it. */
export const namedLine = ({ label, hint, maxLength }: FieldText & { maxLength: number }) =>
  described(text(maxLength), { kind: 'line', label, hint, maxLength, isNamedOnly: true })

/** Text of several lines, trimmed, not empty. */
export const prose = ({ label, hint, maxLength = 2000 }: FieldText & { maxLength?: number }) =>
  described(text(maxLength), { kind: 'paragraph', label, hint, maxLength })

/** A whole number between two bounds, both included. */
export const whole = (text: FieldText & { min: number; max: number }) =>
  described(z.coerce.number().int().min(text.min).max(text.max), {
    kind: 'number',
    label: text.label,
    hint: text.hint,
    maxLength: 12,
    min: text.min,
    max: text.max,
  })

/** An id of ours, as buttons and forms of ours hold it: nobody types one. */
export const ownId = (text: FieldText) => whole({ ...text, min: 1, max: Number.MAX_SAFE_INTEGER })

/** A date as `2024-03-31`. */
export const date = (text: FieldText) =>
  described(z.iso.date(), { kind: 'date', label: text.label, hint: text.hint, maxLength: 10 })

/** One of a few words. */
export const choice = <const Value extends string>(
  text: FieldText & { choices: readonly { value: Value; label: string }[] },
) =>
  described(z.enum(text.choices.map((one) => one.value) as [Value, ...Value[]]), {
    kind: 'choice',
    label: text.label,
    hint: text.hint,
    maxLength: 100,
    choices: text.choices,
  })

/** Somebody, given by name on the platform; arrives as a member of the community. */
export const person = (text: FieldText & { mayLead?: true }) =>
  described(
    z.coerce
      .number()
      .int()
      .positive()
      .transform((value) => value as MemberId),
    {
      kind: 'person',
      label: text.label,
      hint: text.hint,
      maxLength: 100,
      ...(text.mayLead === undefined ? {} : { mayLead: text.mayLead }),
    },
  )

/** Most channels that can be given at once: what a platform's list shows. */
const MAX_CHANNELS = 25
/** A platform's id of a channel. */
const channelId = z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/)

/** One channel of the place, given by name on the platform; arrives as the platform's id. */
export const channel = (text: FieldText) =>
  described(channelId, { kind: 'channel', label: text.label, hint: text.hint, maxLength: 100 })

/** Some channels of the place, given by name on the platform; delivered as ids with spaces between, arrives as a list. */
export const channels = (text: FieldText) =>
  described(
    z
      .string()
      .transform((given) => [...new Set(given.split(/[\s,]+/).filter((one) => one !== ''))])
      .pipe(z.array(channelId).min(1).max(MAX_CHANNELS)),
    { kind: 'channels', label: text.label, hint: text.hint, maxLength: 2600 },
  )

/** A cohort: a role or a user group, given by name on the platform; `Call.cohort` holds its people. */
export const cohort = (text: FieldText) =>
  described(z.string().trim().min(1).max(100).refine(hasInk), {
    kind: 'cohort',
    label: text.label,
    hint: text.hint,
    maxLength: 100,
    isNamedOnly: true,
  })

function described<Schema extends z.ZodType>(schema: Schema, shape: Described): Schema {
  fields.add(schema, shape)
  return schema
}

/** What the fields of a handler's input are, in the order they were declared. */
export function describeFields(input: z.ZodObject): readonly (FieldShape & { readonly name: string })[] {
  return Object.entries(input.shape).map(([name, schema]) => {
    const isOptional = schema instanceof z.ZodOptional
    const inner = isOptional ? schema.unwrap() : schema
    const shape = fields.get(inner as z.ZodType)
    if (shape === undefined) throw new Error(`the field ${name} is not made with a field of core/command.ts`)
    return { name, ...shape, isRequired: !isOptional }
  })
}

/**
 * How somebody belongs to their workspace. `guest`: somebody whom it lets in without making them one of its own; what they
 * do is recorded like everybody's, so what concerns themselves is theirs to decide, and nothing else is for them.
 */
export type Account = 'member' | 'guest'

/** Who asks: a member, by immutable id, and what they are on their platform at this moment. */
export interface Actor {
  readonly member: MemberId
  /** What the platform calls them now; used for what they do openly through the bot. */
  readonly displayName: string
  readonly isModerator: boolean
  readonly account: Account
  /** The platform's immutable id of them. Never shown, never logged; for asking the store whether they erased. */
  readonly identity: { readonly platform: Platform; readonly externalId: string }
}

/** Everything that a handler may use. It has no clock, no network and no platform. */
export interface Call<Input> {
  readonly input: Input
  readonly actor: Actor
  readonly community: Community
  readonly place: Place
  /** What may be asked of the platform. Handlers that are `isHeavy` run elsewhere and cannot ask. */
  readonly surroundings: Surroundings
  readonly now: number
  /** Limited to the spaces that the actor may see on their platform. */
  readonly store: Store
  /** Words of messages, while whoever wrote them is asked. */
  readonly heldWords: HeldWordsPort
  /** The people of the cohort that the input names; null where it names none. */
  readonly cohort: Cohort | null
  readonly words: Words
}

/** A call from a place that has no community yet. */
export type FoundingCall<Input> = Omit<Call<Input>, 'community'>

/** A message that somebody chose a shortcut on. Its text is there only for the person who wrote it. */
export interface ChosenMessage {
  /** Where it can be opened; null where that is not known. */
  readonly link: string | null
  readonly isOwn: boolean
  /** Null where somebody else wrote it, or where the platform does not tell. */
  readonly text: string | null
}

/** A shortcut on messages: opens a handler with what the message gives. */
export interface Shortcut {
  /** As it stands in the platform's menu; at most 32 characters. */
  readonly label: string
  /** The handler of the same command that it opens. */
  readonly handler: string
  /**
   * The field that whoever wrote the message is filled in for, by the platform's immutable id of them. A message that no person
   * wrote is refused then, and one by somebody who cannot be named.
   */
  readonly author?: string
  /**
   * The field that takes the key to what somebody else wrote in the message: it is held in memory, so that they can be asked whether
   * it may be taken. Empty where there is nothing to ask for.
   */
  readonly held?: string
  /** What the message fills in. */
  inputFrom(message: ChosenMessage): Readonly<Record<string, string>>
}

/** One thing that a command does: what it takes, who may, and what it answers. */
export interface Handler<Input extends z.ZodObject = z.ZodObject> {
  /** What it does, in a line; shown by `/help` and by the platform. */
  readonly summary: string
  readonly input: Input
  readonly may: Permission
  /** Whether it can be typed as a slash command; others are reached by buttons and forms only. */
  readonly isTyped: boolean
  /**
   * Where given, required fields that a call leaves out are asked for in a form of the handler's fields (at most
   * five, or those named), filled in with what the call does hold. Without it, such a call is refused with a sentence.
   */
  readonly form?: {
    readonly title: string
    readonly submit: string
    readonly fields?: readonly string[]
  }
  /** The handler of the same command that opens the form which this one takes, where it does not ask by itself. */
  readonly openedBy?: string
  /** Set where it is also for people who erased themselves; every other one is refused to them. */
  readonly isForErased?: true
  /** Set where it is also for guests, of whom is kept what is kept of members; every other one is refused to them. */
  readonly isForGuests?: true
  /** Set where it reads much: it then runs off the main thread, so that nobody else waits for it. */
  readonly isHeavy?: true
  /** What could stand in a field, nearest first, for what has been typed so far; by name of the field. */
  readonly suggest?: Readonly<
    Record<string, (call: Call<object>, typed: string) => Promise<readonly string[]>>
  >
  run(call: Call<z.infer<Input>>): Promise<Reply>
  /** Where given, what it does in a place that has no community yet; other handlers are refused there. */
  found?(call: FoundingCall<z.infer<Input>>): Promise<Reply>
}

/** Keeps the types of one handler's input; declares nothing by itself. */
export const handler = <Input extends z.ZodObject>(declared: Handler<Input>): Handler =>
  declared as unknown as Handler

/**
 * A command as declared. Its texts come from the catalogue it is made with, so a file in `commands/` exports a
 * function from `Words` to its `Command`.
 */
export interface Command {
  readonly name: string
  readonly summary: string
  /** Handlers by name. */
  readonly handlers: ReadonlyMap<string, Handler>
  /** The handler of the command typed without a word that names one. */
  readonly bare: string
  /** An example of its use, as typed. */
  readonly example: string
  /** Shortcuts on messages that open one of its handlers. */
  readonly shortcuts?: readonly Shortcut[]
}
