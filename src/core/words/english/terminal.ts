/** What only the terminal says. */
import { either, number } from './time.ts'

/** The prompt, the forms and the greeting of the terminal. */
export const terminal = {
  prompt: '› ',
  hello: 'Write /help to look round, /quit to leave.',
  actor: 'you',
  bye: 'Bye.',
  formHint: 'Leave a line empty to skip what may be skipped. A single dot leaves the form.',
  optional: 'may be left empty',
  paragraphHint: 'several lines; an empty line ends it',
  choices: (labels: readonly string[]): string => either(labels),
  formLeft: 'Left the form. Nothing was saved.',
  picture: 'Picture',
  fileSize: (bytes: number): string =>
    bytes < 1000 ? `${bytes} B` : `${number(Math.round(bytes / 1000))} kB`,
  fileNotWritten: 'it could not be written here.',
}
