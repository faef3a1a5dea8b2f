/** A reply as a page of its own, over everything: for people who call from no channel. */
import type { types } from '@slack/bolt'
import { cleanLine, hasInk } from '../../core/clean-text.ts'
import { type Reply, sentence } from '../../core/reply.ts'
import type { Words } from '../../core/words/words.ts'
import { plainText } from './labels.ts'
import { VIEW_LIMITS } from './limits.ts'
import { type RenderOptions, renderHome } from './render.ts'

/** The reply as a page that can only be closed. */
export function pageOf(reply: Reply, options: RenderOptions): types.ModalView {
  const { words } = options
  const title = cleanLine(reply.title)
  // A title that fits into the frame does not stand below it once more.
  const isShort = title.length <= VIEW_LIMITS.title
  return {
    type: 'modal',
    title: plainText(hasInk(title) ? title : words.slackCalls.home.title, VIEW_LIMITS.title),
    close: plainText(words.slackCalls.close, VIEW_LIMITS.button),
    blocks: renderHome(isShort ? { ...reply, title: '' } : reply, options).blocks,
  }
}

/** What is shown while a page is being made. */
export const waitingPage = (words: Words, options: Pick<RenderOptions, 'slash'>): types.ModalView =>
  pageOf(sentence(words.slackCalls.oneMoment), {
    ...options,
    words,
    ids: new Map(),
    personIds: new Map(),
    pictures: new Map(),
  })
