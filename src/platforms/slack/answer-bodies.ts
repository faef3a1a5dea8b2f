/** A message as Slack is sent it in answer to somebody: each way takes its own part of the body. */
import type { MessageBody } from './render.ts'

/** Who sees an answer: everybody in the channel, whoever asked, or whoever sees the message whose button was pressed. */
export type Answered = 'public' | 'private' | 'inPlace'

/** For a response URL, which can be used five times within half an hour. `inPlace` changes the message that it is of. */
export function responseOf(body: MessageBody, answered: Answered) {
  return {
    ...shownOf(body),
    unfurl_links: body.unfurl_links,
    unfurl_media: body.unfurl_media,
    replace_original: answered === 'inPlace',
    // Who sees a message cannot be changed.
    ...(answered === 'inPlace'
      ? {}
      : { response_type: answered === 'private' ? ('ephemeral' as const) : ('in_channel' as const) }),
  }
}

/** For `chat.postEphemeral` and `chat.update`, which keep nothing beside the message. */
export const shownOf = ({ text, blocks, link_names, parse }: MessageBody) => ({
  text,
  blocks,
  link_names,
  parse,
})
