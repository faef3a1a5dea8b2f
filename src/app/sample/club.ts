/** Who is in the made-up robotics club, where they talk, and what they know how to do. */

/** How long the club has been going. */
export const CLUB_WEEKS = 14

/** Someone in the club: weeks are counted from the beginning, `until` is the last one they take part in. */
export interface ClubPerson {
  readonly name: string
  readonly from: number
  readonly until: number
  /** Chance to take part in a week. */
  readonly presence: number
  /** Messages in a week in which they do. */
  readonly messages: number
}

const person = (
  name: string,
  presence: number,
  messages: number,
  from = 0,
  until = CLUB_WEEKS,
): ClubPerson => ({
  name,
  from,
  until,
  presence,
  messages,
})

/** Six at its heart, some who come and go, newcomers and leavers. */
export const PEOPLE: readonly ClubPerson[] = [
  person('Ada', 1, 12),
  person('Bo', 1, 10),
  person('Chidi', 0.95, 9),
  person('Dana', 0.95, 11),
  person('Emre', 0.9, 8),
  person('Farah', 0.9, 7, 2),
  person('Gus', 0.75, 5),
  person('Hana', 0.7, 4),
  person('Idris', 0.7, 5),
  person('June', 0.65, 4),
  person('Kofi', 0.65, 4, 0, 9),
  person('Lena', 0.6, 4),
  person('Mina', 0.6, 3, 1),
  person('Noor', 0.6, 4, 3),
  person('Omar', 0.6, 3, 0, 10),
  person('Pia', 0.55, 3, 4),
  person('Quinn', 0.55, 3, 5),
  person('Rosa', 0.5, 3, 1),
  person('Sami', 0.7, 4, 6),
  person('Tala', 0.75, 4, 8),
  person('Uma', 0.3, 2),
  person('Viktor', 0.3, 2, 0, 6),
  person('Wren', 0.25, 1),
  person('Xin', 0.3, 2, 2),
  person('Yara', 0.3, 1, 0, 7),
  person('Zeno', 0.25, 2, 3),
  person('Amir', 0.8, 3, 9),
  person('Bea', 0.7, 3, 10),
  person('Cleo', 0.7, 2, 11),
  person('Diego', 0.8, 2, 11),
]

/** Spaces, and how much of the talk is in each. */
export const SPACES = [
  { id: 'build', share: 0.34 },
  { id: 'code', share: 0.26 },
  { id: 'drive-team', share: 0.18 },
  { id: 'help', share: 0.16 },
  { id: 'introductions', share: 0.06 },
] as const

/** Groups that a platform would know as roles or user groups, by name. */
export const COHORTS: readonly { readonly name: string; readonly people: readonly string[] }[] = [
  {
    name: 'Class 9b',
    people: [...PEOPLE.slice(4, 24).map((one) => one.name), 'Kofi', 'Lena', 'Mats', 'Nia', 'Oto'],
  },
]

/**
 * Messages that nobody took up. Newcomers are not among `PEOPLE`: this is the first they ever wrote; the others
 * have been silent since.
 */
export const UNANSWERED: readonly { author: string; space: string; daysAgo: number; hour: number }[] = [
  { author: 'Elif', space: 'help', daysAgo: 8, hour: 22 },
  { author: 'Finn', space: 'introductions', daysAgo: 5, hour: 21.75 },
  { author: 'Gita', space: 'help', daysAgo: 3, hour: 22.25 },
  { author: 'Wren', space: 'help', daysAgo: 10, hour: 22 },
  { author: 'Uma', space: 'code', daysAgo: 4, hour: 22 },
  { author: 'Zeno', space: 'build', daysAgo: 6, hour: 22.5 },
  { author: 'Xin', space: 'drive-team', daysAgo: 2, hour: 22 },
]

/** A practice with what was done with it. */
export interface ClubPractice {
  readonly name: string
  readonly how: string
  readonly whenItHelps: string
  readonly sharer: string
  readonly daysAgo: number
  /** Who did it since, when, how it went, and with whom. */
  readonly doings: readonly ClubDoing[]
}

/** Something that somebody said they did; a time of day is not told. */
export interface ClubDoing {
  readonly what: string
  readonly by: string
  readonly with?: string
  readonly daysAgo: number
  readonly outcome?: 'asWritten' | 'ownWay' | 'didNotWork'
}

/** What the club knows how to do: one of them nobody has tried yet. */
export const PRACTICES: readonly ClubPractice[] = [
  {
    name: 'Crimp a connector',
    how: 'Strip 4 mm, no more.\nPush the wire in until you see copper in the window.\nCrimp once with the ratchet tool, then pull hard. If it moves, cut it off and start again.',
    whenItHelps: 'A wire comes loose when the robot hits something',
    sharer: 'Ada',
    daysAgo: 74,
    doings: [
      { what: 'Crimped the drive harness again', by: 'Hana', daysAgo: 60, outcome: 'asWritten' },
      { what: 'Made the arm’s sensor wires', by: 'Idris', with: 'Ada', daysAgo: 41, outcome: 'asWritten' },
      { what: 'Crimped the battery leads, with a bigger die', by: 'Gus', daysAgo: 22, outcome: 'ownWay' },
      {
        what: 'Fixed the bumper switch before the scrimmage',
        by: 'Amir',
        with: 'Hana',
        daysAgo: 9,
        outcome: 'asWritten',
      },
    ],
  },
  {
    name: 'Check the pit before a match',
    how: 'One reads the card aloud, one touches each thing and says yes.\nBattery strapped, bumpers on, radio light steady, code the one we named.\nNobody says yes from memory.',
    whenItHelps: 'Ten minutes before every match',
    sharer: 'Dana',
    daysAgo: 52,
    doings: [
      {
        what: 'Ran the pit card at the scrimmage',
        by: 'Tala',
        with: 'Dana',
        daysAgo: 8,
        outcome: 'asWritten',
      },
      { what: 'Pit card with only one person', by: 'June', daysAgo: 8, outcome: 'didNotWork' },
      { what: 'Pit card, read over the radio', by: 'Sami', daysAgo: 16, outcome: 'ownWay' },
    ],
  },
  {
    name: 'Ask for a review',
    how: 'Push the branch, say in #code what you wanted to change and the one line you are least sure of.\nWhoever reads it answers that line first.',
    whenItHelps: 'The code works and you do not know why',
    sharer: 'Chidi',
    daysAgo: 38,
    doings: [
      { what: 'Got the autonomous path reviewed', by: 'Noor', daysAgo: 19, outcome: 'asWritten' },
      { what: 'Asked for a review of the camera code', by: 'Bea', daysAgo: 6, outcome: 'asWritten' },
    ],
  },
  {
    name: 'Charge batteries in turn',
    how: 'Number every battery. The one used last goes to the end of the row, and its voltage goes on the board.',
    whenItHelps: 'The robot is slow in the last minute and nobody knows which battery is in it',
    sharer: 'Bo',
    daysAgo: 12,
    doings: [{ what: 'Numbered the batteries', by: 'Diego', with: 'Bo', daysAgo: 4, outcome: 'asWritten' }],
  },
  {
    name: 'Tap a hole straight',
    how: 'Clamp a square beside the tap. Half a turn in, a quarter back. Oil, always.',
    whenItHelps: 'A screw goes in crooked',
    sharer: 'Emre',
    daysAgo: 5,
    doings: [],
  },
]

/** Things done that followed no practice. */
export const DOINGS: readonly ClubDoing[] = [
  { what: 'Showed the robot at the primary school', by: 'Lena', with: 'Rosa', daysAgo: 33 },
  { what: 'Drove a whole practice match without a pinned wheel', by: 'Pia', daysAgo: 11 },
  { what: 'Rebuilt the intake after it bent', by: 'Emre', with: 'Quinn', daysAgo: 3 },
]

/** A problem with who took it on; days are counted back from now. */
export interface ClubProblem {
  readonly title: string
  readonly whom: string
  readonly doneWhen: string
  readonly firstStep: string
  readonly kind: 'problem' | 'service'
  readonly curriculum?: string
  readonly partners?: string
  readonly places: number | null
  readonly opener: string
  readonly daysAgo: number
  readonly joined: readonly { readonly by: string; readonly daysAgo: number }[]
  readonly closed?: {
    readonly by: string
    readonly confirmedBy: string
    readonly daysAgo: number
    readonly changed: string
    readonly changedForCloser: string
  }
}

/** One is long done, two are open and have room. */
export const PROBLEMS: readonly ClubProblem[] = [
  {
    title: 'A shelf for the batteries',
    whom: 'Whoever carries them up from the car',
    doneWhen: 'No battery stands on the floor for a week',
    firstStep: 'Count the batteries, and weigh one',
    kind: 'problem',
    places: null,
    opener: 'Bo',
    daysAgo: 90,
    joined: [
      { by: 'Gus', daysAgo: 88 },
      { by: 'Hana', daysAgo: 87 },
    ],
    closed: {
      ...{ by: 'Gus', confirmedBy: 'Chidi', daysAgo: 71 },
      changed: 'All nine batteries stand on a shelf by the door, and nobody trips over them.',
      changedForCloser: 'I can put a plug into a wall and trust it.',
    },
  },
  {
    title: 'Mend the walking frames next door',
    whom: 'Six people in the home for the elderly',
    doneWhen: 'Every frame has been walked with for a week',
    firstStep: 'Go along on a Thursday, and write down what rattles',
    kind: 'service',
    curriculum: 'Forces and levers, year 10',
    partners: 'Mrs Okoro, who looks after the day room',
    places: 5,
    opener: 'Dana',
    daysAgo: 9,
    joined: [
      { by: 'Lena', daysAgo: 8 },
      { by: 'Rosa', daysAgo: 7 },
    ],
  },
  {
    title: 'Keep the workshop warm',
    whom: 'Everybody who builds in the evening',
    doneWhen: 'It is 17 degrees at eight in the evening',
    firstStep: 'Measure how cold it is at the door, on three evenings',
    kind: 'problem',
    places: 4,
    opener: 'Ada',
    daysAgo: 6,
    joined: [{ by: 'Diego', daysAgo: 4 }],
  },
]
