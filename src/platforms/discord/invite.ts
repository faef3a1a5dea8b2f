/** The link that invites the bot into a server. */
import { INVITED_PERMISSIONS } from './permissions.ts'

/** Where a server's manager lets an application in, with the least that it needs. */
export function inviteLink(applicationId: string): string {
  const link = new URL('https://discord.com/oauth2/authorize')
  link.searchParams.set('client_id', applicationId)
  link.searchParams.set('scope', 'bot applications.commands')
  link.searchParams.set('permissions', String(INVITED_PERMISSIONS))
  return link.href
}
