/** What a call asks for: a handler and what it is given, checked against who asks. Nothing here decides who may. */
import type { ZodObject } from 'zod'
import { describeFields, type Handler } from '../../core/command.ts'
import { Refusal } from '../../core/errors.ts'
import { type Field, readField } from '../../core/input.ts'
import type { Community, Store } from '../../core/ports.ts'
import type { Target } from '../../core/reply.ts'
import type { ChosenWords, Program } from '../platform.ts'
import type { Caller, People, Sight, Team } from './caller.ts'
import { namedIn, wordsOf } from './message-text.ts'
import { readView } from './modal.ts'
import type { Incoming, SentView } from './payloads.ts'
import { MENU_CALLBACK, readShortcut } from './shortcuts.ts'
import type { Slash } from './slash.ts'
import { readTyped } from './typed.ts'

/** Under this name a form keeps the channel that it was opened from; no field is called so. */
const CHANNEL = '@in'
/** People whom a message names and who are called by name in what is taken from it. */
const MAX_NAMED = 10

/** What is asked for, and where. */
export interface Asked {
  readonly target: Target
  /** People by their ids of Slack, by name of the field, still to be met. */
  readonly people: Readonly<Record<string, string>>
  /** That of the button; undefined where the place decides. */
  readonly community: Community | undefined
  readonly channel: string | null
  /** What somebody else wrote in the message that was chosen, where it may be asked for, and the field that takes the key to it. */
  readonly others?: { readonly field: string; readonly words: ChosenWords }
}

/** Something wrong in a field of a form. The message says what. */
export class FieldRefusal extends Refusal {
  readonly field: string
  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

/** Somebody, as far as it has to be known to read what they ask for. */
type Called = Extract<Incoming, { readonly kind: 'command' | 'press' | 'onMessage' | 'anywhere' }>

export interface AskingTools {
  readonly program: Pick<Program, 'read' | 'commands' | 'unseal' | 'words'>
  readonly store: Pick<Store, 'communities'>
  readonly people: People
  readonly sight: Sight
  readonly team: Team
}

export interface Asking {
  /** What a call asks for; null for the menu. Throws a `Refusal`. */
  read(call: Called, caller: Caller, slash: Slash): Promise<Asked | null>
  /** What a form leads to, without what was written into it. Throws a `Refusal` for one that is not ours. */
  begun(metadata: string): Promise<Asked>
  /** What was written into a form, joined to what it leads to. */
  sent(view: SentView, begun: Asked, caller: Caller): Promise<Asked>
  handlerOf(target: Target): Handler | undefined
  fieldsOf(target: Target): readonly Field[]
}

/** Where a form leads to, with the channel that it was opened from, to be sealed. */
export const openedFrom = (target: Target, channel: string | null): Target =>
  channel === null ? target : { ...target, input: { ...target.input, [CHANNEL]: channel } }

export function createAsking(tools: AskingTools): Asking {
  const { program, store, people, sight, team } = tools
  const { words, commands } = program
  const say = words.slackCalls

  const handlerOf = (target: Target): Handler<ZodObject> | undefined =>
    commands.find((one) => one.name === target.command)?.handlers.get(target.handler)
  const fieldsOf = (target: Target): readonly Field[] => {
    const handler = handlerOf(target)
    return handler === undefined ? [] : describeFields(handler.input)
  }

  /** What a button or a form of ours stands for, if it is of this workspace. */
  const unsealed = async (id: string): Promise<Pick<Asked, 'target' | 'community'>> => {
    const found = await program.unseal(id)
    if (found === null) throw new Refusal(say.tooOld)
    if (found.community === null) return { target: found.target, community: undefined }
    const spaces = await store.communities.spaces(found.community)
    const isHere = spaces.some(
      ({ workspace }) => workspace.platform === 'slack' && workspace.externalId === team.id,
    )
    const community = isHere ? await store.communities.byId(found.community) : null
    if (community === null) throw new Refusal(say.tooOld)
    return { target: found.target, community }
  }

  /**
   * What a handler's fields take: people where people are chosen, and nothing that is written in their place, because a
   * member is a number of ours and anybody could write one; channels without those that are hidden from whoever asks.
   */
  const fitted = async (asked: Asked, caller: Caller): Promise<Asked> => {
    const fields = fieldsOf(asked.target)
    const input = new Map<string, string>()
    for (const [name, value] of Object.entries(asked.target.input)) {
      const field = fields.find((one) => one.name === name)
      if (field?.kind === 'person') {
        if (value.trim() !== '') throw new FieldRefusal(name, words.refusals.wantsPerson(field.label, value))
      } else if (field?.kind === 'channel' || field?.kind === 'channels') {
        const ids = value.split(/[\s,]+/).filter((id) => id !== '')
        const hidden = await sight.hidden(caller, ids)
        input.set(name, ids.filter((id) => !hidden.has(id)).join(' '))
      } else input.set(name, value)
    }
    const isPerson = (name: string): boolean =>
      fields.some((one) => one.name === name && one.kind === 'person')
    return {
      ...asked,
      target: { ...asked.target, input: Object.fromEntries(input) },
      people: Object.fromEntries(Object.entries(asked.people).filter(([name]) => isPerson(name))),
    }
  }

  const chosen = async (
    call: Called & { readonly kind: 'onMessage' },
    caller: Caller,
  ): Promise<Pick<Asked, 'target' | 'people' | 'others'>> => {
    const found = readShortcut(call.callbackId, commands)
    if (found === null) throw new Refusal(say.shortcutGone)
    const { ts, thread, author, text } = call.message
    const isOwn = author === caller.id
    const at = `p${ts.replace('.', '')}`
    const inThread = thread === null || thread === ts ? '' : `?thread_ts=${thread}&cid=${call.channel}`
    const isLinked = call.domain !== null && /^[a-z0-9-]+$/.test(call.domain) && call.channel !== null
    const link = isLinked
      ? `https://${call.domain}.slack.com/archives/${call.channel}/${at}${inThread}`
      : null
    const { author: by, held, handler } = found.shortcut
    const input = found.shortcut.inputFrom({
      link,
      isOwn,
      // What somebody else wrote is theirs.
      text: isOwn && text !== '' ? await wordsIn(text) : null,
    })
    if (by !== undefined && author === null) throw new Refusal(say.botsAreNoPeople)
    const others = held === undefined || isOwn || author === null ? null : await writtenBy(author, text)
    return {
      target: { command: found.command, handler, input },
      people: by === undefined || author === null ? {} : { [by]: author },
      ...(held === undefined || others === null
        ? {}
        : { others: { field: held, words: { ...others, link } } }),
    }
  }

  /** What somebody else wrote; null where no member of the workspace did. */
  const writtenBy = async (author: string, text: string): Promise<Omit<ChosenWords, 'link'> | null> => {
    const person = await people.find(author)
    if (person?.kind !== 'member' || text === '') return null
    return {
      author: { platform: 'slack', externalId: author },
      name: person.displayName,
      text: await wordsIn(text),
    }
  }

  const wordsIn = async (text: string): Promise<string> => {
    const names = new Map<string, string>()
    const ids = namedIn(text).slice(0, MAX_NAMED)
    const find = async (id: string): Promise<void> => {
      const found = await people.find(id)
      if (found !== null) names.set(id, found.displayName)
    }
    await Promise.all(ids.map(find))
    return wordsOf(text, (id) => names.get(id) ?? null)
  }

  return {
    handlerOf,
    fieldsOf,
    read: async (call, caller, slash) => {
      const here = { community: undefined, channel: call.channel }
      switch (call.kind) {
        case 'anywhere':
          if (call.callbackId !== MENU_CALLBACK) throw new Refusal(say.shortcutGone)
          return null
        case 'command': {
          const typed = readTyped(call.text, program, slash)
          return typed === null ? null : fitted({ ...typed, ...here }, caller)
        }
        case 'onMessage':
          return fitted({ ...(await chosen(call, caller)), ...here }, caller)
        case 'press':
          return { ...(await unsealed(call.value)), people: {}, channel: call.channel }
      }
    },
    begun: async (metadata) => {
      const { target, community } = await unsealed(metadata)
      const { [CHANNEL]: channel = null, ...input } = target.input
      return { target: { ...target, input }, people: {}, community, channel }
    },
    sent: async (view, begun, caller) => {
      const { values, people: named } = readView(view.state)
      const { target } = begun
      const written = await fitted({ ...begun, target: { ...target, input: values }, people: named }, caller)
      // What the form holds is not asked for, and nothing that is sent with it changes it.
      const isAsked = ([name]: readonly [string, unknown]): boolean => !Object.hasOwn(target.input, name)
      return {
        ...begun,
        target: { ...target, input: { ...written.target.input, ...target.input } },
        people: Object.fromEntries(Object.entries(written.people).filter(isAsked)),
      }
    },
  }
}

/** What is wrong in the fields of a form that was sent, by name of the field. */
export function faultsIn(
  sent: Asked,
  begun: Asked,
  { asking, words }: { readonly asking: Asking; readonly words: Program['words'] },
): Readonly<Record<string, string>> {
  const handler = asking.handlerOf(sent.target)
  const faults = new Map<string, string>()
  if (handler === undefined) return {}
  for (const field of asking.fieldsOf(sent.target)) {
    const given = sent.target.input[field.name]
    if (given === undefined || Object.hasOwn(begun.target.input, field.name)) continue
    if (given.trim() === '') {
      if (field.isRequired) faults.set(field.name, words.refusals.textEmpty(field.label))
      continue
    }
    try {
      readField(handler, field, given, words)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults.set(field.name, error.message)
    }
  }
  return Object.fromEntries(faults)
}
