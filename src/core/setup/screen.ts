/**
 * The setup screen: everything that a moderator has to know of a community on one page, and for whatever is missing
 * where to give it.
 */
import type { PlatformChannel } from '../place.ts'
import type { Board, Community, Schedule, Space } from '../ports.ts'
import { type Actions, note, paragraph, type Reply } from '../reply.ts'
import type { Span, Text } from '../text.ts'
import type { SetupTools } from './change.ts'
import { digestOf, isHere, spacesHere } from './here.ts'
import { missingLines } from './missing.ts'
import { readingValue } from './reading.ts'

/** More names say nothing any more. */
const MAX_NAMED = 30
/** Beyond these a form cannot hold the channels, and they are taken off in a form of their own. */
export const MAX_CHANNELS_IN_FORM = 25

/** What the screen is made of. */
interface Shown extends SetupTools {
  readonly community: Community
  readonly spaces: readonly Space[]
  readonly digest: Schedule | null
  readonly board: Board | null
  /** Whether nobody but moderators reads the digests, for certain. */
  readonly isExact: boolean
  /** Channels of this place by the platform's id, as far as they are there. */
  readonly channels: ReadonlyMap<string, PlatformChannel>
}

/** The screen of a community, after `news` of what has just changed. It takes the place of the one before. */
export async function setupScreen(
  community: Community,
  tools: SetupTools,
  news: readonly string[] = [],
): Promise<Reply> {
  const { store, words } = tools
  const say = words.setup
  const breaks = await store.communities.breaks(community.id)
  const problem = await store.outbox.problem(community.id)
  const shown = await look(community, tools)
  const reading = readingValue(shown, tools)
  const optional = (label: string, value: Text | null) => (value === null ? [] : [{ label, value }])
  return {
    title: words.community.title(community.name),
    isPrivate: true,
    replaces: true,
    blocks: [
      ...(news.length === 0 ? [] : [paragraph(news.join(' '))]),
      {
        kind: 'facts',
        facts: [
          { label: say.labels.name, value: [community.name] },
          {
            label: say.labels.purpose,
            value: [community.purpose === '' ? say.noPurpose : community.purpose],
          },
          { label: say.labels.channels, value: channelsValue(shown) },
          { label: say.labels.digests, value: digestsValue(shown) },
          { label: say.labels.next, value: nextValue(shown) },
          ...optional(say.labels.problem, problem === null ? null : [problem.sentence]),
          { label: say.labels.board, value: boardValue(shown) },
          { label: say.labels.timeZone, value: [words.community.timeZoneValue(community.timeZone)] },
          { label: say.labels.breaks, value: [words.community.breaksValue(breaks)] },
          { label: say.labels.read, value: [readValue(tools)] },
          ...optional(say.labels.reading, reading === null ? null : [reading]),
        ],
      },
      note(words.community.breaksNote),
      ...buttons(shown, breaks.length > 0),
    ],
  }
}

async function look(community: Community, tools: SetupTools): Promise<Shown> {
  const { store, place, surroundings } = tools
  const spaces = (await store.communities.spaces(community.id)).filter((space) => space.isBound)
  const digest = digestOf(await store.schedules.of(community.id))
  const board = await store.boards.of(community.id)
  const ids = spacesHere(spaces, place).map((space) => space.externalId)
  const others = [digest?.channel, board?.channel].flatMap((id) => id ?? [])
  const channels = await surroundings.channels([...new Set([...ids, ...others])])
  const isDigestHere = digest !== null && channels.some((one) => one.externalId === digest.channel)
  return {
    ...tools,
    ...{ community, spaces, digest, board },
    isExact: isDigestHere && (await surroundings.isForModerators(digest.channel)),
    channels: new Map(channels.map((one) => [one.externalId, one])),
  }
}

/** The names; then what is missing where; then the channels of other places. */
function channelsValue({ spaces, channels, place, words }: Shown): Text {
  const say = words.setup
  if (spaces.length === 0) return [say.noChannels]
  const here = spacesHere(spaces, place)
  const nameOf = (space: Space): string => words.space(channels.get(space.externalId)?.name ?? space.name)
  const names = here.map(nameOf).sort()
  const gone = here.filter((space) => !channels.has(space.externalId)).map(nameOf)
  const others = spaces.filter((space) => !isHere(space, place))
  const elsewhere = new Map(others.map((space) => [space.workspace.id, space.workspace.name]))
  const lines = [
    ...(names.length === 0
      ? []
      : [say.channelsValue(names.slice(0, MAX_NAMED), Math.max(0, names.length - MAX_NAMED))]),
    ...missingLines(
      here.flatMap((space) => channels.get(space.externalId) ?? []),
      ['see', 'readHistory'],
      place.platform,
      words,
    ),
    ...(gone.length === 0 ? [] : [say.gone(gone)]),
    ...[...elsewhere].map(([id, workspace]) => {
      const there = others.filter((space) => space.workspace.id === id).slice(0, MAX_NAMED)
      return say.elsewhere(
        workspace,
        there.map((space) => words.space(space.name)),
      )
    }),
  ]
  return [lines.join('\n')]
}

/** Where digests go, for whom they are then, and whether they can be posted there. */
function digestsValue({ digest, isExact, spaces, channels, place, words }: Shown): Text {
  const say = words.setup
  if (digest === null) return [say.digestsNowhere]
  const channel = channels.get(digest.channel)
  if (channel === undefined) {
    const other = spaces.find((space) => space.workspace.id === digest.workspace && !isHere(space, place))
    return [other === undefined ? say.digestsGone : say.digestsElsewhere(other.workspace.name)]
  }
  const missing = missingLines([channel], ['see', 'post', 'attach'], place.platform, words)
  return [[say.digestsTo(words.space(channel.name), isExact, place.platform), ...missing].join('\n')]
}

function nextValue({ digest, community, words }: Shown): Text {
  if (digest === null) return [words.setup.nextNever]
  const moment: Span = { kind: 'time', at: digest.nextSlotAt, timeZone: community.timeZone }
  return [words.setup.nextBefore(words.setup.slot(digest)), moment, '.']
}

function boardValue({ board, channels, place, words }: Shown): Text {
  const say = words.setup
  if (board === null) return [say.boardNowhere]
  if (!isHere(board, place)) return [say.boardElsewhere(board.workspace.name)]
  const channel = channels.get(board.channel)
  if (channel === undefined) return [say.boardGone]
  const name = words.space(channel.name)
  const missing = missingLines([channel], ['see', 'post', 'pin'], place.platform, words)
  return [[board.message === null ? say.boardSoon(name) : say.boardIn(name), ...missing].join('\n')]
}

function readValue({ place, surroundings, words }: SetupTools): string {
  const { base, texts: read, noTexts, noArrivals } = words.setup.reads
  const { texts, arrivals } = surroundings.grants
  return [
    base,
    texts ? read : noTexts(place.platform),
    ...(arrivals ? [] : [noArrivals(place.platform)]),
  ].join('\n')
}

function buttons({ spaces, place, words }: Shown, hasBreaks: boolean): readonly Actions[] {
  const say = words.setup
  const button = (handler: string, label: string, emphasis: 'primary' | 'plain' = 'plain') => ({
    label,
    emphasis,
    target: { command: 'community', handler, input: {} },
  })
  const isLong = spacesHere(spaces, place).length > MAX_CHANNELS_IN_FORM
  const first = [
    button('edit', say.changeButton, 'primary'),
    button('break', words.community.addBreak),
    button('history', say.history.button),
    ...(place.channel === null ? [] : [button('board', say.board.button)]),
    button('again', say.again.button),
  ]
  const second = [
    ...(hasBreaks ? [button('clear', words.community.clearBreaks)] : []),
    ...(isLong ? [button('takeOff', say.takeOff.button)] : []),
    // The terminal shows one community, and cannot tell where another would be.
    ...(place.platform === 'terminal'
      ? []
      : [button('another', say.another.button), button('code', say.code.button)]),
    {
      ...{ label: words.learn.appoint.button, emphasis: 'plain' as const },
      target: { command: 'learn', handler: 'appointed', input: {} },
    },
  ]
  return [
    { kind: 'actions', buttons: first },
    ...(second.length === 0 ? [] : [{ kind: 'actions' as const, buttons: second }]),
  ]
}
