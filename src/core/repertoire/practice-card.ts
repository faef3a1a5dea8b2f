/** A practice as people see it: how it is done, by whom it was shared, how often it was done, and ways to say so. */
import type { DoingOutcome, Practice } from '../ports.ts'
import { type Actions, paragraph, type Reply } from '../reply.ts'
import type { Span } from '../text.ts'
import type { Words } from '../words/words.ts'
import { linkSpan } from './practice-link.ts'

/** The card of a practice. `sharerName` is null for people who go by no name here. */
export function practiceCard(practice: Practice, sharerName: string | null, words: Words): Reply {
  const say = words.practice.card
  return {
    title: practice.name,
    isPrivate: true,
    blocks: [
      paragraph(practice.how),
      {
        kind: 'facts',
        facts: [
          ...(practice.whenItHelps === '' ? [] : [{ label: say.when, value: [practice.whenItHelps] }]),
          { label: say.sharer, value: [sharerOf(practice, sharerName, words)] },
          ...(practice.link === null ? [] : [{ label: say.link, value: [linkSpan(practice.link, words)] }]),
          { label: say.done, value: [words.practice.find.times(practice.doings)] },
        ],
      },
      waysOfDoing(practice, words),
    ],
  }
}

function sharerOf({ sharer }: Practice, name: string | null, words: Words): Span {
  const say = words.practice.card
  if (sharer === null) return say.formerMember
  return { kind: 'person', member: sharer, name: name ?? words.people.somebody, ping: false }
}

function waysOfDoing(practice: Practice, words: Words): Actions {
  const say = words.practice.card
  const button = (label: string, outcome: DoingOutcome, emphasis: 'primary' | 'plain') => ({
    label,
    emphasis,
    target: { command: 'did', handler: 'did', input: { practice: practice.name, outcome } },
  })
  return {
    kind: 'actions',
    buttons: [
      button(say.doneIt, 'asWritten', 'primary'),
      button(say.myWay, 'ownWay', 'plain'),
      button(say.didNotWork, 'didNotWork', 'plain'),
    ],
  }
}
