/** What the educator's page says: one report for a screen, a phone and paper. */
import type { Day, Period } from '../../calendar.ts'
import { count, list, number, people, time } from './time.ts'

/** With a space that does not break. */
const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`

/** The words of `commonplace digest --format html`, from the top of the page to its foot. */
export const page = {
  commandLine: {
    format: 'html: one page with everything, to read, print and hand on; with --out FILE',
    out: 'folder to write the pictures into, light and dark; with --format html, the file to write',
    public: 'with --format html: leave small groups out, so that the page can be passed on',
  },
  written: (file: string, isPublic: boolean): string =>
    isPublic
      ? `The report is in ${file}. Small groups are left out, so it may be passed on.`
      : `The report is in ${file}. It has exact counts, of small groups too: it is for moderators and educators.`,
  refused: {
    format: (given: string): string =>
      `There is no format “${given.slice(0, 40)}”. Write --format html for a page, or --json for data.`,
    noOut: 'Say where to write the page: --format html --out report.html',
    notJson: 'A page and JSON cannot be written at once. Leave --format or --json out.',
    notPublic: '--public is for the page: write it together with --format html and --out FILE.',
    exists: (file: string): string =>
      `There is something at ${file} already, and nothing is written over. Choose another name, or move it away first.`,
    noFolder: (folder: string): string => `There is no folder ${folder}. Make it first, or write elsewhere.`,
    notWritten: (file: string, code: string): string => `${file} could not be written (${code}).`,
  },

  title: (community: string, period: Period): string => `${community}, ${time.period(period)}`,
  masthead: 'Participation report',
  skip: 'Skip to the report',
  colours: { label: 'Colours', light: 'Light', dark: 'Dark', device: 'As the device' },
  compared: (previous: Period | null): string =>
    previous === null
      ? 'The time before is not wholly known, so nothing is compared with it.'
      : `Compared with ${time.period(previous)}.`,
  timeZone: (zone: string): string => `Days are those of ${zone}.`,
  exact:
    'This page has exact counts, of small groups too. It is for moderators and educators. To pass it on, write it again with --public, which leaves small groups out.',
  isPublic:
    'People are counted in fives on this page, and groups smaller than five are left out, so that nobody can be picked out. It may be passed on.',
  fewActive: (n: number): string =>
    count(n, {
      one: 'Only one person was active. This is something to talk about, no measurement.',
      other:
        'Only # people were active. Among so few, one more or one less changes every figure: they are something to talk about, no measurement.',
    }),
  summary: {
    structure: 'How it is structured',
    /** People who are tied, and how many groups they make; of the messages, how many people write half. */
    connected: (members: number, groups: number, half: number | null, isRounded: boolean): string => {
      const start = `Answers and mentions tie ${people(members, isRounded)} together, in ${count(groups, { one: 'one group', other: '# groups' })}.`
      return half === null ? start : `${start} Half of all messages came from ${people(half, isRounded)}.`
    },
    unknown: 'What this cannot tell',
    cannotTell:
      'Who only reads, what happens outside these channels, whether anybody learned anything, and why anything changed.',
  },
  question: 'A question',
  contents: 'In this report',
  none: 'not known',
  percent,
  of: (n: number): string => `of ${number(n)}`,
  days: (n: number): string => count(n, { one: '# day', other: '# days' }),
  limit: (text: string): string => `It cannot tell ${text}`,
  before: {
    was: (then: string): string => `before: ${then}`,
    up: (then: string): string => `up from ${then}`,
    down: (then: string): string => `down from ${then}`,
    same: 'as before',
  },
  sure: {
    likely: (low: number, high: number): string =>
      `The true share is likely between ${percent(low)} and ${percent(high)}.`,
    small: (low: number, high: number): string =>
      `A small number: the true share could be anything from ${percent(low)} to ${percent(high)}.`,
  },
  table: { open: 'As a table', csv: 'Save as CSV' },
  readout: {
    label: (title: string): string => `Values of “${title}”`,
    hint: 'Point at the figure, or use the arrow keys here, to read its values.',
  },

  sections: {
    waiting: {
      title: 'Who is waiting',
      lead: 'Whoever is not answered learns that this is no place for them. These messages began something, are between a day and two weeks old, and nobody has taken them up.',
    },
    made: {
      empty: 'Nothing was made or done through the bot in these days, nor in those before.',
      title: 'What was made and done, and what came of it',
      lead: 'Knowing and doing belong together: people learn most where what they do has consequences for them and for others. All of this was said openly through the bot, so it is exact.',
    },
    membership: {
      title: 'How membership moved',
      lead: 'Learning and membership are inseparable: people come, stay, fall silent, and come back.',
    },
    newcomers: {
      title: 'What newcomers met',
      lead: 'A community is only as open as its first answer. Somebody is a newcomer with the first message they ever write here.',
    },
    answers: {
      title: 'Whether people are heard',
      lead: 'Where questions find answers, people learn from each other. Looked at are messages that began something.',
    },
    closeness: {
      title: 'How close people are',
      lead: 'People come in from the edge, and the edge is a good place to learn from. Everybody is counted by how many of the last twelve weeks they did something in.',
    },
    practices: {
      empty: 'No practice has been shared yet.',
      title: 'Ways of doing things',
      lead: 'A practice is not a document but something that is done. It lives where others do it too.',
    },
    words: {
      empty: 'Nobody has given a word yet.',
      title: 'Words of our own',
      lead: 'People who do things together speak alike. Counted is who took a word up besides whoever brought it; the messages are not kept.',
    },
    network: {
      title: 'How people are connected',
      lead: 'Who answers or names whom, drawn as a net in which everybody counts once. Each of these figures has two bad ends, and none is better for being higher.',
    },
    concentration: {
      title: 'On how many the talk rests',
      lead: 'Every community has people who carry it. The question is what happens when they are ill.',
    },
    survival: {
      title: 'How long people stay',
      lead: 'Of everybody who was ever active here, how many stay longer than a day, a week, a month, worked out without waiting until everybody has left.',
    },
    rhythm: {
      title: 'How much is said, and when',
      lead: 'The pulse of the place. More is not better: a quiet week may be one in which people built something.',
    },
    coincidence: {
      title: 'How far the cohort and the community are the same people',
      lead: 'A class is powerful where the communities of its students coincide with it.',
    },
    pictures: { title: 'More pictures', lead: 'What else can be seen.' },
    unknown: {
      title: 'What is not known',
      lead: 'A report is honest by what it says it cannot see.',
    },
    reading: {
      title: 'How to read this',
      lead: 'Read it with somebody from the community. A figure is a reason to ask; they know the answer.',
    },
    names: { title: 'Why there are no names', lead: null },
    all: {
      title: 'All figures in one table',
      lead: 'For whoever wants to go on counting.',
    },
  },

  waiting: {
    none: 'Nobody is waiting.',
    caption: 'Messages that nobody has taken up',
    columns: ['Where', 'Written', 'Waiting for', 'Somebody’s first message', 'Link'],
    first: 'yes',
    notFirst: 'no',
    newcomer: 'somebody’s first message',
    since: (waited: string, written: string): string => `has waited ${waited}, since ${written}`,
    open: 'Open it',
    openLabel: (space: string, written: string): string => `(${space}, ${written})`,
    more: (n: number): string =>
      count(n, { one: 'One more is in the table below.', other: '# more are in the table below.' }),
  },
  changed: {
    title: 'What changed because of somebody here',
    none: 'No problem was closed and confirmed in these days.',
  },
  madeList: {
    title: 'Shared in these days',
    more: (n: number): string => count(n, { one: 'and one more', other: 'and # more' }),
  },
  slowest: {
    caption: 'Where and when people wait longest',
    columns: ['Where or when', 'Half are answered within (minutes)', 'Answered messages'],
    hour: (hour: number): string => `written between ${hour}:00 and ${(hour + 1) % 24}:00`,
  },
  spread: {
    caption: 'Words and how far each has spread',
    columns: ['Word', 'People who use it besides its giver'],
    few: 'fewer than five',
  },
  figureTables: {
    week: (day: Day): string => `Week from ${time.day(day)}`,
    until: (day: Day): string => `Until ${time.day(day)}`,
    weekColumn: 'Week',
    untilColumn: 'At the end of the week',
    hourColumn: 'Hour',
    hour: (hour: number): string => `${String(hour).padStart(2, '0')}:00`,
    channelColumn: 'Channel, or hour',
    median: 'Half are answered within (minutes)',
    answered: 'Answered',
    starters: 'Began something',
    mapColumns: ['Group, by its channels', 'People'],
    pathColumns: ['What they did', 'Of whom', 'Too early to say of'],
    wordColumn: 'Word',
    gainedColumn: 'Since',
    practiceColumn: 'Practice',
    yes: 'yes',
    no: 'no',
    moveColumns: ['At the beginning', 'At the end', 'People'],
    move: (before: string, now: string, n: number): string =>
      `From “${before}” to “${now}”: ${people(n, false)}`,
    waitAt: (hour: string, median: string, answered: number): string =>
      `Written from ${hour}: half of the answers within ${median}, ${count(answered, { one: '# answered', other: '# answered' })}`,
    messages: (n: number): string => count(n, { one: '# message', other: '# messages' }),
    wait: (name: string, median: string | null, answered: number, starters: number): string =>
      median === null
        ? `${name}: none of ${number(starters)} answered within two days`
        : `${name}: half of the answers within ${median}, ${number(answered)} of ${number(starters)} answered`,
  },
  survival: {
    title: 'How many stay, by days since their first',
    finding: (after: number, share: number, se: number | null, n: number): string =>
      `Of ${people(n, false)}, about ${percent(share)}${se === null ? '' : ` (likely between ${percent(Math.max(0, share - 1.96 * se))} and ${percent(Math.min(1, share + 1.96 * se))})`} stay longer than ${count(after, { one: '# day', other: '# days' })}.`,
    none: 'Nobody’s stay has ended yet, so nothing can be said about how long people stay.',
    note: 'The line is the estimate, the area its 95 % interval. A stay counts as ended after 28 days of silence, breaks left out.',
    meaning:
      'A steep fall at the left means that people look in once and do not come back; a line that levels off means that whoever has stayed for some weeks mostly stays on.',
    limit: 'why people go, or whether they are gone: who reads in silence looks the same.',
    axis: 'days since the first',
    columns: [
      'Days since the first',
      'Share that stays longer (%)',
      'At least (%)',
      'At most (%)',
      'Still there that day',
      'Ended that day',
    ],
    mark: (day: number, share: number, atRisk: number, ended: number): string =>
      `${day === 0 ? 'The first day' : `After ${count(day, { one: '# day', other: '# days' })}`}: ${percent(share)} stay longer; ${number(ended)} of ${number(atRisk)} who were still there ended on that day.`,
  },

  unknown: {
    nothing: 'Nothing is missing from what the bot could read of these days.',
    partial: (fields: readonly string[], from: string, to: string, reason: string): string =>
      `From ${from} up to ${to}: ${reason}. That touches ${list(fields)}.`,
    always: [
      'Who only reads. Much learning is looking and listening, and none of it is seen here.',
      'What happens elsewhere: in the room, on the way home, in private messages, and in channels that the community is not bound to.',
      'Whether anybody learned anything. These are traces of participation; what they mean, people have to say.',
      'Why. No figure here says what caused another.',
    ],
    leftOut: (labels: readonly string[]): string =>
      `Left out of this page, because it would tell of groups smaller than five or let them be worked out: ${list(labels)}.`,
    fewPublic:
      'Fewer than 20 people were active, so nothing is counted here about who came and went: among so few, a number would point at somebody.',
  },
  reading: [
    'Direction, not position: look first at what went up or down, then ask what happened. There is no right size for any of these figures, and no community should be compared with another.',
    'A share is told with its counts. The line beneath shows where the true share is likely to be, worked out after Wilson with 95 % confidence: the dot is what was counted, the bar what is likely, the ring what it was before. Where the bar is long, little is known.',
    'Of fewer than thirty, no percentage is given. Nothing is claimed of a small club that would need hundreds of people to be shown.',
    'Two figures that rise together need not have to do with each other.',
    'No text of a message was kept to make this report. Every formula stands in docs/metrics.md.',
  ],
  noNames: [
    'This page shows how a community is doing, not how anybody in it is doing. Nothing that was worked out from watching is shown about a person to anybody else: no scores, no ranks, no lists of who is quiet.',
    'That is no gap to be closed. A figure about a person changes what they dare to do; a figure about a community is a question to all of it. If you wonder how somebody is, ask them.',
  ],
  all: {
    caption: 'All figures of this report',
    columns: ['Figure', 'Value', 'Before', 'Count', 'Of', 'At least', 'At most', 'Key'],
  },
  foot: (day: string): string =>
    `Written by Commonplace on ${day}. Everything is in this one file: it loads nothing, stores nothing and tells nobody that you read it.`,

  measures: {
    activeMembers: {
      label: 'People who took part',
      meaning: 'Everybody who wrote, reacted or did something at least once.',
      limit: 'who reads along: that is taking part too.',
    },
    new: {
      label: 'New',
      meaning: 'Did something here for the first time.',
      limit: 'whether they had long been reading.',
    },
    retained: {
      label: 'Stayed',
      meaning: 'Were here in the period before, and now.',
      limit: 'how much they take part: one reaction is enough.',
    },
    resurrected: {
      label: 'Came back',
      meaning: 'Were missing in the period before, and are here again.',
      limit: 'what brought them back.',
    },
    churned: {
      label: 'Not seen',
      meaning: 'Were here in the period before, and not now.',
      limit: 'that they have left: exams and holidays look the same.',
    },
    quickRatio: {
      label: 'Came for each who went',
      meaning:
        'New and returned people, divided by those not seen: the quick ratio. At 1, as many came as went.',
      ends: 'Far below 1 the community runs dry; far above 1 there are more newcomers than anybody can welcome.',
      limit: 'much coming and going from little: both can give the same number.',
    },
    posted: {
      label: 'Wrote for the first time',
      meaning: 'People whose first message ever fell into these days.',
      limit: 'how long they had been here before they dared.',
    },
    newcomersAnswered: {
      label: 'First messages answered',
      meaning:
        'Of the first messages that are at least two days old, those that somebody answered within two days. Newcomers who are answered come back more often.',
      limit: 'whether the answer helped or was kind.',
    },
    newcomersMedian: {
      label: 'Half of first answers within',
      meaning: 'How long newcomers waited who were answered.',
      limit: 'how long the others waited: who was never answered is not in it.',
    },
    returned: {
      label: 'Came back within two weeks',
      meaning:
        'Of those whose first message was two to four weeks before the end, who were active again on a later day.',
      limit: 'that an answer brought them back.',
    },
    answered: {
      label: 'Messages that were answered',
      meaning:
        'Of the messages that began something and are at least two days old, those answered within two days.',
      limit: 'whether the answer was any good, or the message wanted one.',
    },
    answersMedian: {
      label: 'Half of the answers within',
      meaning: 'How long those waited who were answered. Nights and weekends count.',
      limit: 'how long the unanswered waited: read it beside the share.',
    },
    waiting: {
      label: 'Messages that wait',
      meaning: 'A day to two weeks old, begun something, and taken up by nobody.',
      limit: 'whether they still matter to whoever wrote them.',
    },
    core: {
      label: 'Most weeks',
      meaning: 'Did something in three weeks of four or more: the core.',
      limit: 'who leads, or whom people trust.',
    },
    active: {
      label: 'Often',
      meaning: 'In one week of four or more.',
      limit: 'whether they would like to do more.',
    },
    peripheral: {
      label: 'At times',
      meaning: 'Less often than that: the edge, a legitimate place to learn from.',
      limit: 'whether they are on their way in or out.',
    },
    away: {
      label: 'Away',
      meaning: 'Were here once, and not in the last twelve weeks.',
      limit: 'why, or whether they still read.',
    },
    inward: {
      label: 'Moved closer',
      meaning:
        'Are in a closer group than at the beginning. Where some moved in, there is room at the edge for as many newcomers.',
      limit: 'what let them in.',
    },
    outward: {
      label: 'Moved away',
      meaning: 'Are in a group further out than at the beginning.',
      limit: 'whether something pushed them out.',
    },
    renewal: {
      label: 'New in the core',
      meaning: 'Of those who are here most weeks, who came within the last twelve months.',
      ends: 'If nobody is new, the middle is closed; if everybody is, nobody is left who remembers.',
      limit: 'anything where the history itself is younger than a year.',
    },
    shared: {
      label: 'Practices shared',
      meaning: 'Ways of doing things that somebody wrote down for the others.',
      limit: 'what people know and never write down.',
    },
    saidDone: {
      label: 'Things done',
      meaning: 'Everything that people told with /did, with or without a practice.',
      limit: 'what was done and not told.',
    },
    practicesDone: {
      label: 'Practices done',
      meaning: 'How often a practice was done: as written, in somebody’s own way, or tried without success.',
      limit: 'what was done and not told.',
    },
    versions: {
      label: 'Other ways',
      meaning: 'Practices that somebody changed and shared in their own way. That is learning one can see.',
      limit: 'which way is better.',
    },
    doingRatio: {
      label: 'Doing among what was said',
      meaning:
        'Of everything done through the bot, the part that is doing: practices done, problems opened, joined and closed.',
      ends: 'Near 0 there is only talk about doing; near 1 nothing is written down for those who come later.',
      limit: 'what happens outside.',
    },
    changed: {
      label: 'Problems done',
      meaning: 'Real problems that were closed, with what changed, and that somebody else has confirmed.',
      limit: 'how large the difference was.',
    },
    consequence: {
      label: 'Contributions with consequences',
      meaning:
        'Of what people gave in the 90 days before the end, that of which somebody else recorded that it came to something.',
      limit: 'the consequences that nobody recorded, which are most.',
    },
    consequenceMembers: {
      label: 'People who made a difference',
      meaning: 'How many people gave something that came to something.',
      limit: 'who helped them.',
    },
    proven: {
      label: 'Proven practices',
      meaning: 'Worked for at least three people other than whoever shared them.',
      limit: 'that they will work for you.',
    },
    reuse: {
      label: 'Practices that others do',
      meaning: 'Of the practices that are four weeks old or older, those that somebody else has done.',
      limit: 'why one is left alone: it may be useless, too hard, or too well known.',
    },
    leaving: {
      label: 'Practices that may go',
      meaning: 'Everybody who has done them is away. Somebody could learn them before they are forgotten.',
      limit: 'whether others know them and never said so.',
    },
    wordsGiven: {
      label: 'Words given',
      meaning: 'Words of the community’s own that people have explained to each other.',
      limit: 'which words are used and nobody gave.',
    },
    connected: {
      label: 'People who are connected',
      meaning: 'Answered or named somebody, or were answered or named, at least once.',
      limit: 'about reading and listening, or what was said in the room.',
    },
    ties: {
      label: 'Pairs',
      meaning: 'Pairs of people of whom one answered or named the other.',
      limit: 'how well they know each other.',
    },
    reciprocity: {
      label: 'Pairs tied both ways',
      meaning: 'Of all pairs, the part in which each has answered or named the other.',
      ends: 'Near 0 some only answer and others only ask; near 1 everybody answers whoever has answered them, and newcomers are left out.',
      limit: 'who owes whom an answer; nobody does.',
    },
    clusters: {
      label: 'Groups',
      meaning: 'Groups of people who answer each other more than others.',
      ends: 'One group and nothing is at the edge; very many and nobody is anybody’s neighbour.',
      limit: 'why people are together: a subject, a language, a class or a time of day.',
    },
    modularity: {
      label: 'How far the groups are apart',
      meaning: 'Modularity: the part of ties inside groups beyond what chance would give.',
      ends: 'Near 0 the groups are hardly there; near 1 they hardly speak to each other, and what one learns the others do not.',
      limit: 'whether that is good: people also need a room of their own.',
    },
    centralization: {
      label: 'How much runs through one person',
      meaning:
        'Betweenness centralisation: at 1 all ways lead through a single person, at 0 through everybody alike.',
      ends: 'Near 1 everything stops when that person does; near 0 nobody brings people together who do not know each other.',
      limit: 'who that is, on purpose.',
    },
    gini: {
      label: 'How unevenly people write',
      meaning: 'The Gini coefficient: 0 if everybody writes equally much, near 1 if one writes everything.',
      ends: 'Near 1 there is one voice; near 0 nobody carries the place.',
      limit: 'whether the few talk over the others or for them.',
    },
    absenceFactor: {
      label: 'People who write half of it',
      meaning: 'The fewest people without whom half of the messages would be gone.',
      ends: 'One or two, and the place falls silent with them; very many, and nobody feels that it is theirs to carry.',
      limit: 'who they are, on purpose, nor what they know.',
    },
    stayed28: {
      label: 'Stay longer than four weeks',
      meaning: 'The share of everybody who ever came that is estimated to stay longer than 28 days.',
      limit: 'why the others do not.',
    },
    medianStay: {
      label: 'Half stay longer than',
      meaning: 'After so many days half of all who came have fallen silent.',
      limit: 'how long somebody will stay who comes today.',
    },
    messages: {
      label: 'Messages',
      meaning: 'Everything that people wrote.',
      limit: 'whether anything was learned.',
    },
    starters: {
      label: 'Began something',
      meaning: 'Messages that opened a conversation.',
      limit: 'whether they wanted an answer.',
    },
    replies: {
      label: 'Answered somebody',
      meaning: 'Messages that are known to answer another person’s.',
      limit: 'answers given without a reply or a thread.',
    },
    mentions: {
      label: 'Named somebody',
      meaning: 'How often one person named another.',
      limit: 'why.',
    },
    reactions: {
      label: 'Reactions',
      meaning: 'Emoji put on what another person wrote.',
      limit: 'much: they are cheap, and mean many things.',
    },
    ofCohort: {
      label: 'Of the cohort, in the community',
      meaning: 'Of the people of the cohort, those who were active here.',
      limit: 'in which other communities they learn.',
    },
    ofCommunity: {
      label: 'Of the community, in the cohort',
      meaning: 'Of the people who were active here, those who are of the cohort.',
      limit: 'what the others are to them.',
    },
  },
}
