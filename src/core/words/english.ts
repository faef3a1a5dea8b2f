/** Everything that the program says to people, in English, by subject. Another language is a file like this one. */
import { community } from './english/community.ts'
import { digest } from './english/digest.ts'
import { figures } from './english/figures.ts'
import { help } from './english/help.ts'
import { operator } from './english/operator.ts'
import { did, practice } from './english/practice.ts'
import { refusals } from './english/refusals.ts'
import { sample } from './english/sample.ts'
import { terminal } from './english/terminal.ts'
import { number, space, time } from './english/time.ts'
import { waiting } from './english/waiting.ts'

/** The catalogue. */
export const english = {
  community,
  did,
  digest,
  figures,
  help,
  operator,
  practice,
  refusals,
  sample,
  space,
  terminal,
  time: { ...time, number },
  waiting,
}
