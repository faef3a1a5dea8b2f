import { unreachable } from '../errors.ts'
import type { Space } from '../ports.ts'

/**
 * The address at which a message can be opened, in its thread where it is in one; null where it is not known.
 * (A Slack export does not tell its workspace's domain.)
 */
export function messageLink(space: Space, message: { key: string; thread: string | null }): string | null {
  const { platform, externalId } = space.workspace
  switch (platform) {
    case 'discord': {
      const path = [externalId, message.thread ?? space.externalId, message.key]
      return `https://discord.com/channels/${path.map(encodeURIComponent).join('/')}`
    }
    case 'slack':
    case 'terminal':
      return null
    default:
      return unreachable(platform)
  }
}
