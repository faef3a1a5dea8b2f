/** Whether a message asks something: it holds a question mark, of whatever script, outside links. */

const MARK = /[?？؟]/
/** A link up to its last character that is no punctuation: in `see https://example.org?` the mark is the sentence's. */
const LINK = /https?:\/\/[^\s<>|]*[^\s<>|?？؟.,!;:)]/g

export function asks(text: string): boolean {
  return MARK.test(text) && (!text.includes('://') || MARK.test(text.replace(LINK, '')))
}
