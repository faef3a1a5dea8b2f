/**
 * The port between the program and its platforms. A platform hears people, turns what they type or press into a
 * `Request`, and renders the `Reply`; everything between is the program's, and the same on every platform.
 */
import type { Activity, Platform } from '../core/activity.ts'
import type { Actor, Command, Handler } from '../core/command.ts'
import type { AboutHeldWords } from '../core/held-words.ts'
import type { CommunityId, MemberId, SpaceId, WorkspaceId } from '../core/ids.ts'
import type { Place, Surroundings } from '../core/place.ts'
import type { Community, Space } from '../core/ports.ts'
import type { Reply, Target } from '../core/reply.ts'
import type { WordFinder } from '../core/vocabulary/finder.ts'
import type { Words } from '../core/words/words.ts'

/** One call of a handler: by a typed line, a button or a form. Plain data: it can be handed to another thread. */
export interface Request extends Target {
  readonly actor: Actor
  /** Null in a place that has none yet. */
  readonly community: Community | null
  readonly place: Place
  /**
   * The community's spaces that the actor may see at this moment; null for all. Figures hold no others. A platform tells of
   * its own; the program adds what the same person sees on others.
   */
  readonly sees: readonly SpaceId[] | null
  /** Milliseconds since 1970, UTC. */
  readonly now: number
}

/** Which community somebody means by calling from a place. */
export type Meant =
  | { readonly kind: 'one'; readonly community: Community }
  /** The workspace has no community yet. */
  | { readonly kind: 'none' }
  /** The workspace has several, and the channel is of none of them. */
  | { readonly kind: 'several'; readonly communities: readonly Community[] }

/** What a button or a form of ours stands for. */
export interface Unsealed {
  /** Null for those of a place without a community. */
  readonly community: CommunityId | null
  readonly target: Target
}

/** What somebody wrote in a message that somebody else chose. */
export interface ChosenWords extends Omit<AboutHeldWords, 'leftMs' | 'length'> {
  readonly text: string
}

/** What the program offers to every platform. */
export interface Program {
  readonly words: Words
  readonly commands: readonly Command[]
  /**
   * Reads a typed line, with or without its slash. People in it stay as they were written, for the platform to
   * find. Throws a `Refusal` that says what would be right.
   */
  read(line: string): Target
  /** Runs a handler. Always answers: what goes wrong is said in the reply. */
  dispatch(request: Request, surroundings: Surroundings): Promise<Reply>
  /** What could stand in a field of the request's handler, for what has been typed so far; nothing where it fails. */
  suggest(request: Request, field: string, surroundings: Surroundings): Promise<readonly string[]>
  /**
   * The member that a caller is, made on first meeting; null for somebody who erased themselves and has not come back,
   * of whom nothing is to be kept, not even that they asked.
   */
  caller(community: Community, platform: Platform, person: string): Promise<MemberId | null>
  /** The same of somebody who is made no member by asking: null where nothing is kept of them. */
  known(community: Community, platform: Platform, person: string): Promise<MemberId | 'erased' | null>
  /** Whether something is for people of a rank at all, so that a menu offers nothing else. Whatever is run is checked anew. */
  isOpenTo(rank: Pick<Actor, 'isModerator' | 'account'>, handler: Handler): boolean
  /**
   * The member behind somebody whom a caller gave by name, made on first meeting with the name they go by. Throws a
   * `Refusal` for those who erased themselves.
   */
  named(community: Community, platform: Platform, person: string, displayName: string): Promise<MemberId>
  /**
   * Holds what somebody else wrote in a message that was chosen, in memory alone, and gives the key by which their answer finds it.
   * Null where nothing is held: of those who erased themselves or paused, and where nothing was written.
   */
  hold(community: Community, words: ChosenWords): Promise<string | null>
  /** The community that is meant in a place. */
  communityAt(place: Place): Promise<Meant>
  /**
   * An id of at most 100 characters for a button or a form: versioned, checked against forgery, good after a restart.
   * The same target gets the same id.
   */
  seal(community: CommunityId | null, target: Target): Promise<string>
  /**
   * What an id stands for; null for one that is not of this program, was forged, or is too old. The community is only
   * told: whoever unseals checks that it is in the place that the id came from.
   */
  unseal(id: string): Promise<Unsealed | null>
}

/** The communities' own words, as they are at this moment. */
export interface Vocabulary {
  /** Finds a community's words in what somebody said; none where nobody gave any. To be asked for anew with every message. */
  finderFor(community: CommunityId): WordFinder
}

/** What somebody sees of a community on a platform. */
export interface Seen {
  readonly spaces: readonly SpaceId[]
  /** Whether they would be a moderator if they asked there. */
  readonly isModerator: boolean
}

/** What a platform tells of somebody who does not ask there, but is known there too. */
export interface Sight {
  readonly platform: Platform
  /**
   * What somebody would be shown of these spaces if they asked on the platform at this moment; null where they could not
   * ask there, or where that cannot be found out. Remembers nothing for longer than half a minute; may throw, and be slow.
   */
  of(person: string, spaces: readonly Space[]): Promise<Seen | null>
}

/** A channel to post into. */
export interface Destination {
  /** The platform's id of the workspace. */
  readonly workspace: string
  /** The platform's id of the channel. */
  readonly channel: string
}

/** Somebody to write to, them alone. */
export interface Addressee {
  /** The platform's id of a workspace that they are in. */
  readonly workspace: string
  /** The platform's id of them. */
  readonly person: string
}

/** What became of a post. `unknown`: it may have arrived, to be tried again with the same key. */
export type Posted =
  | { readonly kind: 'posted'; readonly message: string }
  | { readonly kind: 'refused'; readonly reason: PostProblem }
  | { readonly kind: 'unknown' }

/** What became of writing to somebody. `closed`: they take no messages of the bot, or are not there any more. */
export type Told = Posted | { readonly kind: 'closed' }

/** A post is known again by its key. `triedAt` is when it was first tried; null for the first try. */
export interface Once {
  readonly key: string
  readonly triedAt: number | null
  readonly community: CommunityId
}

/** Why a platform does not take a post. `gone` channel or message; `forbidden` to write there; `away`: the bot is out. */
export type PostProblem = 'gone' | 'forbidden' | 'away' | 'invalid'

/** Who reads a channel at a moment, as far as that is certain. */
export interface Audience {
  /** Whether nobody reads it but moderators, and bots. */
  readonly isModerators: boolean
  /** Those of the spaces that everybody who reads it may see: itself, and those that are open to all of its workspace. */
  readonly sees: readonly SpaceId[]
}

/** How the program speaks where nobody asked: digests and boards, and questions to those who agreed to be asked. */
export interface Speaker {
  readonly platform: Platform
  /**
   * Who reads a channel at this moment, and which of the spaces all of them may see; null where the bot is out of the
   * workspace. Throws where it cannot be found out.
   */
  audience(to: Destination, spaces: readonly Space[]): Promise<Audience | null>
  /** Posts a message once, whatever happens: the same `key` never makes two. */
  post(to: Destination, reply: Reply, once: Once): Promise<Posted>
  /** Writes to somebody by a direct message, once in the same way. Only for those who agreed to be written to. */
  tell(to: Addressee, reply: Reply, once: Once): Promise<Told>
  /** Replaces what a message of ours says. */
  edit(to: Destination, message: string, reply: Reply, community: CommunityId): Promise<Posted>
  /** Pins a message of ours; pinned already is no error. */
  pin(to: Destination, message: string): Promise<Posted>
}

/** Takes live activity, and records it soon, once, in the order of arrival as far as that matters. */
export interface Recorder {
  /** Takes an activity. False where there is no room: it is then to be read again later. */
  add(workspace: WorkspaceId, activity: Activity): boolean
  /** Resolves when everything taken so far is committed; waits for as long as the database takes nothing. Hurries: gathers no longer. */
  settled(): Promise<void>
  /** The same for those who have a moment's time: what comes in it is committed with it. */
  committed(): Promise<void>
  /** How many are taken and not committed yet. */
  waiting(): number
  /** Records what is left, and takes nothing more. Throws where the database does not take it. */
  close(): Promise<void>
}
