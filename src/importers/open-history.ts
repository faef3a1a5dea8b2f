/** Recognises an export by what it holds, whatever it is called. */
import { Refusal } from '../core/errors.ts'
import type { WordFinder } from '../core/vocabulary/finder.ts'
import { openDiscordExport } from './discord-export.ts'
import type { HistoryExport } from './history.ts'
import { openSlackExport } from './slack-export.ts'
import type { Source } from './source.ts'

/** `find` finds the community's own words in what was said. Throws `Refusal` where a source is neither Slack's export nor DiscordChatExporter's. */
export async function openHistory(source: Source, path: string, find: WordFinder): Promise<HistoryExport> {
  const found = (await openSlackExport(source, find)) ?? (await openDiscordExport(source, find))
  if (found !== null) return found
  const looked =
    source.entries.length === 0 ? 'There is no JSON file' : 'There is JSON, but no export that can be read,'
  const why = source.refused.slice(0, 3).map(({ file, reason }) => ` ${file}: ${reason}`)
  throw new Refusal(
    `${looked} in ${path}. A Slack export has channels.json and a folder a channel with files such as general/2024-03-31.json; a Discord export is DiscordChatExporter's JSON, one file a channel, each with "guild", "channel" and "messages".${why.join('')}`,
  )
}
