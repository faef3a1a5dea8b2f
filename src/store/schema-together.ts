/** Tables of what people take on with others: problems, and learning from each other. */
import type { Columns } from './columns.ts'

/** Problems and who takes part; who wants to learn and who can show; pairs, and what moderators appoint people to. */
export function defineTogether({ table, integer, moment, flag, text, primaryKey, index }: Columns) {
  /** Something real that is to be changed, for somebody, and known to be done by a sign. */
  const problem = table(
    'problem',
    {
      community: integer('community').notNull(),
      id: integer('id').notNull(),
      title: text('title').notNull(),
      /** For whom it is. */
      whom: text('whom').notNull(),
      doneWhen: text('done_when').notNull(),
      firstStep: text('first_step').notNull(),
      /** `problem`, `project`, `school` or `service`. */
      kind: text('kind').notNull(),
      /** The experienced adult beside it. */
      adult: integer('adult'),
      /** How many can take part; null without a limit. */
      places: integer('places'),
      /** The day by which it is to be done. */
      untilDay: integer('until_day'),
      /** Of service: how it belongs to what is taught, and who of the community takes part. */
      curriculum: text('curriculum').notNull().default(''),
      partners: text('partners').notNull().default(''),
      /** The message that it was made of, if it was. */
      link: text('link'),
      /** Null once they have left without trace. */
      opener: integer('opener'),
      /** Where it was opened; null where that is not known. */
      platform: text('platform'),
      openedAt: moment('opened_at').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.id] })],
  )
  /** A time that a problem was closed; where it was opened again, it stays as what was said then. */
  const closing = table(
    'closing',
    {
      community: integer('community').notNull(),
      problem: integer('problem').notNull(),
      /** 1 is the first. */
      number: integer('number').notNull(),
      /** Null once they have left without trace; where they said so, null where that is not known. */
      closer: integer('closer'),
      platform: text('platform'),
      closedAt: moment('closed_at').notNull(),
      /** What changed here, and for whoever closed it, in their words. */
      changed: text('changed').notNull(),
      changedForCloser: text('changed_for_closer').notNull().default(''),
      /** Who of the others said that it is so; null once they have left without trace. */
      confirmer: integer('confirmer'),
      confirmerPlatform: text('confirmer_platform'),
      confirmedAt: moment('confirmed_at'),
      /** When it was opened again after all, and by whom. */
      reopenedAt: moment('reopened_at'),
      reopener: integer('reopener'),
    },
    (at) => [primaryKey({ columns: [at.community, at.problem, at.number] })],
  )
  /** Who takes part in a problem. */
  const takingPart = table(
    'taking_part',
    {
      community: integer('community').notNull(),
      problem: integer('problem').notNull(),
      member: integer('member').notNull(),
      /** Where they said so; null where that is not known. */
      platform: text('platform'),
      joinedAt: moment('joined_at').notNull(),
      leftAt: moment('left_at'),
      /** What changed for them, in their words, once it was closed. */
      changed: text('changed').notNull().default(''),
      toldAt: moment('told_at'),
    },
    (at) => [primaryKey({ columns: [at.community, at.problem, at.member] })],
  )
  /** What somebody wants to learn, or can show. */
  const learning = table(
    'learning',
    {
      community: integer('community').notNull(),
      id: integer('id').notNull(),
      member: integer('member').notNull(),
      topic: text('topic').notNull(),
      /** `learn` or `show`. */
      as: text('as').notNull(),
      /** With how many people at once, by their own word. */
      limit: integer('limit').notNull(),
      platform: text('platform'),
      at: moment('at').notNull(),
      /** When they took it back, or had learned it. */
      closedAt: moment('closed_at'),
    },
    (at) => [
      primaryKey({ columns: [at.community, at.id] }),
      index('learning_member').on(at.community, at.member),
    ],
  )
  /** Two people of whom one shows the other something: proposed, agreed by both, and ended. */
  const pair = table(
    'pair',
    {
      community: integer('community').notNull(),
      id: integer('id').notNull(),
      topic: text('topic').notNull(),
      learner: integer('learner').notNull(),
      shower: integer('shower').notNull(),
      proposedAt: moment('proposed_at').notNull(),
      learnerAgreedAt: moment('learner_agreed_at'),
      showerAgreedAt: moment('shower_agreed_at'),
      /** The space in which they meet, which moderators can read. */
      space: integer('space'),
      /** Whether each may be asked later whether it goes on, and on which platform. */
      learnerAskedOn: text('learner_asked_on'),
      showerAskedOn: text('shower_asked_on'),
      endedAt: moment('ended_at'),
    },
    (at) => [primaryKey({ columns: [at.community, at.id] })],
  )
  /** What one of a pair was asked after some weeks, and answered. */
  const pairQuestion = table(
    'pair_question',
    {
      community: integer('community').notNull(),
      pair: integer('pair').notNull(),
      member: integer('member').notNull(),
      /** 2 or 8 weeks after both had agreed. */
      weeks: integer('weeks').notNull(),
      /** When it was first tried to ask them, when that was settled, and the platform's id of the message; null where it was given up. */
      triedAt: moment('tried_at'),
      askedAt: moment('asked_at'),
      message: text('message'),
      answeredAt: moment('answered_at'),
      goesOn: flag('goes_on'),
      actsAlone: flag('acts_alone'),
    },
    (at) => [primaryKey({ columns: [at.community, at.pair, at.member, at.weeks] })],
  )
  /** What moderators appointed somebody to: `mentor` or `adult`. */
  const appointment = table(
    'appointment',
    {
      community: integer('community').notNull(),
      member: integer('member').notNull(),
      role: text('role').notNull(),
      /** Null once they have left without trace. */
      by: integer('by'),
      at: moment('at').notNull(),
    },
    (at) => [primaryKey({ columns: [at.community, at.member, at.role] })],
  )
  return { problem, closing, takingPart, learning, pair, pairQuestion, appointment }
}
