/** The list of commands, in the order in which `/help` shows them. */
import { community } from '../commands/community.ts'
import { did } from '../commands/did.ts'
import { digest } from '../commands/digest.ts'
import { help } from '../commands/help.ts'
import { learn } from '../commands/learn.ts'
import { my } from '../commands/my.ts'
import { practice } from '../commands/practice.ts'
import { problem } from '../commands/problem.ts'
import { thanks } from '../commands/thanks.ts'
import { waiting } from '../commands/waiting.ts'
import { word } from '../commands/word.ts'
import type { Command } from './core/command.ts'
import type { Words } from './core/words/words.ts'

/** Every command, in the language of `words`. */
export function commandsIn(words: Words): readonly Command[] {
  const commands: readonly Command[] = [
    practice(words),
    did(words),
    thanks(words),
    problem(words),
    learn(words),
    word(words),
    waiting(words),
    my(words),
    digest(words),
    community(words),
    help(words, () => commands),
  ]
  return commands
}
