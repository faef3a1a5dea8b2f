/**
 * The board: one pinned message a community, for whoever comes by. It tells every newcomer what the community is for,
 * how many wait, what there is to take on and to try, what is read and what never is.
 */
import { calendarOf } from '../calendar.ts'
import { shortened } from '../clean-text.ts'
import { readWaiting } from '../participation/read-waiting.ts'
import type { Community, Store } from '../ports.ts'
import { failing, type Practice } from '../repertoire/practice.ts'
import { openProblems, type Problem, placesLeft } from '../repertoire/problem.ts'
import { type Actions, type Block, note, paragraph, type Reply } from '../reply.ts'
import { strong } from '../text.ts'
import type { Words } from '../words/words.ts'

const MAX_PRACTICES = 3
const MAX_PROBLEMS = 3
const MAX_STEP_LENGTH = 120

/** What the board is made of. */
export interface BoardFacts {
  /** Messages that nobody has answered; null where no space may be counted that everybody here sees. */
  readonly waiting: number | null
  /** Problems to take on, first those that somebody new can begin with. */
  readonly problems: readonly Problem[]
  /** Practices to try, the first to be tried first. */
  readonly practices: readonly Practice[]
}

/** Reads what the board of a community says at a moment, from a store that holds what everybody who reads it may see. */
export const readBoardFacts = async (
  store: Store,
  community: Community,
  now: number,
): Promise<BoardFacts> => ({
  waiting:
    (await store.communities.spaces(community.id)).length === 0
      ? null
      : (await readWaiting(store, community, now)).length,
  problems: openProblems(
    await store.problems.all(community.id),
    calendarOf(community.timeZone).dayOf(now),
  ).slice(0, MAX_PROBLEMS),
  practices: practicesToTry(await store.repertoire.practices(community.id)),
})

/**
 * The newest that nobody has tried, because nobody knows yet whether they work; then those done most. None that is retired, or
 * keeps failing.
 */
export function practicesToTry(practices: readonly Practice[]): readonly Practice[] {
  const fit = practices.filter((one) => one.retired === null && failing(one) === null)
  const untried = fit.filter((one) => one.doings === 0).sort((a, b) => b.sharedAt - a.sharedAt)
  const tried = fit
    .filter((one) => one.doings > 0)
    .sort((a, b) => b.doings - a.doings || b.sharedAt - a.sharedAt)
  return [...untried.slice(0, MAX_PRACTICES - Math.min(1, tried.length)), ...tried].slice(0, MAX_PRACTICES)
}

/** The board as people see it. The same facts give the same board. */
export function boardReply(
  community: Community,
  { waiting, problems, practices }: BoardFacts,
  words: Words,
): Reply {
  const say = words.board
  const { help } = words
  return {
    title: community.name,
    isPrivate: false,
    blocks: [
      ...(community.purpose === '' ? [] : [paragraph(community.purpose)]),
      ...(waiting === null
        ? []
        : [paragraph(strong(waiting === 0 ? say.nobodyWaits : say.waiting(waiting)))]),
      ...(problems.length === 0
        ? [paragraph(say.noProblems)]
        : [paragraph(strong(say.problemsTitle)), problemItems(problems, words)]),
      ...(practices.length === 0
        ? [paragraph(say.noPractices)]
        : [paragraph(strong(say.practicesTitle)), practiceList(practices, words), note(say.howPractices)]),
      {
        kind: 'facts',
        facts: [
          { label: help.readLabel, value: [help.read] },
          { label: help.neverLabel, value: [help.never] },
          { label: help.aboutYouLabel, value: [help.aboutYou] },
          { label: say.beginLabel, value: [say.begin] },
        ],
      },
      buttons(words),
    ],
  }
}

const problemItems = (problems: readonly Problem[], words: Words): Block => ({
  kind: 'list',
  ordered: false,
  items: problems.map((one) => [
    strong(one.title),
    words.board.firstStep(shortened(one.firstStep, MAX_STEP_LENGTH)),
    words.board.places(placesLeft(one)),
  ]),
})

const practiceList = (practices: readonly Practice[], words: Words): Block => ({
  kind: 'list',
  ordered: false,
  items: practices.map((one) => [words.board.practice(one.name, one.whenItHelps)]),
})

function buttons(words: Words): Actions {
  const say = words.board.buttons
  const button = (label: string, command: string, handler: string) => ({
    label,
    emphasis: 'plain' as const,
    target: { command, handler, input: {} },
  })
  return {
    kind: 'actions',
    buttons: [
      button(say.waiting, 'waiting', 'waiting'),
      button(say.problems, 'problem', 'problem'),
      button(say.practices, 'practice', 'find'),
      button(say.myData, 'my', 'data'),
      button(say.help, 'help', 'help'),
    ],
  }
}
