/** WebSocket frames as bytes, so that many dispatches can go out in one write. */

const TEXT_FRAME = 0x81

/** The longest head of a frame. */
const HEAD_BYTES = 10

/** Collects unmasked text frames, as a server sends them, in one piece of memory. */
export interface FrameBatch {
  /** Adds a frame; false where there is no more room for one of this length. */
  add(text: string): boolean
  /** What has been collected; the batch is empty again. */
  take(): Buffer
  readonly isEmpty: boolean
}

/** An empty batch of this size. */
export function createFrameBatch(bytes: number): FrameBatch {
  let memory = Buffer.allocUnsafe(bytes)
  let at = 0
  return {
    add(text) {
      // Three bytes a unit is the most that UTF-8 takes.
      if (at + HEAD_BYTES + text.length * 3 > memory.length) return false
      const length = memory.write(text, at + 4)
      if (length > 125 && length < 65_536) {
        memory[at] = TEXT_FRAME
        memory[at + 1] = 126
        memory.writeUInt16BE(length, at + 2)
        at += 4 + length
        return true
      }
      const head = length < 126 ? 2 : HEAD_BYTES
      memory.copyWithin(at + head, at + 4, at + 4 + length)
      memory[at] = TEXT_FRAME
      memory[at + 1] = length < 126 ? length : 127
      if (head === HEAD_BYTES) memory.writeBigUInt64BE(BigInt(length), at + 2)
      at += head + length
      return true
    },
    take() {
      const taken = memory.subarray(0, at)
      memory = Buffer.allocUnsafe(bytes)
      at = 0
      return taken
    },
    get isEmpty() {
      return at === 0
    },
  }
}
