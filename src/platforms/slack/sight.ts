/** What somebody would see in Slack who does not call there, but is known on another platform too. */
import type { Sight as PlatformSight } from '../platform.ts'
import type { People, Sight } from './caller.ts'

/** The same as if they called: guests, people of elsewhere and whoever is gone would be shown no figures. */
export const slackSight = (people: Pick<People, 'find'>, sight: Pick<Sight, 'among'>): PlatformSight => ({
  platform: 'slack',
  of: async (person, spaces) => {
    const found = await people.find(person)
    if (found?.kind !== 'member') return null
    const { isModerator } = found
    return { isModerator, spaces: await sight.among({ ...found, kind: 'member' }, spaces) }
  },
})
