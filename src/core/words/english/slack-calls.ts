/** What people are told in Slack who call the bot: who may, what is being done, and what their own page shows. */

/** The words for those who call in Slack. */
export const slackCalls = {
  stranger:
    'You come from another workspace. I work for the members of this one: what you write here is not recorded, and nothing is kept of you.',
  noBots: 'I take this from people only.',
  onlyMembers: 'I work for the members of this workspace, and Slack does not count you among them.',
  notNow: 'Slack does not tell me what I need to know for this at the moment. Try again in a minute.',
  several: (names: readonly string[]): string =>
    `There are several communities in this workspace: ${names.join(', ')}. Use the command in a channel of the one you mean.`,
  shortcutGone: 'That shortcut is no longer there. /help lists what there is.',
  botsAreNoPeople: 'That is a bot. Choose a person.',
  nobodyChosen: 'Slack does not tell me who that is. Choose somebody of this workspace.',
  tooOld: 'That button is too old or not mine. Ask again with the command.',
  /** Shown while something takes long; the answer takes its place. */
  oneMoment: 'One moment …',
  /** The same where it stays above the answer. */
  oneMomentBelow: 'One moment … The answer will stand below.',
  answeredUnder: 'Done. The answer stands in the thread of that message, for everybody.',
  /** In the conversation with the bot, above a file that was asked for. */
  yourFile: (name: string): string => `You asked for ${name}. It follows here, and only you see it.`,
  /** The button that closes a page. */
  close: 'Close',
  home: {
    title: 'Commonplace',
    /** Above what concerns one of several communities. */
    yoursIn: (community: string): string => `You in ${community}`,
    howToCall: 'Here is what you can do. The same works in every channel, where everybody can take part.',
    digest: (title: string): string => `For moderators: ${title}.`,
    notNow: 'This page cannot be shown at the moment. Open it again in a minute.',
  },
}
