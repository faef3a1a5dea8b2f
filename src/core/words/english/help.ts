/** What `/help` says: what this is, what is read and what never is, and where the ideas come from. */

/** The words of `/help`. */
export const help = {
  summary: 'What this is, what is read and what never is, and what you can type',
  about: { label: 'Command', hint: 'A command to hear more about, such as digest' },
  title: (community: string): string => `${community}: how this works`,
  whatThisIs:
    'Commonplace keeps what this community knows how to do, shows who is waiting for an answer, and now and then asks everybody to look at how things are going.',
  beginLabel: 'To begin',
  begin:
    'Write /did and something that you did, however small. /practice find shows how things are done here, and /practice share is for a way of your own.',
  purposeLabel: 'What for',
  readLabel: 'Read',
  read: 'Who wrote when and in which channel, what it answers, whom it names, how long it is, whether it holds a question mark, which of the words under /word it uses, and reactions.',
  neverLabel: 'Never kept',
  never:
    'The text of your messages. Direct messages are not read at all. Only what you give the bot yourself is kept, because you gave it.',
  aboutYouLabel: 'About you',
  aboutYou:
    'Nothing worked out from watching is shown to anybody about a person by name. There are no scores. /my data shows all that is kept of you, and lets you pause or erase it.',
  commandsTitle: 'What you can type',
  commandsNote: (example: string): string =>
    `Write /help and a command, such as ${example}, to hear more about it.`,
  theory: {
    before:
      'The ideas come from the Institute for Research on Learning, a spin-off of Xerox in Palo Alto, which pioneered the idea of communities of practice (',
    book: 'A New Learning Agenda: Putting People First',
    after: ', 1993): people learn by belonging, and by doing things together that matter to them.',
  },
  guests: 'You are a guest here, so this is all there is for you. Everything else is for members.',
  columns: { command: 'Command', what: 'What it does', example: 'For example' },
  commandTitle: (command: string): string => `/${command}`,
  exampleLabel: 'For example',
  formLabel: 'Write',
  optionRequired: (hint: string): string => hint,
  optionOptional: (hint: string): string => `${hint} (may be left out)`,
  moderatorsOnly: 'for moderators',
}
