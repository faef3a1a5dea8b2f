/** Tables of two runs, without what may differ between them. */

type Tables = Readonly<Record<string, readonly string[]>>
type Cells = Record<string, unknown>

/**
 * The tables without what depends on the moment of a batch: the days on which things were received, and reactions that
 * do not count, on messages of nobody who is known.
 */
export const comparable = (tables: Tables): Tables =>
  mapped(tables, (table, { receivedDay: _, ...cells }) =>
    table === 'reaction' && cells['isPresent'] === true && cells['counted'] === 0 ? null : cells,
  )

/**
 * Only what can be known afterwards: what still stands, with the length that it was edited to, and without the moments
 * of reactions, by which days are counted.
 */
export const knowable = ({ message = [], reaction = [] }: Tables): Tables =>
  mapped({ message, reaction }, (table, { receivedDay: _, length: __, ...cells }) => {
    if (cells['isDeleted'] === true) return null
    if (table !== 'reaction') return cells
    const { message, emoji, member, space } = cells
    return cells['isPresent'] === true && Number(cells['counted']) > 0
      ? { space, message, emoji, member }
      : null
  })

function mapped(tables: Tables, change: (table: string, cells: Cells) => Cells | null): Tables {
  return Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => [
      table,
      rows
        .flatMap((row) => {
          const cells: unknown = row.startsWith('{') ? JSON.parse(row) : null
          if (typeof cells !== 'object' || cells === null) return [row]
          const changed = change(table, { ...cells })
          return changed === null ? [] : [JSON.stringify(changed)]
        })
        .sort(),
    ]),
  )
}
