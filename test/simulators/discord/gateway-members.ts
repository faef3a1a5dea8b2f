/** REQUEST_GUILD_MEMBERS: a list only for those who may know members; by id or by name for everybody. */
import { dispatch, type Session } from './gateway-session.ts'
import { INTENTS } from './intents.ts'
import { type JsonObject, listOf, numberOf, textOf } from './json.ts'
import { memberJson } from './wire-people.ts'
import type { World } from './world.ts'

const CHUNK = 1000

/** Sends GUILD_MEMBERS_CHUNK events. */
export function answerMembersRequest(world: World, session: Session, d: JsonObject): void {
  const guild = world.guilds.get(textOf(d['guild_id']) ?? '')
  if (guild === undefined || !guild.members.has(world.bot.id)) return
  const ids = Array.isArray(d['user_ids'])
    ? listOf(d['user_ids'])
    : d['user_ids'] === undefined
      ? null
      : [d['user_ids'] ?? '']
  const query = textOf(d['query'])?.toLowerCase() ?? ''
  const limit = numberOf(d['limit']) ?? 0
  const isWhole = ids === null && query === '' && limit === 0
  if (isWhole && (session.intents & INTENTS.members) === 0) return
  const found = [...guild.members.values()]
    .filter(({ user }) => (ids === null ? user.name.toLowerCase().startsWith(query) : ids.includes(user.id)))
    .slice(0, limit === 0 ? undefined : Math.min(100, limit))
  const chunks = Math.max(1, Math.ceil(found.length / CHUNK))
  for (let index = 0; index < chunks; index += 1)
    dispatch(session, {
      name: 'GUILD_MEMBERS_CHUNK',
      data: JSON.stringify({
        guild_id: guild.id,
        members: found.slice(index * CHUNK, (index + 1) * CHUNK).map(memberJson),
        chunk_index: index,
        chunk_count: chunks,
        not_found: (ids ?? []).filter((id) => !found.some(({ user }) => user.id === id)),
        ...(typeof d['nonce'] === 'string' ? { nonce: d['nonce'] } : {}),
      }),
    })
}
