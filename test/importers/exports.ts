/** Exports made for tests: small ones written by hand, and ZIPs of anything, also of what no honest program writes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** Contents by path: text and bytes as they are, anything else as JSON. */
export type Files = Readonly<Record<string, unknown>>

/** Runs `work` in a folder of its own. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-export-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const bytesOf = (content: unknown): Buffer =>
  Buffer.isBuffer(content)
    ? content
    : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))

/** Writes an export as a folder and returns its path. */
export function asFolder(folder: string, files: Files): string {
  const root = path.join(folder, 'export')
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), bytesOf(content))
  }
  return root
}

/** The bytes of a ZIP. */
export async function zipBytes(
  files: Files,
  options: { compress?: boolean; zip64?: boolean } = {},
): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(bytesOf(content), name, {
      compress: options.compress ?? true,
      forceZip64Format: options.zip64 ?? false,
    })
  zip.end()
  return buffer(zip.outputStream)
}

/** Writes an export as a ZIP and returns its path. */
export async function asZip(folder: string, files: Files): Promise<string> {
  return writeBytes(folder, 'export.zip', await zipBytes(files))
}

export function writeBytes(folder: string, name: string, bytes: Buffer | string): string {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return file
}

/** Replaces a text by another of the same length wherever it stands, such as a name in a ZIP's two headers. */
export function replaced(bytes: Buffer, from: string, to: string): Buffer {
  if (from.length !== to.length) throw new Error('both texts must be of one length')
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1')
}

/** A ZIP64 of one file, whose directory says that it holds so many bytes. */
export async function zipDeclaring(name: string, content: unknown, declaredBytes: bigint): Promise<Buffer> {
  const bytes = await zipBytes({ [name]: content }, { zip64: true })
  const header = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  const nameBytes = bytes.readUInt16LE(header + 28)
  let extra = header + 46 + nameBytes
  const end = extra + bytes.readUInt16LE(header + 30)
  while (extra < end && bytes.readUInt16LE(extra) !== 1) extra += 4 + bytes.readUInt16LE(extra + 2)
  if (extra >= end) throw new Error('the ZIP has no ZIP64 sizes')
  bytes.writeBigUInt64LE(declaredBytes, extra + 4)
  return bytes
}

/** A message of a Slack export. */
export const slackMessage = (ts: string, user: string, fields: object = {}): object => ({
  type: 'message',
  user,
  text: 'words',
  ts,
  ...fields,
})

/** A message of a Discord export. */
export const discordMessage = (
  id: string,
  author: string,
  timestamp: string,
  fields: object = {},
): object => ({
  id,
  type: 'Default',
  timestamp,
  timestampEdited: null,
  callEndedTimestamp: null,
  isPinned: false,
  content: 'words',
  author: {
    id: author,
    name: author,
    discriminator: '0000',
    nickname: author,
    color: null,
    isBot: false,
    roles: [],
  },
  attachments: [],
  embeds: [],
  stickers: [],
  reactions: [],
  mentions: [],
  inlineEmojis: [],
  ...fields,
})

/** A file of DiscordChatExporter. */
export const discordFile = (
  messages: readonly unknown[],
  channel: object = {},
  guild: object = {},
): Record<string, unknown> => ({
  guild: { id: '900', name: 'Makers', iconUrl: '', ...guild },
  channel: {
    id: '100',
    type: 'GuildTextChat',
    categoryId: '50',
    category: 'Talk',
    name: 'general',
    topic: null,
    ...channel,
  },
  dateRange: { after: null, before: null },
  exportedAt: '2026-01-01T00:00:00+00:00',
  messages,
  messageCount: messages.length,
})
