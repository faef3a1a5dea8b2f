/** What Slack’s messages, menus and settings say where it is Slack’s own. */

/** The words for Slack. */
export const slack = {
  moreThanFits: 'There is more, and it does not fit here. Ask for less at a time to see it.',
  fileBeside: (name: string): string => `${name} comes as a file of its own.`,
  fileNotSent: (name: string): string =>
    `Slack did not take ${name}. Try again in a minute; if it happens again, ask whoever runs this for it.`,
  /** Of a picture that says nothing itself. */
  picture: 'A picture of how things are going here.',
}
