/** With which words Slack ends it for good: what follows could only be refused again. */

/** Codes of refused requests. Source: Slack's API reference, errors of `auth.test` and `apps.connections.open`. */
const REFUSALS: ReadonlySet<string> = new Set([
  'account_inactive',
  'forbidden_team',
  'invalid_auth',
  'not_allowed',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_disabled',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
])

/** Why a socket was closed so that no other will be opened: Socket Mode was switched off. */
export const LINK_DISABLED = 'link_disabled'
/** The app was taken out of the workspace. */
export const UNINSTALLED = 'app_uninstalled'

/** Whether a code of Slack's says that the app, or its token, is not taken any more. */
export const isFinal = (code: string): boolean => code === LINK_DISABLED || REFUSALS.has(code)
