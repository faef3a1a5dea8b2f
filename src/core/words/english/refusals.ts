/** What people are told when something cannot be done: what is wrong, and what to do next. */
import { either, list, number } from './time.ts'

const quoted = (text: string): string => `“${text}”`

/** The first characters of what somebody typed, so that a sentence stays a sentence. */
const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return [...line].length > 40 ? `${[...line].slice(0, 39).join('')}…` : line
}

/** A question that offers what was probably meant, after a sentence. */
const meant = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` Did you mean ${either(names)}?`

/** Sentences that put somebody right. */
export const refusals = {
  unknownCommand: (typed: string, nearest: string | null, example: string | null): string =>
    nearest === null
      ? `There is no /${short(typed)} here. /help lists what there is.`
      : `There is no /${short(typed)} here. Did you mean /${nearest}? For example: ${example ?? `/${nearest}`}`,
  emptyCommand: 'Write a word after the slash. /help lists what there is.',
  noSlash: 'Commands begin with a slash, such as /digest. /help lists what there is.',
  noSlashNear: (nearest: string): string => `Commands begin with a slash. Did you mean /${nearest}?`,
  unknownOption: (option: string, nearest: string | null, form: string, example: string): string =>
    nearest === null
      ? `${quoted(short(option))} is nothing I know. The form is ${form}, for example: ${example}. Put quotes round words that hold a colon.`
      : `${quoted(short(option))} is nothing I know. Did you mean ${nearest}? The form is ${form}, for example: ${example}.`,
  optionTwice: (option: string): string => `${quoted(option)} is there twice. Keep one of them.`,
  tooManyWords: (words: string, form: string, example: string): string =>
    `I don’t know what to do with ${quoted(short(words))}. The form is ${form}, for example: ${example}`,
  otherWord: (word: string, nearest: string, command: string): string =>
    `/${command} does not know ${quoted(short(word))}. Did you mean /${command} ${nearest}?`,
  tooLong: (most: number): string =>
    `That is longer than I can read in one go. Keep it under ${number(most)} characters.`,
  missing: (labels: readonly string[], form: string): string =>
    `This needs ${list(labels.map(quoted))}. The form is ${form}`,
  textEmpty: (label: string): string => `${quoted(label)} is empty. Write a few words there.`,
  textTooLong: (label: string, most: number): string =>
    `${quoted(label)} is too long. Keep it under ${number(most)} characters.`,
  wantsNumber: (label: string, min: number, max: number, given: string): string =>
    `${quoted(label)} wants a whole number from ${number(min)} to ${number(max)}, and got ${quoted(short(given))}.`,
  wantsDate: (label: string, given: string): string =>
    `${quoted(label)} wants a date such as 2026-03-31, and got ${quoted(short(given))}.`,
  wantsPerson: (label: string, given: string): string =>
    `${quoted(label)} wants somebody’s name, such as @ada, and got ${quoted(short(given))}.`,
  wantsChoice: (label: string, choices: readonly string[], given: string): string =>
    `${quoted(label)} is ${either(choices)}, and got ${quoted(short(given))}.`,
  wantsCohort: (label: string, given: string): string =>
    `${quoted(label)} wants a role or a group by name, and got ${quoted(short(given))}.`,
  wantsChannel: (label: string, given: string, known: readonly string[] = []): string =>
    `${quoted(label)} wants a channel by name, such as #general, and got ${quoted(short(given))}.${meant(known)}`,
  wantsChannels: (label: string, given: string, known: readonly string[] = []): string =>
    `${quoted(label)} wants channels by name, such as #general #help, 25 at most, and got ${quoted(short(given))}.${meant(known)}`,
  channelTwice: (label: string, given: string, ids: readonly string[]): string =>
    `${quoted(label)}: more than one channel is called ${quoted(short(given))}. Write the id of the one you mean: ${either(ids)}.`,
  noCommunity: {
    moderator: 'There is no community here yet. Run /community setup to begin one.',
    others: 'There is no community here yet. Ask a moderator to run /community setup.',
  },
  inMemory:
    'A database in memory can be played with, and serves nobody: it ends with the program. Set DATABASE_URL to a file, such as file:data/commonplace.db, or leave it out.',
  erased:
    'You erased yourself here, so nothing is kept of you, this either. If you want to be part of it again, write /my data.',
  guest:
    'You are a guest here. What is kept of you is yours: /my data shows it, and lets you export, pause or erase it, and you can read /help. Everything else is for members; ask one of them to do it for you.',
  noLongerHere: 'Whoever that was is no longer a member here, so nothing was done.',
  notToBeNamed: (name: string): string => `${short(name)} cannot be named here. Say it without the name.`,
  busy: 'Many people are asking for that at once. Try again in a minute.',
  notAllowed: 'Only moderators can do that. Ask one of them to do it for you.',
  lookOnly: 'You cannot do that here.',
  buttonGone: 'That button is no longer there. Ask again with the command.',
  noSuchNumber: (typed: string, most: number): string =>
    most === 0
      ? `There is nothing to choose at the moment, so ${quoted(short(typed))} means nothing to me.`
      : most === 1
        ? 'There is one thing to choose, so write 1.'
        : `Choose a number from 1 to ${number(most)}.`,
  incident: (code: string): string =>
    `Something broke on our side, and it has been written down. If it happens again, tell whoever runs this and give them the code ${code}.`,
}
