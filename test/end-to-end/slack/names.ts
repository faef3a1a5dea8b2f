/** People by their names instead of their ids, which are others in every workspace: so that two of them can be compared. */
import type { Slack } from '../../simulators/slack/start.ts'

type Tables = Readonly<Record<string, readonly string[]>>

export function withNames({ slack }: { readonly slack: Slack }) {
  const named = (text: string): string =>
    text.replaceAll(/\bU[A-Z0-9]{8,}\b/g, (id) => slack.world.users.get(id)?.name ?? id)
  const row = (cells: string): string =>
    named(cells).replace(
      /"named":"([^"]+)"/,
      (_, names: string) => `"named":"${names.split(' ').sort().join(' ')}"`,
    )
  return {
    tables: (tables: Tables): Tables =>
      Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.map(row).sort()])),
    /** Of what is kept under keys that hold an id. */
    keys: <Value>(kept: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
      new Map([...kept].map(([key, value]) => [named(key), value])),
  }
}
