/** Everything that the program says to people, in English, by subject. Another language is a file like this one. */

import { board } from './english/board.ts'
import { book } from './english/book.ts'
import { cohort } from './english/cohort.ts'
import { community } from './english/community.ts'
import { digest } from './english/digest.ts'
import { discord } from './english/discord.ts'
import { doctor } from './english/doctor.ts'
import { figures } from './english/figures.ts'
import { help } from './english/help.ts'
import { learn } from './english/learn.ts'
import { map } from './english/map.ts'
import { my } from './english/my.ts'
import { operator } from './english/operator.ts'
import { page } from './english/page.ts'
import { people } from './english/people.ts'
import { did, practice } from './english/practice.ts'
import { problem } from './english/problem.ts'
import { refusals } from './english/refusals.ts'
import { restore } from './english/restore.ts'
import { sample } from './english/sample.ts'
import { servingDiscord } from './english/serving-discord.ts'
import { servingSlack } from './english/serving-slack.ts'
import { setup } from './english/setup.ts'
import { slack } from './english/slack.ts'
import { slackCalls } from './english/slack-calls.ts'
import { terminal } from './english/terminal.ts'
import { thanks } from './english/thanks.ts'
import { number, space, time } from './english/time.ts'
import { waiting } from './english/waiting.ts'
import { word } from './english/word.ts'

/** The catalogue. */
export const english = {
  board,
  book,
  cohort,
  community,
  did,
  digest,
  discord,
  doctor,
  figures,
  help,
  learn,
  map,
  my,
  operator,
  page,
  people,
  practice,
  problem,
  refusals,
  restore,
  sample,
  servingDiscord,
  servingSlack,
  setup,
  slack,
  slackCalls,
  space,
  terminal,
  thanks,
  time: { ...time, number },
  waiting,
  word,
}
