/**
 * Files as Slack takes them: asked for a place, sent there, completed, and waited for, because Slack looks through a file
 * before it can be shown, and refuses a message that shows one too early.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { OutgoingFile } from './blocks.ts'

/** A file that is not ready by then is told of in words. */
const READY_PATIENCE_MS = 30_000
const SEND_TIMEOUT_MS = 20_000
const FIRST_PAUSE_MS = 150
const LONGEST_PAUSE_MS = 3_000

/** A file that is there. */
export interface Uploaded {
  readonly id: string
  /** Where it can be opened by whoever may. */
  readonly address: string
}

export interface Uploads {
  /** Uploads a file, and shares it in a conversation unless that is null. Null where it did not come to be ready. */
  upload(file: OutgoingFile, conversation: string | null): Promise<Uploaded | null>
}

export interface UploadTools {
  readonly client: Pick<WebClient, 'files'>
  readonly log: { warn(details: object, message: string): void }
  /** How long a file is waited for. */
  readonly patienceMs?: number
}

const place = z.object({ upload_url: z.url(), file_id: z.string().min(1) })
const info = z.object({ file: z.object({ mimetype: z.string().nullish(), permalink: z.string().nullish() }) })

export function createUploads({ client, log, patienceMs = READY_PATIENCE_MS }: UploadTools): Uploads {
  /** Looks until Slack knows of what kind the file is. */
  const ready = async (id: string): Promise<Uploaded> => {
    const start = performance.now()
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.6, LONGEST_PAUSE_MS)) {
      await sleep(pauseMs)
      const { file } = info.parse(await client.files.info({ file: id }))
      if (file.mimetype) return { id, address: file.permalink ?? '' }
      if (performance.now() - start + pauseMs > patienceMs) throw new Error('the file was not ready in time')
    }
  }

  return {
    upload: async ({ name, mime, bytes }, conversation) => {
      try {
        const { upload_url, file_id } = place.parse(
          await client.files.getUploadURLExternal({ filename: name, length: bytes.length }),
        )
        const sent = await fetch(upload_url, {
          method: 'POST',
          headers: { 'Content-Type': mime },
          body: Buffer.from(bytes),
          signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
        })
        await sent.arrayBuffer()
        if (!sent.ok) throw new Error(`the bytes were not taken: ${sent.status}`)
        await client.files.completeUploadExternal({
          files: [{ id: file_id, title: name }],
          ...(conversation === null ? {} : { channel_id: conversation }),
        })
        return await ready(file_id)
      } catch (error) {
        log.warn({ err: error }, 'a file could not be uploaded to Slack')
        return null
      }
    },
  }
}
