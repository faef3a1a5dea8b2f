/** Tables of the repertoire: what people submitted to the bot. It is theirs, and kept. */
import type { Columns } from './columns.ts'

/** Practices and doings, words, thanks. */
export function defineRepertoire({ table, integer, moment, flag, text, primaryKey }: Columns) {
  const practice = table(
    'practice',
    {
      community: integer('community').notNull(),
      id: integer('id').notNull(),
      name: text('name').notNull(),
      how: text('how').notNull(),
      whenItHelps: text('when_it_helps').notNull(),
      /** What it is there to solve, and what follows from doing it. */
      problem: text('problem').notNull().default(''),
      follows: text('follows').notNull().default(''),
      /** With spaces between. */
      tags: text('tags').notNull().default(''),
      /** Where it comes from, such as a message. */
      link: text('link'),
      /** Null once its sharer has left without trace. */
      sharer: integer('sharer'),
      /** Where it was shared; null where that is not known. */
      platform: text('platform'),
      sharedAt: moment('shared_at').notNull(),
      /** The older practice that this is another way of. */
      parent: integer('parent'),
      /** Set once it is no longer done here, with why. */
      retiredAt: moment('retired_at'),
      retiredWhy: text('retired_why'),
    },
    (at) => [primaryKey({ columns: [at.community, at.id] })],
  )
  /** What a practice said before it was changed. */
  const earlierText = table(
    'earlier_text',
    {
      community: integer('community').notNull(),
      practice: integer('practice').notNull(),
      /** 1 is the first. */
      number: integer('number').notNull(),
      name: text('name').notNull(),
      how: text('how').notNull(),
      whenItHelps: text('when_it_helps').notNull(),
      problem: text('problem').notNull(),
      follows: text('follows').notNull(),
      tags: text('tags').notNull(),
      link: text('link'),
      /** When it was changed, and by whom; null once they have left without trace. */
      until: moment('until').notNull(),
      by: integer('by'),
    },
    (at) => [primaryKey({ columns: [at.community, at.practice, at.number] })],
  )
  const doing = table(
    'doing',
    {
      community: integer('community').notNull(),
      id: integer('id').notNull(),
      member: integer('member').notNull(),
      what: text('what').notNull(),
      practice: integer('practice'),
      outcome: text('outcome'),
      /** Where it was told; null where that is not known. */
      platform: text('platform'),
      at: moment('at').notNull(),
      /** What they added, if they liked: what happened, what they learned, where it can be seen. */
      happened: text('happened').notNull().default(''),
      learned: text('learned').notNull().default(''),
      evidence: text('evidence'),
      /** Whether others may ask them about it. */
      isAskable: flag('is_askable').notNull().default(false),
    },
    (at) => [primaryKey({ columns: [at.community, at.id] })],
  )
  /** With whom something was done. */
  const companion = table(
    'companion',
    {
      community: integer('community').notNull(),
      doing: integer('doing').notNull(),
      member: integer('member').notNull(),
      /** When they said that they were there; null while they have not. */
      confirmedAt: moment('confirmed_at'),
    },
    (at) => [primaryKey({ columns: [at.community, at.doing, at.member] })],
  )
  /** A word of the community's own, with what it means here. */
  const word = table(
    'word',
    {
      community: integer('community').notNull(),
      id: integer('id').notNull(),
      word: text('word').notNull(),
      meaning: text('meaning').notNull(),
      example: text('example').notNull().default(''),
      /** Who brought it; null once they have left without trace. */
      giver: integer('giver'),
      /** Where it was given; null where that is not known. */
      platform: text('platform'),
      givenAt: moment('given_at').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.id] })],
  )
  /** What one person thanked another for, in the thanker's own words. */
  const thanks = table(
    'thanks',
    {
      community: integer('community').notNull(),
      id: integer('id').notNull(),
      giver: integer('giver').notNull(),
      receiver: integer('receiver').notNull(),
      what: text('what').notNull(),
      /** What it is for, if it names a practice. */
      practice: integer('practice'),
      /** The message that it is about, if it is about one. */
      link: text('link'),
      /** Where it was said; null where that is not known. */
      platform: text('platform'),
      at: moment('at').notNull(),
      /** When whoever was thanked kept it on their page, or said that it is not theirs; null while they did not. */
      keptAt: moment('kept_at'),
      refusedAt: moment('refused_at'),
    },
    (at) => [primaryKey({ columns: [at.community, at.id] })],
  )
  return { practice, earlierText, doing, companion, word, thanks }
}
