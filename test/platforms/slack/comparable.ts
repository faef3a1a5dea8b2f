/** What is recorded, in a form in which who listened can be held against who read it all afterwards. */

/** But for what only those who listened can know: when somebody reacted, and what was taken back. */
export function comparable(tables: Readonly<Record<string, readonly string[]>>) {
  const rows = (table: string) => (tables[table] ?? []).map((row): Record<string, unknown> => JSON.parse(row))
  const standing = rows('message').filter((one) => one['isDeleted'] !== true && one['isDeleted'] !== 1)
  const keys = new Set(standing.map((one) => `${one['space']}/${one['key']}`))
  return {
    messages: standing,
    reactions: rows('reaction')
      .filter((one) => keys.has(`${one['space']}/${one['message']}`) && Number(one['counted']) > 0)
      .map(({ space, message, emoji, member, counted }) => ({ space, message, emoji, member, counted })),
    passages: rows('passage'),
  }
}
