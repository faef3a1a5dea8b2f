/** Reactions, given and taken back. */
import type { Channel, Message, User } from './model.ts'
import { emit, type World } from './world.ts'

/** Emoji of tests as Slack names them. */
const NAMES: Readonly<Record<string, string>> = {
  '👍': '+1',
  '👎': '-1',
  '❤️': 'heart',
  '🎉': 'tada',
  '👀': 'eyes',
  '✅': 'white_check_mark',
  '🔥': 'fire',
  '😀': 'grinning',
  '🙏': 'pray',
  '🚀': 'rocket',
}

/** A name as the wire has it, from an emoji or a name with or without colons. */
export function emojiName(written: string): string {
  const name = NAMES[written] ?? written.replaceAll(/^:|:$/g, '')
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name))
    throw new Error(`${written} is no emoji that Slack has a name for.`)
  return name
}

/** Gives one; false where it was given already. */
export function addReaction(
  world: World,
  channel: Channel,
  message: Message,
  user: User,
  name: string,
): boolean {
  let reaction = message.reactions.find((one) => one.name === name)
  if (reaction === undefined) {
    reaction = { name, users: [] }
    message.reactions.push(reaction)
  }
  if (reaction.users.includes(user.id)) return false
  reaction.users.push(user.id)
  tell(world, channel, message, user, name, 'reaction_added')
  return true
}

/** Takes one back; false where it was not given. */
export function removeReaction(
  world: World,
  channel: Channel,
  message: Message,
  user: User,
  name: string,
): boolean {
  const reaction = message.reactions.find((one) => one.name === name)
  const at = reaction?.users.indexOf(user.id) ?? -1
  if (reaction === undefined || at < 0) return false
  reaction.users.splice(at, 1)
  if (reaction.users.length === 0) message.reactions.splice(message.reactions.indexOf(reaction), 1)
  tell(world, channel, message, user, name, 'reaction_removed')
  return true
}

function tell(
  world: World,
  channel: Channel,
  message: Message,
  user: User,
  reaction: string,
  type: 'reaction_added' | 'reaction_removed',
): void {
  emit(world, {
    subscription: type,
    scopes: ['reactions:read'],
    channel,
    teamId: user.teamId,
    data: {
      type,
      user: user.id,
      reaction,
      item: { type: 'message', channel: channel.id, ts: message.ts },
      // Integrations have no account that could be named here.
      ...(message.user === null ? {} : { item_user: message.user.id }),
      event_ts: world.clock.nextTs(world.stamp),
    },
    message,
  })
}
