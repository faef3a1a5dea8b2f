/** The lines with which a Postgres database is copied and put back by its own tools. The password stands in none. */
import path from 'node:path'

/** Copies a database into a file while it is in use. */
export const dumpLine = (url: string, file: string): string =>
  `pg_dump --format=custom --no-owner --file=${quoted(file)} ${quoted(addressOf(url))}`

/** Puts a copy into a new database beside the present one. */
export function restoreLines(url: string, file: string): readonly string[] {
  const restored = `${path.posix.basename(new URL(url).pathname) || 'commonplace'}_restored`
  return [
    `createdb --maintenance-db=${quoted(addressOf(url, 'postgres'))} ${quoted(restored)}`,
    `pg_restore --no-owner --exit-on-error --single-transaction --dbname=${quoted(addressOf(url, restored))} ${quoted(file)}`,
  ]
}

/** The address without its password, of another database where one is named. */
function addressOf(url: string, database?: string): string {
  const address = new URL(url)
  address.password = ''
  address.searchParams.delete('password')
  if (database !== undefined) address.pathname = `/${database}`
  return address.href
}

/** For a shell. */
const quoted = (text: string): string =>
  /^[\w./=@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
