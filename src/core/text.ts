/**
 * Text for people as spans, so that what somebody typed can never become markup, a ping or a link: a renderer
 * escapes every `text` for its platform, and only a `person` span with `ping` may call anybody.
 */
import type { MemberId } from './ids.ts'

/** A piece of text: plain, or with one meaning that every platform can show somehow. */
export type Span =
  | string
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'emphasis'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | PersonSpan
  /** A moment, shown in the reader's own time where the platform can, else in `timeZone`. */
  | { readonly kind: 'time'; readonly at: number; readonly timeZone: string }

/** A person, shown by the name they go by here; `ping` only for somebody given as an option by name. */
export interface PersonSpan {
  readonly kind: 'person'
  readonly member: MemberId
  readonly name: string
  readonly ping: boolean
}

/** One line or paragraph of text. */
export type Text = readonly Span[]

/** Text that stands out. */
export const strong = (text: string): Span => ({ kind: 'strong', text })
/** Text with a stress, such as a title. */
export const emphasis = (text: string): Span => ({ kind: 'emphasis', text })
/** Text to be typed as it stands. */
export const code = (text: string): Span => ({ kind: 'code', text })
/** Text that leads somewhere. */
export const link = (text: string, url: string): Span => ({ kind: 'link', text, url })

/** The words of a text alone, for alt texts, narrow places and searching. */
export function plain(text: Text): string {
  return text.map((span) => (typeof span === 'string' ? span : plainSpan(span))).join('')
}

function plainSpan(span: Exclude<Span, string>): string {
  switch (span.kind) {
    case 'person':
      return span.name
    case 'time':
      return formatMoment(span.at, span.timeZone)
    case 'strong':
    case 'emphasis':
    case 'code':
    case 'link':
      return span.text
  }
}

/** `2024-03-31 14:05` in a time zone. */
export function formatMoment(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at)
  return parts
}
