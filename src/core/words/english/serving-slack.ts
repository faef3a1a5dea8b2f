/** What is said in serving Slack: why it cannot be served, and what to do. */

const RENEW = 'Install the app again (docs/slack.md), put the tokens into the environment, and start again.'

const REASONS: Readonly<Record<string, string>> = {
  link_disabled:
    'Socket Mode was switched off for this app. Switch it on again (api.slack.com/apps: your app, Socket Mode), and start again.',
  app_uninstalled: `The app was taken out of the workspace. ${RENEW}`,
  account_inactive: `The app is not in the workspace any more, or its account was deactivated. ${RENEW}`,
  token_revoked: `Slack no longer takes the token: it was revoked. ${RENEW}`,
  token_expired: `Slack no longer takes the token: it has expired. ${RENEW}`,
  team_disabled: 'The workspace was closed, and Slack serves nobody in it any more.',
}

/** The words of serving Slack. */
export const servingSlack = {
  botTokenRefused: (code: string): string =>
    `Slack does not take this SLACK_BOT_TOKEN (${code}). Copy the one that begins with xoxb- again: api.slack.com/apps, your app, OAuth & Permissions.`,
  appTokenRefused: (code: string): string =>
    `Slack does not take this SLACK_APP_TOKEN (${code}). Copy the one that begins with xapp- again, with the scope connections:write: api.slack.com/apps, your app, Basic Information, App-Level Tokens.`,
  missingScopes: (scopes: readonly string[]): string =>
    `The app lacks ${scopes.length === 1 ? 'the scope' : 'the scopes'} ${scopes.join(', ')}. Paste the manifest again (npm run -s commonplace -- slack-manifest), install the app again, and start again.`,
  noWorkspace:
    'This token is of a whole organisation, and the app works in one workspace. Install it in the workspace itself, and use that token.',
  unreachable: (reason: string): string =>
    `Slack cannot be reached (${reason}). Check the connection, and SLACK_API_URL if it is set.`,
  ended: (code: string): string => REASONS[code] ?? `Slack no longer takes this app (${code}). ${RENEW}`,
}
