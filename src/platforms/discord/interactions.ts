/**
 * Commands, buttons, forms, shortcuts and suggestions: from what Discord delivers to a `Request`, and from the `Reply` to
 * the answer. All of them name a handler and pass the program's one door; nothing here decides who may.
 */
import { randomBytes } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { REST } from 'discord.js'
import { ZodError } from 'zod'
import { type Actor, describeFields } from '../../core/command.ts'
import { Refusal } from '../../core/errors.ts'
import { type MemberId, memberId } from '../../core/ids.ts'
import type { Surroundings } from '../../core/place.ts'
import type { Community, Store } from '../../core/ports.ts'
import { type Form, type Reply, sentence, soleForm, type Target, withoutAsked } from '../../core/reply.ts'
import type { Program, Request } from '../platform.ts'
import { type Answers, answersTo, DEFER_AFTER_MS } from './answers.ts'
import {
  type Asked,
  askedByCommand,
  chosenChannels,
  chosenPerson,
  customIdOf,
  fitting,
  isShortcut,
  writtenInto,
} from './asked.ts'
import {
  type Caller,
  callerOf,
  callerWrittenTo,
  displayNameOf,
  type Interaction,
  interactionShape,
  isHiddenFrom,
} from './caller.ts'
import { type Composed, type ComposeTools, compose } from './compose.ts'
import { createDrafts, type Draft, type Written } from './drafts.ts'
import { isPerson } from './ingest.ts'
import { modalOf } from './modal.ts'
import type { Servers } from './servers.ts'
import type { DiscordSight } from './sight.ts'
import { momentOf } from './snowflake.ts'
import { messageUnder, sayUnder } from './under.ts'

/** Kinds of interactions. Source: Discord's API reference, «Interaction Type». */
const KIND = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const
const EPHEMERAL = 1 << 6
const MAX_REMEMBERED = 10_000
const INCIDENT_BYTES = 3
/** Under this name a form's button says whose it is; no field is called so. */
const OWNER = '@'
/** Under this name a form's button says which draft the form is filled in with. */
const DRAFT = '@draft'
/** In a place without a community there are no members, and who erased themselves is none. */
const NO_MEMBER = memberId(0)

export interface InteractionTools extends ComposeTools {
  readonly program: Program
  readonly store: Pick<Store, 'communities'>
  readonly servers: Servers
  readonly sight: DiscordSight
  readonly rest: Pick<REST, 'post' | 'patch'>
  readonly surroundingsOf: (caller: Caller) => Surroundings
  readonly now: () => number
  readonly log: ComposeTools['log'] & { error(details: object, message: string): void }
}

export interface Interactions {
  /** Takes an interaction as the gateway delivers it. Never throws. */
  hear(data: unknown): void
  /** Takes no more. */
  close(): void
  /** Resolves when everything taken is answered. */
  settled(): Promise<void>
}

/** What is to be answered: the reply, and whose request it is the reply to, where it came so far. */
interface Outcome {
  readonly reply: Reply
  readonly request: Request | null
  readonly personIds: ReadonlyMap<MemberId, string>
}

/** What an interaction asks for, with the community that a button is of; undefined where the place decides. */
interface AskedHere extends Asked {
  readonly community: Community | undefined
  /** Where a form was sent: what was written into it, and what it held already. */
  readonly sent?: { readonly written: Written; readonly held: Written }
}

export function createInteractions(tools: InteractionTools): Interactions {
  const { program, store, servers, sight, rest, now, log } = tools
  const say = program.words.servingDiscord
  const inHand = new Set<Promise<void>>()
  const drafts = createDrafts(now)
  /** Ids of interactions. A connection that goes on may repeat one, and nobody did a thing twice by that. */
  const heard = new Set<string>()
  let isClosed = false
  let lastTurn: Promise<void> = Promise.resolve()
  /**
   * Each interaction begins in a turn of its own. A database in this process works without a pause: the answers of a
   * crowd, and what tells them to wait, would all come after the last of it.
   */
  const ownTurn = (): Promise<void> => {
    lastTurn = lastTurn.then(() => nextTurn())
    return lastTurn
  }

  /** Answers, and keeps to the time: what takes long is deferred. */
  const answer = async (
    interaction: Interaction,
    answers: Answers,
    work: Promise<Outcome>,
  ): Promise<void> => {
    const isChange = interaction.message !== undefined
    const { attachment_size_limit: maxFileBytes } = interaction
    const isQuiet = ((interaction.message?.flags ?? 0) & EPHEMERAL) !== 0
    let deferred: Promise<boolean> | null = null
    const timer = setTimeout(() => {
      deferred = answers.defer(isChange ? 'asUpdate' : { isPrivate: true })
    }, DEFER_AFTER_MS)
    const send = async ({ reply, request, personIds }: Outcome): Promise<void> => {
      const community = request?.community?.id ?? null
      const form = soleForm(reply)
      const mayOpen = interaction.type !== KIND.modal
      if (form !== null && mayOpen && deferred === null) {
        const fields = fieldsOf(form.target)
        const customId = await program.seal(community, withoutAsked(form))
        if (deferred === null) {
          clearTimeout(timer)
          await answers.modal(modalOf(form, { customId, fields, personIds }))
          return
        }
      }
      const [first, ...others] = await compose(
        form === null ? reply : asButton(reply, form, request),
        tools,
        {
          community,
          personIds,
          ...(maxFileBytes === undefined ? {} : { maxFileBytes }),
        },
      )
      const channel = interaction.channel_id
      const message = messageUnder(reply, channel)
      const isUnder =
        message !== null && channel !== undefined && (await sayUnder(message, first, channel, tools))
      clearTimeout(timer)
      if (isUnder) {
        const [note] = await compose(sentence(say.answeredBelow), tools, NOBODY)
        await (deferred === null
          ? answers.message(note)
          : sendDeferred(note, { isReplacing: false, isChange, isPrivate: true }, answers, deferred))
        return
      }
      const isReplacing = reply.replaces === true && reply.isPrivate && isChange && isQuiet
      await (deferred === null
        ? sendFirst(first, isReplacing, answers)
        : sendDeferred(first, { isReplacing, isChange, isPrivate: reply.isPrivate }, answers, deferred))
      for (const other of others) await answers.follow(other)
    }
    try {
      // What breaks before anything is sent, such as a database that takes no button, is told like anything else.
      await work.then(send).catch((error: unknown) => send(broken(error, interaction)))
    } finally {
      clearTimeout(timer)
    }

    /** A button that opens the form keeps what it leads to: of a message nothing, of what somebody typed whose it is. */
    function asButton(reply: Reply, form: Form, request: Request | null): Reply {
      const draft = request?.input[DRAFT]
      if (draft !== undefined) return { ...reply, blocks: [drafted(emptied(form), draft)] }
      const kept = isShortcut(interaction.data)
        ? emptied(form)
        : owned(form, request?.actor.member ?? NO_MEMBER)
      return { ...reply, blocks: [kept] }
    }
  }

  const sendFirst = (message: Composed, isReplacing: boolean, answers: Answers): Promise<boolean> =>
    isReplacing ? answers.update(asEdit(message)) : answers.message(message)

  /** What a deferral can show cannot be changed afterwards: a public answer to a private one is a message of its own. */
  const sendDeferred = async (
    message: Composed,
    how: { isReplacing: boolean; isChange: boolean; isPrivate: boolean },
    answers: Answers,
    deferred: Promise<boolean>,
  ): Promise<void> => {
    await deferred
    if (how.isReplacing || (!how.isChange && how.isPrivate)) {
      await answers.edit(asEdit(message))
      return
    }
    if (!how.isChange) {
      const [note] = await compose(sentence(say.answeredBelow), tools, NOBODY)
      await answers.edit(asEdit(note))
    }
    await answers.follow(message)
  }

  const handlerOf = ({ command, handler }: Pick<Target, 'command' | 'handler'>) =>
    program.commands.find((one) => one.name === command)?.handlers.get(handler)

  const fieldsOf = (target: Target) => {
    const handler = handlerOf(target)
    return handler === undefined ? [] : describeFields(handler.input)
  }

  /** Who calls, as a member. A guest is made none by what is not for them. */
  const memberOf = async (community: Community, caller: Caller, target: Target): Promise<MemberId> => {
    const handler = handlerOf(target)
    const isMet = caller.account === 'member' || (handler !== undefined && program.isOpenTo(caller, handler))
    const ask = isMet ? program.caller : program.known
    const member = await ask(community, 'discord', caller.id)
    return member === null || member === 'erased' ? NO_MEMBER : member
  }

  /** Finds out who asks, where, and what they may see; a sentence where that ends it. */
  const requestOf = async (
    interaction: Interaction,
    caller: Caller,
    { target, people, community: told, others }: AskedHere,
  ): Promise<{ request: Request; personIds: ReadonlyMap<MemberId, string> }> => {
    const community = told ?? (await meantBy(caller))
    const personIds = new Map<MemberId, string>()
    const named = async (id: string): Promise<MemberId> => {
      if (community === null) return NO_MEMBER
      const member = await program.named(community, 'discord', id, chosenName(interaction, id))
      personIds.set(member, id)
      return member
    }
    const actor: Actor = {
      member: community === null ? NO_MEMBER : await memberOf(community, caller, target),
      displayName: caller.displayName,
      isModerator: caller.isModerator,
      account: caller.account,
      identity: { platform: 'discord', externalId: caller.id },
    }
    const input = { ...target.input }
    // Nobody is met because a guest names them: nothing that guests may do takes a name.
    const met = caller.account === 'member' ? people : {}
    for (const [field, id] of Object.entries(met)) input[field] = String(await named(id))
    const mayAsk = community !== null && caller.account === 'member' && actor.member !== NO_MEMBER
    const held = mayAsk && others !== undefined ? await program.hold(community, others.words) : null
    if (others !== undefined && held !== null) input[others.field] = held
    return {
      personIds,
      request: {
        ...target,
        input,
        actor,
        community,
        place: caller.place,
        sees: community === null ? null : await sight.of(caller, community),
        now: momentOf(interaction.id),
      },
    }
  }

  /** What somebody who was chosen is called. Refuses bots, and whoever Discord does not tell of. */
  const chosenName = ({ data }: Interaction, id: string): string => {
    const chosen = chosenPerson(data, id)
    if (chosen === null) throw new Refusal(say.nobodyChosen)
    if (!isPerson(chosen.user)) throw new Refusal(say.botsAreNoPeople)
    return displayNameOf(chosen.user, chosen.member)
  }

  const meantBy = async ({ place }: Caller): Promise<Community | null> => {
    const meant = await program.communityAt(place)
    switch (meant.kind) {
      case 'one':
        return meant.community
      case 'none':
        return null
      case 'several':
        throw new Refusal(say.several(meant.communities.map((one) => one.name)))
    }
  }

  /** What a button or a form of ours stands for, if it is of this server. */
  const unsealed = async (customId: string, caller: Caller): Promise<AskedHere> => {
    const found = await program.unseal(customId)
    if (found === null) throw new Refusal(say.tooOld)
    const asked = { target: found.target, people: {}, focused: null }
    if (found.community === null) return { ...asked, community: undefined }
    const spaces = await store.communities.spaces(found.community)
    const isHere = spaces.some(
      ({ workspace }) => workspace.platform === 'discord' && workspace.externalId === caller.server.id,
    )
    const community = isHere ? await store.communities.byId(found.community) : null
    if (community === null) throw new Refusal(say.tooOld)
    return { ...asked, community }
  }

  const fitted = (asked: Asked, caller: Caller): Asked =>
    fitting(asked, fieldsOf(asked.target), (channel) => isHiddenFrom(caller, channel))

  const askedBy = async ({ type, data }: Interaction, caller: Caller): Promise<AskedHere> => {
    if (type === KIND.component) return unsealed(customIdOf(data), caller)
    if (type === KIND.modal) {
      const { target, community } = await unsealed(customIdOf(data), caller)
      const { values, people } = writtenInto(data)
      for (const [id, name] of chosenChannels(data)) servers.nameHidden(caller.server.id, id, name)
      const written = fitted({ target: { ...target, input: values }, people, focused: null }, caller)
      // What the form holds is not asked for, and nothing that is sent with it changes it.
      const input = { ...written.target.input, ...target.input }
      return {
        ...written,
        target: { ...target, input },
        people: withoutKeys(written.people, input),
        community,
        sent: { written: written.target.input, held: target.input },
      }
    }
    const asked = askedByCommand(data, program.commands, caller)
    if (asked === null) throw new Refusal(say.commandGone)
    return { ...fitted(asked, caller), community: undefined }
  }

  /** What went wrong is logged under a code, and the person is told the code and nothing else. */
  const broken = (error: unknown, { type }: Interaction): Outcome => {
    const incident = randomBytes(INCIDENT_BYTES).toString('hex')
    log.error({ incident, err: error, kind: type }, 'an interaction broke')
    return told(program.words.refusals.incident(incident))
  }

  /** Whoever presses a button in their conversation with the bot: a member of a server of the button's community. */
  const writtenTo = async (interaction: Interaction): Promise<Caller | null> => {
    const { type, guild_id: guild, user, data } = interaction
    if (type !== KIND.component || guild !== undefined || user === undefined) return null
    const found = await program.unseal(customIdOf(data))
    if (found === null) throw new Refusal(say.tooOld)
    const spaces = found.community === null ? [] : await store.communities.spaces(found.community)
    for (const id of new Set(spaces.map(({ workspace }) => workspace.externalId))) {
      const server = servers.all.get(id)
      const member = server === undefined ? null : await sight.memberOf(server, user.id)
      if (server !== undefined && member !== null) return callerWrittenTo(interaction, server, member)
    }
    return null
  }

  const run = async (interaction: Interaction): Promise<Outcome> => {
    try {
      const caller = callerOf(interaction, servers) ?? (await writtenTo(interaction))
      if (caller === null) return told(say.onlyInServers)
      const asked = await askedBy(interaction, caller)
      const { request, personIds } = await requestOf(interaction, caller, asked)
      const reply = await program.dispatch(request, tools.surroundingsOf(caller))
      const draft = request.input[DRAFT]
      if (asked.sent !== undefined && reply.isRefusal === true) {
        const { written, held } = asked.sent
        const chosen = Object.keys(asked.people).map((name) => [name, request.input[name] ?? ''])
        const values = { ...written, ...Object.fromEntries(chosen) }
        return {
          reply: withWayBack(reply, request, { held, draft: { values, personIds } }, caller),
          ...{ request, personIds },
        }
      }
      if (draft !== undefined) {
        const { values, personIds: chosen } = drafts.find(caller.id, draft)
        return { reply: filledIn(reply, values), request, personIds: new Map([...personIds, ...chosen]) }
      }
      return { reply, request, personIds }
    } catch (error) {
      if (error instanceof Refusal) return told(error.message)
      if (!(error instanceof ZodError)) return broken(error, interaction)
      log.error({ err: error, kind: interaction.type }, 'an interaction could not be understood')
      return told(say.tooOld)
    }
  }

  /** A refusal of a form, with a button that opens it once more as it was filled in. */
  const withWayBack = (
    reply: Reply,
    { command, handler }: Request,
    { draft, held }: { readonly draft: Draft; readonly held: Written },
    { id }: Caller,
  ): Reply => {
    const target = { command, handler, input: withoutKeys(held, { [DRAFT]: '' }) }
    const declared = handlerOf(target)
    const named = declared?.form?.fields
    const asked = fieldsOf(target).filter(
      ({ name }) => !Object.hasOwn(held, name) && (named === undefined || named.includes(name)),
    )
    const opener = declared?.openedBy
    // Where nothing has to be filled in, the handler itself would run instead of asking.
    const asks = declared?.form !== undefined && asked.some((field) => field.isRequired)
    if (opener === undefined && !asks) return reply
    const form: Form = {
      ...{ kind: 'form', title: say.fillInAgain, submit: say.fillInAgain },
      target: { ...target, handler: opener ?? handler },
      fields: asked.map((field) => field.name),
    }
    return { ...reply, blocks: [...reply.blocks, drafted(form, drafts.hold(id, draft))] }
  }

  const suggest = async (interaction: Interaction, answers: Answers): Promise<void> => {
    const caller = callerOf(interaction, servers)
    if (caller === null) return void (await answers.choices([]))
    const asked = await askedBy(interaction, caller)
    // Nobody has said yet that they name anybody: the people in other fields are not met.
    const { request } = await requestOf(interaction, caller, { ...asked, people: {} })
    const found =
      asked.focused === null
        ? []
        : await program.suggest(request, asked.focused, tools.surroundingsOf(caller))
    await answers.choices(found.map((one) => ({ name: one, value: one })))
  }

  const take = async (interaction: Interaction): Promise<void> => {
    const answers = answersTo(
      { id: interaction.id, token: interaction.token, applicationId: interaction.application_id },
      rest,
      (error) => log.warn({ err: error, kind: interaction.type }, 'Discord did not take an answer'),
    )
    if (interaction.type === KIND.autocomplete) {
      await suggest(interaction, answers).catch(() => answers.choices([]))
      return
    }
    const turn = ownTurn()
    await answer(
      interaction,
      answers,
      turn.then(() => run(interaction)),
    )
  }

  return {
    hear: (data) => {
      if (isClosed) return
      const read = interactionShape.safeParse(data)
      if (!read.success) {
        log.warn({ fault: read.error.issues[0]?.path }, 'an interaction is not as Discord describes it')
        return
      }
      const { id } = read.data
      if (heard.has(id)) return
      heard.add(id)
      const [oldest] = heard
      if (heard.size > MAX_REMEMBERED && oldest !== undefined) heard.delete(oldest)
      const startedAt = now()
      const work: Promise<void> = take(read.data)
        .catch((error: unknown) =>
          log.error({ err: error, kind: read.data.type }, 'an interaction was not answered'),
        )
        .finally(() => {
          inHand.delete(work)
          if (now() - startedAt > 10_000)
            log.warn({ kind: read.data.type }, 'an interaction took ten seconds')
        })
      inHand.add(work)
    },
    close: () => {
      isClosed = true
    },
    settled: async () => {
      while (inHand.size > 0) await Promise.all(inHand)
    },
  }
}

const withoutKeys = <Value>(all: Readonly<Record<string, Value>>, taken: object) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(taken, name)))

/** The form without what it was filled in with. A button that opens it keeps what it leads to, and must keep no message. */
const emptied = (form: Form): Form => ({ ...form, target: withoutAsked(form) })

const drafted = (form: Form, draft: string): Form => ({
  ...form,
  target: { ...form.target, input: { ...form.target.input, [DRAFT]: draft } },
})

/** The form that a reply is, filled in with what was written before; any other reply as it is. */
function filledIn(reply: Reply, written: Written): Reply {
  const form = soleForm(reply)
  if (form === null) return reply
  const { target, fields } = form
  const asked = Object.entries(written).filter(([name]) => fields.includes(name))
  const input = { ...target.input, ...Object.fromEntries(asked) }
  return { ...reply, blocks: [{ ...form, target: { ...target, input } }] }
}

/** Says whose form it is: what they had written into it goes when they erase themselves. */
const owned = ({ target, ...form }: Form, member: MemberId): Form =>
  member === NO_MEMBER
    ? { ...form, target }
    : { ...form, target: { ...target, input: { ...target.input, [OWNER]: String(member) } } }

const NOBODY = { community: null, personIds: new Map<MemberId, string>() } as const

const told = (text: string): Outcome => ({
  reply: sentence(text),
  request: null,
  personIds: NOBODY.personIds,
})

/** Who sees a message cannot be changed by an edit. */
const asEdit = (message: Composed): Composed => ({
  ...message,
  body: { ...message.body, flags: message.body.flags & ~EPHEMERAL },
})
