/** What is said in serving Discord: why it cannot be served, and who is meant. */

const REASONS: Readonly<Record<number, string>> = {
  4004: 'Discord no longer takes the token. Make a new one in the Discord Developer Portal (your application, Bot, Reset Token), put it into DISCORD_TOKEN, and start again.',
  4010: 'Discord says that the shard is wrong. Report this as a fault, with the number 4010.',
  4011: 'The bot is in so many servers that Discord asks for several connections. Run one bot for fewer servers.',
  4012: 'Discord no longer speaks this version of its protocol. Update Commonplace.',
  4013: 'Discord says that the events asked for do not exist. Update Commonplace.',
  4014: 'Discord says that the bot may not hear what it asked for. In the Discord Developer Portal, under Bot, look at Privileged Gateway Intents, save, and start again.',
}

/** The words of serving Discord. */
export const servingDiscord = {
  tokenRefused:
    'Discord does not know this DISCORD_TOKEN. Copy it again from the Discord Developer Portal: your application, Bot, Reset Token.',
  unreachable: (reason: string): string =>
    `Discord cannot be reached (${reason}). Check the connection, and DISCORD_API_URL if it is set.`,
  closed: (code: number): string =>
    REASONS[code] ?? `Discord ended the connection for good, with the number ${code}. Start again later.`,
  onlyInServers: 'I work in servers, where a community is. Use this command in one of its channels.',
  several: (names: readonly string[]): string =>
    `There are several communities in this server: ${names.join(', ')}. Use the command in a channel of the one you mean.`,
  commandGone: 'That command is no longer there. /help lists what there is.',
  fillInAgain: 'Back to the form',
  botsAreNoPeople: 'That is a bot. Choose a person.',
  nobodyChosen: 'Discord does not tell me who that is. Choose somebody from the list.',
  answeredBelow: 'Done. The answer stands below, for everybody.',
  tooOld: 'That button is too old or not mine. Ask again with the command.',
}
