/** What Slack’s messages, forms, menus and settings say where it is Slack’s own. */

const quoted = (text: string): string => `“${text}”`

/** The words for Slack. */
export const slack = {
  moreThanFits: 'There is more, and it does not fit here. Ask for less at a time to see it.',
  fileBeside: (name: string): string => `${name} comes as a file of its own.`,
  fileNotSent: (name: string): string =>
    `Slack did not take ${name}. Try again in a minute; if it happens again, ask whoever runs this for it.`,
  /** Of a picture that says nothing itself. */
  picture: 'A picture of how things are going here.',
  /** On the buttons of a form. */
  submit: 'Send',
  cancel: 'Cancel',
  menu: {
    title: 'What you can do here',
    note: 'Every one of them can be typed too. /help and a command, such as /help did, says more about it.',
  },
  /** What the app says of itself in Slack’s settings, and what is wrong with what was chosen for it. */
  manifest: {
    description: 'For communities of practice: what people know how to do here, and who waits for an answer.',
    longDescription:
      'Commonplace keeps what a community knows how to do, shows who is waiting for an answer, and now and then asks everybody to look at how things are going. In the channels it is invited to, it reads who wrote when, what that answers, whom it names, how long it is, whether it holds a question mark, and reactions. It never keeps the words of messages and does not read direct messages. There are no scores. Everybody can see all that is kept of them, take it away, pause it or erase it.',
    command: 'Practices, what was done, who is waiting, your own data',
    usageHint: (commands: readonly string[]): string => `${commands.join(' | ')} …`,
    menu: 'Open Commonplace',
    menuDescription: 'See what you can do here, and begin',
    reserved: (alias: string): string => `Slack keeps /${alias} for itself. Choose another word, such as cp.`,
    badAlias: (alias: string, most: number): string =>
      `${quoted(alias)} cannot be a command in Slack. Use small letters, digits and hyphens, ${most} at most, such as cp.`,
    badName: (most: number): string => `The app needs a name of at most ${most} characters.`,
  },
}
