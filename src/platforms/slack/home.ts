/**
 * The app's Home tab: what concerns whoever opens it, which is what is kept of them and what they can choose about that;
 * what they can do here; and for moderators the latest digest.
 */
import type { WebClient } from '@slack/web-api'
import { Refusal } from '../../core/errors.ts'
import type { MemberId } from '../../core/ids.ts'
import type { Community } from '../../core/ports.ts'
import { type Block, note, paragraph, type Reply, type Target, targetsOf } from '../../core/reply.ts'
import { strong } from '../../core/text.ts'
import type { Program } from '../platform.ts'
import type { Caller, People } from './caller.ts'
import { COMMAND } from './manifest.ts'
import { renderHome } from './render.ts'
import { createRequests, type RequestTools } from './requests.ts'

/** Somebody in more communities of one workspace finds the others by the commands. */
const MAX_COMMUNITIES = 3

export interface SlackHomeTools extends RequestTools {
  readonly program: Program
  /** Made by `commandClient`. */
  readonly client: { readonly views: Pick<WebClient['views'], 'publish'> }
  readonly people: People
  /** The command as it is written in this workspace, without its slash. */
  readonly command?: string
  readonly log: { warn(details: object, message: string): void }
}

export interface SlackHome {
  /** Somebody opened their Home tab. Never throws. */
  opened(person: string): void
  /** What stands in somebody's Home tab may have changed: for whoever opened it since the start. Never throws. */
  changed(person: string): void
  /** Resolves when every tab that was asked for is published. */
  settled(): Promise<void>
}

/** A part of the page, with the community that its buttons are of. */
interface Part {
  readonly community: Community | null
  readonly blocks: readonly Block[]
}

export function createSlackHome(tools: SlackHomeTools): SlackHome {
  const { program, people, client, log } = tools
  const { words, commands } = program
  const say = words.slackCalls.home
  const requests = createRequests(tools)
  const slash = { name: tools.command ?? COMMAND, commands: commands.map((one) => one.name) }
  /** People whose tab is being made, and whether it is to be made once more. */
  const inHand = new Map<string, { again: boolean; readonly work: Promise<void> }>()

  const ask = async (
    caller: Caller,
    community: Community | null,
    target: Omit<Target, 'input'>,
  ): Promise<Reply> => {
    const asked = { target: { ...target, input: {} }, people: {}, channel: null }
    return (await requests.run({ ...asked, community: community ?? undefined }, caller)).reply
  }

  const partOf = async (caller: Caller, community: Community, isOne: boolean): Promise<Part> => {
    const mine = await ask(caller, community, { command: 'my', handler: 'data' })
    const title = isOne ? mine.title : say.yoursIn(community.name)
    return {
      community,
      blocks: [
        paragraph(strong(title)),
        ...mine.blocks,
        ...(caller.isModerator ? await digestBlocks(caller, community) : []),
      ],
    }
  }

  /** The digest that a moderator would be shown now, in words; its pictures open by its buttons, one by one. */
  const digestBlocks = async (caller: Caller, community: Community): Promise<readonly Block[]> => {
    const digest = await ask(caller, community, { command: 'digest', handler: 'digest' })
    if (!digest.blocks.some((block) => block.kind === 'actions')) return []
    const told = digest.blocks.filter((block) => block.kind !== 'chart')
    return [paragraph(strong(say.digest(digest.title))), ...told]
  }

  /** Everybody can begin everything here that they can begin anywhere. */
  const menu = (caller: Caller): readonly Block[] => [
    note(words.help.whatThisIs),
    paragraph(say.howToCall),
    ...requests.menuFor(caller).blocks,
  ]

  const partsOf = async (caller: Caller): Promise<readonly Part[]> => {
    const communities = await requests.communities()
    const [first] = communities
    if (first === undefined) {
      const { blocks } = await ask(caller, null, { command: 'my', handler: 'data' })
      return [{ community: null, blocks: [...blocks, ...(caller.isModerator ? menu(caller) : [])] }]
    }
    const parts: Part[] = []
    const isOne = communities.length === 1
    for (const community of communities.slice(0, MAX_COMMUNITIES))
      parts.push(await partOf(caller, community, isOne))
    return [...parts, { community: isOne ? first : null, blocks: isOne ? menu(caller) : [] }]
  }

  const pageFor = async (person: string): Promise<readonly Part[]> => {
    try {
      return await partsOf(await people.caller(person))
    } catch (error) {
      if (!(error instanceof Refusal)) log.warn({ err: error }, 'a Home tab could not be made')
      const sentence = error instanceof Refusal ? error.message : say.notNow
      return [{ community: null, blocks: [paragraph(sentence)] }]
    }
  }

  const publish = async (person: string): Promise<void> => {
    const parts = await pageFor(person)
    const ids = new Map<Target, string>()
    for (const { community, blocks } of parts)
      for (const target of targetsOf({ title: '', isPrivate: true, blocks }))
        ids.set(target, await program.seal(community?.id ?? null, target))
    const reply: Reply = {
      title: say.title,
      isPrivate: true,
      blocks: parts.flatMap((part) => part.blocks),
    }
    const personIds: ReadonlyMap<MemberId, string> = new Map()
    const view = renderHome(reply, { ids, personIds, pictures: new Map(), words, slash })
    await client.views.publish({ user_id: person, view })
  }

  const seen = new Set<string>()

  const show = (person: string): void => {
    const busy = inHand.get(person)
    if (busy !== undefined) {
      busy.again = true
      return
    }
    const work = publish(person)
      .catch((error: unknown) => log.warn({ err: error }, 'a Home tab was not published'))
      .then(() => {
        const isAgain = inHand.get(person)?.again === true
        inHand.delete(person)
        if (isAgain) show(person)
      })
    inHand.set(person, { again: false, work })
  }

  return {
    opened: (person) => {
      seen.add(person)
      show(person)
    },
    changed: (person) => {
      if (seen.has(person)) show(person)
    },
    settled: async () => {
      while (inHand.size > 0) await Promise.all([...inHand.values()].map(({ work }) => work))
    },
  }
}
