import { describe, expect, it } from 'vitest'
import { english } from '../../src/core/words/english.ts'
import { BOOK_SAMPLES } from './words/book-samples.ts'
import { DOCTOR_SAMPLES } from './words/doctor-samples.ts'
import { FIGURE_SAMPLES } from './words/figure-samples.ts'
import { LEARN_SAMPLES } from './words/learn-samples.ts'
import { MAP_SAMPLES } from './words/map-samples.ts'
import { PAGE_SAMPLES } from './words/page-samples.ts'
import { RESTORE_SAMPLES } from './words/restore-samples.ts'

/** Calls every function of the catalogue, in singular, plural and none, with the arguments that it takes. */
const period = { from: 20_752, to: 20_780 }
const half = { count: 20, n: 40, share: 0.5 }
const single = { count: 1, n: 1, share: null }
const none = { count: 0, n: 30, share: 0 }
const day = { from: 20_752, to: 20_753 }
const counts = {
  files: 1,
  spaces: 2,
  members: 1,
  messages: 2,
  replies: 1,
  mentions: 2,
  reactions: 1,
  joins: 2,
  known: 3,
}
const imported = {
  ...counts,
  community: 'Club',
  kind: 'slack' as const,
  from: '2026-01-01',
  to: '2026-02-01',
  new: 2,
  skipped: {},
}
const { board, community, did, digest, discord, figures, help, my, operator, people, practice } = english
const {
  problem,
  refusals,
  servingDiscord,
  servingSlack,
  setup,
  slack,
  slackCalls,
  terminal,
  thanks,
  time,
  waiting,
  word,
} = english
const one = ['#a']
const two = ['#a', '#b']
const SAMPLES: Readonly<Record<string, readonly (() => string)[]>> = {
  ...BOOK_SAMPLES,
  ...DOCTOR_SAMPLES,
  ...LEARN_SAMPLES,
  ...PAGE_SAMPLES,
  ...MAP_SAMPLES,
  ...RESTORE_SAMPLES,
  'board.practice': [() => board.practice('Solder', ''), () => board.practice('Solder', 'It is loose')],
  'board.firstStep': [() => `A${board.firstStep('Measure the gap')}`],
  'board.places': [0, 1, 2].map((n) => () => `A${board.places(n)}`),
  'board.waiting': [() => board.waiting(1), () => board.waiting(3)],
  'community.title': [() => community.title('Club')],
  'community.timeZoneValue': [() => community.timeZoneValue('UTC')],
  'community.breaksValue': [() => community.breaksValue([]), () => community.breaksValue([period, day])],
  'community.break.added': [() => community.break.added(period)],
  'community.break.tooMany': [() => community.break.tooMany(50)],
  'did.recorded': [() => did.recorded('x'), () => did.recorded('x.'), () => did.recorded('x?')],
  'did.tried': [() => did.tried('X', 1), () => did.tried('X', 2)],
  'did.unknownPractice': [() => did.unknownPractice('x', []), () => did.unknownPractice('x', ['a', 'b'])],
  'did.together': [() => did.together(['a', 'b'])],
  'did.ofPractice': [() => did.ofPractice('X', 'as written')],
  'cohort.file.noId': [() => english.cohort.file.noId(2)],
  'cohort.file.notRead': [() => english.cohort.file.notRead('list.txt')],
  'cohort.file.whichPlatform': [() => english.cohort.file.whichPlatform(2, '123')],
  'cohort.gone': [() => english.cohort.gone('x')],
  'cohort.hidden': [() => english.cohort.hidden('9b')],
  'cohort.told': [
    () => english.cohort.told('9b', { ofCohort: half, ofCommunity: half, period }, true),
    () => english.cohort.told('9b', { ofCohort: single, ofCommunity: single, period }, false),
    () => english.cohort.told('9b', { ofCohort: none, ofCommunity: none, period }, false),
  ],
  'cohort.tooFew': [() => english.cohort.tooFew('9b', 5)],
  'cohort.tooMany': [() => english.cohort.tooMany(100_000)],
  'refusals.wantsCohort': [() => english.refusals.wantsCohort('Cohort', 'x')],
  'digest.title': [() => digest.title('Club', period), () => digest.title('Club', day)],
  'digest.finding.people': [
    () => digest.finding.people(1, 1, period, false),
    () => digest.finding.people(30, 20, day, false),
    () => digest.finding.people(20, 30, { from: 0, to: 10 }, false),
    () => digest.finding.people(20, 0, period, true),
  ],
  'digest.finding.done': [() => digest.finding.done(1, 0), () => digest.finding.done(2, 1)],
  'digest.finding.messages': [
    () => digest.finding.messages(1, 2, period),
    () => digest.finding.messages(5, 5, period),
  ],
  'digest.finding.nothing': [
    () => digest.finding.nothing(period),
    () => digest.finding.nothing({ from: 0, to: 7 }),
  ],
  'digest.finding.waiting': [() => digest.finding.waiting(1, 1), () => digest.finding.waiting(5, 2)],
  'digest.finding.firstWaiting': [
    () => digest.finding.firstWaiting(1, 0),
    () => digest.finding.firstWaiting(2, 1),
  ],
  'digest.finding.sentence': [
    () => digest.finding.sentence(['a']),
    () => digest.finding.sentence(['a', 'b']),
  ],
  'digest.waiting.all': [
    () => digest.waiting.all(1, 1),
    () => digest.waiting.all(3, 2),
    () => digest.waiting.all(1, 0),
  ],
  'digest.finding.waitingFirst': [() => digest.finding.waitingFirst('one waits', 'all is well')],
  'digest.answers.few': [
    () => digest.answers.few({ count: 0, n: 1 }),
    () => digest.answers.few({ count: 1, n: 1 }),
    () => digest.answers.few({ count: 1, n: 3 }),
    () => digest.answers.few({ count: 3, n: 3 }),
  ],
  'digest.questions.leaving': [
    () => digest.questions.leaving(3, 0, false),
    () => digest.questions.leaving(2, 1, false),
    () => digest.questions.leaving(1, 0, false),
    () => digest.questions.leaving(10, 5, true),
  ],
  'digest.waiting.some': [
    () => digest.waiting.some(1, 1, [{ name: '#a', n: 1 }], 0),
    () => digest.waiting.some(1, 0, [{ name: '#a', n: 1 }], 0),
    () => digest.waiting.some(3, 2, [{ name: '#a', n: 3 }], 0),
    () => digest.waiting.some(9, 9, [{ name: '#a', n: 6 }], 3),
  ],
  'digest.waiting.oldest': [() => digest.waiting.oldest(3000)],
  'digest.answers.share': [() => digest.answers.share('1 of 2')],
  'digest.answers.before': [() => digest.answers.before('1 of 2')],
  'digest.finding.answered': [() => digest.finding.answered({ count: 1, n: 2 }, { count: 3, n: 4 })],
  'digest.finding.newcomers': [
    () => digest.finding.newcomers(1, 0, period, false),
    () => digest.finding.newcomers(0, 5, period, true),
  ],
  'digest.cameOf.rate': [
    () => digest.cameOf.rate({ count: 0, n: 1 }, 0, null),
    () => digest.cameOf.rate({ count: 1, n: 1 }, 1, null),
    () => digest.cameOf.rate({ count: 0, n: 3 }, 0, { count: 1, n: 2 }),
    () => digest.cameOf.rate({ count: 2, n: 3 }, 1, { count: 1, n: 2 }),
  ],
  'digest.cameOf.reuse': [
    () => digest.cameOf.reuse({ count: 0, n: 1 }, null),
    () => digest.cameOf.reuse({ count: 1, n: 1 }, { count: 0, n: 1 }),
    () => digest.cameOf.reuse({ count: 0, n: 3 }, null),
    () => digest.cameOf.reuse({ count: 1, n: 3 }, { count: 0, n: 1 }),
  ],
  'digest.onlyAway': [() => digest.onlyAway(['Knot'], 0), () => digest.onlyAway(['Knot', 'Bend'], 2)],
  'digest.questions.onlyAway': [
    () => digest.questions.onlyAway(['Knot']),
    () => digest.questions.onlyAway(['Knot', 'Bend']),
  ],
  'digest.buttons.waiting': [() => digest.buttons.waiting(6)],
  'digest.newcomers.none': [() => digest.newcomers.none(null), () => digest.newcomers.none(3)],
  'digest.answers.median': [() => digest.answers.median(30)],
  'digest.share': [() => digest.share(1, 2), () => digest.share(5, 20, true)],
  'digest.noneOf': [() => digest.noneOf(4), () => digest.noneOf(20, true)],
  'digest.finding.talk': [
    () => digest.finding.talk(200, 90, period),
    () => digest.finding.talk(1, 200, period),
    () => digest.finding.talk(200, 0, period),
  ],
  'digest.percent': [() => digest.percent(0.5)],
  'digest.made.none': [() => digest.made.none(0), () => digest.made.none(3)],
  'digest.made.some': [
    () => digest.made.some(1, 0, ['a'], 0),
    () => digest.made.some(5, 2, ['a', 'b', 'c'], 2),
  ],
  'digest.done.none': [() => digest.done.none(0), () => digest.done.none(3)],
  'digest.done.some': [() => digest.done.some(1, 0), () => digest.done.some(3, 1)],
  'digest.done.practices': [() => digest.done.practices({ all: 3, asWritten: 1, ownWay: 1, didNotWork: 1 })],
  'digest.done.ofOthers': [() => digest.done.ofOthers(1), () => digest.done.ofOthers(2)],
  'digest.changed.one': [() => digest.changed.one('Fix the door', 'It is warm')],
  'digest.changed.some': [() => digest.changed.some(1, 0), () => digest.changed.some(2, 1)],
  'digest.changed.more': [() => digest.changed.more(1), () => digest.changed.more(2)],
  'digest.finding.changed': [
    () => digest.finding.changed(['A']),
    () => digest.finding.changed(['A', 'B', 'C']),
  ],
  'digest.here.all': [
    () => digest.here.all(1, 0, false),
    () => digest.here.all(20, 0, true),
    () => digest.here.all(20, 15, true),
  ],
  'digest.here.parts': [
    () => digest.here.parts({ new: 0, returned: 0, stayed: 3 }, null),
    () => digest.here.parts({ new: 1, returned: 2, stayed: 0 }, 3),
  ],
  'digest.here.left': [
    () => digest.here.left(0, null, false),
    () => digest.here.left(1, 2, false),
    () => digest.here.left(5, 10, true),
  ],
  'digest.newcomers.posted': [
    () => digest.newcomers.posted(1, null, false),
    () => digest.newcomers.posted(5, 10, true),
  ],
  'digest.newcomers.answered': [() => digest.newcomers.answered('1 of 2')],
  'digest.newcomers.returned': [
    () => digest.newcomers.returned('1 of 2', null),
    () => digest.newcomers.returned('1 of 2', '3 of 4'),
  ],
  'digest.talk': [() => digest.talk({ messages: [1, 2], replies: [1, 0], reactions: [1, 2] })],
  'digest.questions.newcomersWaiting': [
    () => digest.questions.newcomersWaiting(1, '#help', 1),
    () => digest.questions.newcomersWaiting(2, '#help', 1),
    () => digest.questions.newcomersWaiting(2, '#help', 2),
    () => digest.questions.newcomersWaiting(5, '#help', 4),
  ],
  'digest.questions.inward': [
    () => digest.questions.inward(1, false),
    () => digest.questions.inward(5, true),
  ],
  'digest.questions.spread': [
    () => digest.questions.spread('x', 7, false),
    () => digest.questions.spread('x', 10, true),
  ],
  'digest.questions.notDone': [
    () => digest.questions.notDone(['a']),
    () => digest.questions.notDone(['a', 'b']),
  ],
  'digest.notes.small': [() => digest.notes.small('1 of 2', 0.1, 0.9)],
  'digest.notes.partial': [() => digest.notes.partial(['a'], ['b', 'c'])],
  'discord.fileTooLarge': [() => discord.fileTooLarge('my-data.json')],
  'figures.membersByWeek.finding': [
    () => figures.membersByWeek.finding({ at: 1, n: 1 }, { at: 1, n: 1 }, false),
    () => figures.membersByWeek.finding({ at: 1, n: 10 }, { at: 8, n: 20 }, true),
  ],
  'figures.membersByWeek.note': [() => figures.membersByWeek.note('UTC', true)],
  'figures.bandsOverTime.finding': [
    () => figures.bandsOverTime.finding({ core: 1, active: 2, peripheral: 3 }, false),
  ],
  'figures.bandsOverTime.note': [() => figures.bandsOverTime.note('UTC', true)],
  ...FIGURE_SAMPLES,
  'figures.rhythm.finding': [() => figures.rhythm.finding(6, 23, 1, 2)],
  'figures.rhythm.note': [() => figures.rhythm.note('UTC')],
  'figures.waitsBySpace.finding': [() => figures.waitsBySpace.finding('#a', 90, 1, 2)],
  'figures.waitsBySpace.one': [() => figures.waitsBySpace.one('#a', 90, 1, 2)],
  'help.title': [() => help.title('Club')],
  'help.commandsNote': [() => help.commandsNote('/help did')],
  'help.commandTitle': [() => help.commandTitle('did')],
  'help.optionRequired': [() => help.optionRequired('Words')],
  'help.optionOptional': [() => help.optionOptional('Words')],
  'my.arrivals': [() => my.arrivals(0, 0), () => my.arrivals(1, 0), () => my.arrivals(1, 2)],
  'my.days': [() => my.days(0), () => my.days(1), () => my.days(80)],
  'my.appointed': [() => my.appointed(['mentor']), () => my.appointed(['adult', 'mentor'])],
  'my.learning': [
    () => my.learning(0, 0, 0, 0),
    () => my.learning(1, 2, 1, 1),
    () => my.learning(2, 0, 3, 2),
    () => my.learning(0, 1, 0, 0),
  ],
  'my.given': [() => my.given(0, 0), () => my.given(1, 0), () => my.given(2, 1), () => my.given(0, 5)],
  'my.marks': [() => my.marks(0), () => my.marks(1), () => my.marks(2)],
  'my.messages.raw': [() => my.messages.raw(1, 1), () => my.messages.raw(312, 4)],
  'my.messages.sealed': [() => my.messages.sealed(1), () => my.messages.sealed(1200)],
  'my.paused': [() => my.paused(20_000)],
  'my.problems': [
    () => my.problems({ opened: 1, joined: 2, closed: 1, confirmed: 1, beside: 1 }),
    () => my.problems({ opened: 0, joined: 1, closed: 0, confirmed: 0, beside: 0 }),
  ],
  'my.reactions': [() => my.reactions(0), () => my.reactions(1), () => my.reactions(2)],
  'my.since': [() => my.since(20_000)],
  'my.ties': [() => my.ties(0, 0), () => my.ties(1, 2)],
  'my.you': [
    () => my.you([]),
    () => my.you([{ platform: 'discord', name: 'Ada' }]),
    () => my.you([{ platform: 'slack', name: null }]),
    () =>
      my.you([
        { platform: 'discord', name: 'dragon' },
        { platform: 'slack', name: 'Ada' },
      ]),
  ],
  'my.names': [() => my.names(true), () => my.names(false)],
  'my.link.typeIt': [() => my.link.typeIt('slack'), () => my.link.typeIt('discord')],
  'my.link.typed': [() => my.link.typed('slack', 'K7QM-2XHD'), () => my.link.typed('discord', 'K7QM-2XHD')],
  'my.link.already': [() => my.link.already(['discord', 'slack'])],
  'my.link.onePlatform': [() => my.link.onePlatform([]), () => my.link.onePlatform(['discord'])],
  'my.link.madeAfter': [() => my.link.madeAfter('discord')],
  'my.link.done': [() => my.link.done(['discord', 'slack'])],
  'setup.code.typeIt': [() => setup.code.typeIt('slack'), () => setup.code.typeIt('discord')],
  'setup.code.typed': [
    () => setup.code.typed('slack', 'K7QM-2XHD'),
    () => setup.code.typed('discord', 'K7QM-2XHD'),
  ],
  'setup.code.onlyModerators': [() => setup.code.onlyModerators('Club')],
  'people.somebodyOn': [() => people.somebodyOn('discord')],
  'people.peopleOn': [() => people.peopleOn(1, 'discord'), () => people.peopleOn(3, 'slack')],
  'my.erase.notConfirmed': [() => my.erase.notConfirmed('erase')],
  'operator.serving.standingBy': [() => operator.serving.standingBy('Slack')],
  'operator.serving.takenOver': [() => operator.serving.takenOver('Slack')],
  'operator.communities.line': [
    () => operator.communities.line({ name: 'Club', timezone: 'UTC', spaces: 1, from: null, to: null }),
    () =>
      operator.communities.line({
        name: 'Club',
        timezone: 'UTC',
        spaces: 2,
        from: '2026-01-01',
        to: '2026-02-01',
      }),
  ],
  'operator.commandLine.unknown': [
    () => operator.commandLine.unknown('digset', 'digest'),
    () => operator.commandLine.unknown('digset', null),
  ],
  'operator.communities.unknown': [
    () => operator.communities.unknown('x', ['a', 'b'], null),
    () => operator.communities.unknown('x', ['a', 'b'], 'a'),
  ],
  'operator.imported.failed': [
    () => operator.imported.failed(['x.json'], 'it ends in the middle'),
    () => operator.imported.failed(['a', 'b', 'c', 'd'], 'it ends in the middle'),
  ],
  'operator.imported.next': [() => operator.imported.next('Club')],
  'operator.imported.report': [
    () => operator.imported.report(imported),
    () =>
      operator.imported.report({ ...imported, from: null, to: null, new: 0, skipped: { file_comment: 1 } }),
  ],
  'operator.serving.startedSlack': [() => operator.serving.startedSlack('Robots')],
  'operator.serving.tryingAgain': [
    () => operator.serving.tryingAgain('Gone.', 5),
    () => operator.serving.tryingAgain('Gone.', 1),
  ],
  'operator.serving.started': [
    () => operator.serving.started([], { texts: true, arrivals: true }),
    () => operator.serving.started(['Robots', 'Annex'], { texts: false, arrivals: false }),
  ],
  'operator.invite.link': [() => operator.invite.link('https://discord.com/oauth2/authorize?client_id=1')],
  'operator.backup.done': [() => operator.backup.done('copy.db')],
  'servingDiscord.closed': [4004, 4010, 4011, 4012, 4013, 4014, 4999].map(
    (code) => () => servingDiscord.closed(code),
  ),
  'servingDiscord.several': [() => servingDiscord.several(two)],
  'servingDiscord.unreachable': [() => servingDiscord.unreachable('ECONNREFUSED')],
  'operator.start.stored': [
    () => operator.start.stored('Club', []).join(' '),
    () => operator.start.stored('Club', ['Other']).join(' '),
  ],
  'practice.theirWords.question': [() => practice.theirWords.question('Solder')],
  'practice.theirWords.whatItDoes': [
    () => practice.theirWords.whatItDoes(1),
    () => practice.theirWords.whatItDoes(14),
  ],
  'practice.theirWords.given': [() => practice.theirWords.given('Ada')],
  'practice.find.found': [() => practice.find.found('x')],
  'practice.find.nothingFound': [() => practice.find.nothingFound('x')],
  'practice.find.more': [() => practice.find.more(1), () => practice.find.more(2)],
  'practice.find.times': [
    () => practice.find.times(0),
    () => practice.find.times(1),
    () => practice.find.times(2),
  ],
  'practice.share.taken': [() => practice.share.taken('X')],
  'practice.card.state.done': [
    () => practice.card.state.done(1, 1),
    () => practice.card.state.done(2, 1),
    () => practice.card.state.done(1, 0),
    () => practice.card.state.done(2, 0),
  ],
  'practice.card.state.proven': [() => practice.card.state.proven(3)],
  'practice.card.failing': [() => practice.card.failing(3, 5)],
  'practice.card.retired': [
    () => practice.card.retired(20_000, ''),
    () => practice.card.retired(20_000, 'We solder now.'),
  ],
  'practice.card.outcomes': [
    () => practice.card.outcomes({ asWritten: 0, ownWay: 0, didNotWork: 0 }),
    () => practice.card.outcomes({ asWritten: 2, ownWay: 1, didNotWork: 3 }),
  ],
  'practice.doing.question': [() => practice.doing.question('X')],
  'practice.myWay.name': [() => practice.myWay.name('X')],
  'practice.myWay.shared': [() => practice.myWay.shared('X')],
  'practice.ask.title': [() => practice.ask.title('X')],
  'practice.ask.line': [() => practice.ask.line('as written', 20_000)],
  'practice.history.title': [() => practice.history.title('X')],
  'practice.history.shared': [() => practice.history.shared('Ada')],
  'practice.history.changed': [() => practice.history.changed('Ada', ['“How”', '“Name”'])],
  'practice.history.did': [() => practice.history.did('Ada', 'as written')],
  'practice.history.more': [() => practice.history.more(1), () => practice.history.more(2)],
  'problem.list.some': [
    () => problem.list.some(1, 1),
    () => problem.list.some(1, 0),
    () => problem.list.some(2, 2),
    () => problem.list.some(3, 1),
    () => problem.list.some(2, 0),
  ],
  'problem.list.more': [() => problem.list.more(['a'], 0), () => problem.list.more(['a', 'b', 'c'], 2)],
  'problem.list.claimed': [() => problem.list.claimed(1), () => problem.list.claimed(2)],
  'problem.list.change': [() => problem.list.change('It is warm')],
  'problem.status.joined': [() => problem.status.joined(['a', 'b'])],
  'problem.status.in': [0, 1, 2].map((n) => () => problem.status.in(n)),
  'problem.status.placesLeft': [0, 1, 2].map((n) => () => problem.status.placesLeft(n)),
  'problem.status.until': [() => problem.status.until(20_000)],
  'problem.status.past': [() => problem.status.past(20_000)],
  'problem.open.taken': [() => problem.open.taken('Fix the door')],
  'problem.card.others': [() => problem.card.others(1), () => problem.card.others(2)],
  'problem.card.placesOf': [() => problem.card.placesOf(0, 3), () => problem.card.placesOf(1, 3)],
  'problem.card.untilValue': [() => problem.card.untilValue(20_000)],
  'problem.card.changedForSomebody': [() => problem.card.changedForSomebody('I can weld')],
  'problem.card.by': [() => problem.card.by(20_000)],
  'problem.card.closed': [() => problem.card.closed(20_000)],
  'problem.card.confirmed': [() => problem.card.confirmed(20_000)],
  'problem.card.past': [() => problem.card.past(20_000)],
  'problem.card.reopened': [() => problem.card.reopened(20_000, 20_001, 'It is warm')],
  'problem.join.told': [() => problem.join.told('Fix the door')],
  'problem.join.room': [0, 1, 2].map((n) => () => problem.join.room(n)),
  'problem.more.fewerPlaces': [() => problem.more.fewerPlaces(1), () => problem.more.fewerPlaces(2)],
  'refusals.unknownCommand': [
    () => refusals.unknownCommand('x', null, null),
    () => refusals.unknownCommand('x', 'y', null),
    () => refusals.unknownCommand('x'.repeat(90), 'y', '/y z'),
  ],
  'refusals.notToBeNamed': [() => refusals.notToBeNamed('Ada'), () => refusals.notToBeNamed('x'.repeat(90))],
  'refusals.noSlashNear': [() => refusals.noSlashNear('did')],
  'refusals.unknownOption': [
    () => refusals.unknownOption('x:', null, '/did', '/did y'),
    () => refusals.unknownOption('x:', 'y:', '/did', '/did y'),
  ],
  'refusals.optionTwice': [() => refusals.optionTwice('x')],
  'refusals.tooManyWords': [() => refusals.tooManyWords('x', '/did', '/did y')],
  'refusals.otherWord': [() => refusals.otherWord('x', 'y', 'z')],
  'refusals.tooLong': [() => refusals.tooLong(4000)],
  'refusals.missing': [() => refusals.missing(['a', 'b'], '/x a b')],
  'refusals.textEmpty': [() => refusals.textEmpty('a')],
  'refusals.textTooLong': [() => refusals.textTooLong('a', 200)],
  'refusals.wantsNumber': [() => refusals.wantsNumber('a', 1, 2, 'x')],
  'refusals.wantsDate': [() => refusals.wantsDate('a', 'x')],
  'refusals.wantsPerson': [() => refusals.wantsPerson('a', 'x')],
  'refusals.channelTwice': [() => refusals.channelTwice('a', '#b', ['1', '2'])],
  'refusals.wantsChannel': [
    () => refusals.wantsChannel('a', 'x'),
    () => refusals.wantsChannel('a', 'x', ['#b', '#c']),
  ],
  'refusals.wantsChannels': [
    () => refusals.wantsChannels('a', 'x'),
    () => refusals.wantsChannels('a', 'x', ['#b', '#c']),
  ],
  'refusals.wantsChoice': [() => refusals.wantsChoice('a', ['b', 'c'], 'x')],
  'refusals.noSuchNumber': [
    () => refusals.noSuchNumber('7', 0),
    () => refusals.noSuchNumber('7', 1),
    () => refusals.noSuchNumber('7', 3),
  ],
  'refusals.incident': [() => refusals.incident('abc123')],
  'servingSlack.appTokenRefused': [() => servingSlack.appTokenRefused('invalid_auth')],
  'servingSlack.botTokenRefused': [() => servingSlack.botTokenRefused('invalid_auth')],
  'servingSlack.ended': [() => servingSlack.ended('link_disabled'), () => servingSlack.ended('other')],
  'servingSlack.missingScopes': [
    () => servingSlack.missingScopes(['chat:write']),
    () => servingSlack.missingScopes(['chat:write', 'files:read']),
  ],
  'servingSlack.unreachable': [() => servingSlack.unreachable('timeout')],
  'setup.slot': [() => setup.slot({ weekday: 0, hour: 9, minute: 5 })],
  'setup.begin.done': [() => setup.begin.done('Club')],
  'setup.board.placed': [() => setup.board.placed('#a')],
  'setup.board.moved': [() => setup.board.moved('#a')],
  'setup.board.notPostable': [() => setup.board.notPostable('#a')],
  'setup.boardElsewhere': [() => setup.boardElsewhere('Other server')],
  'setup.boardIn': [() => setup.boardIn('#a')],
  'setup.boardSoon': [() => setup.boardSoon('#a')],
  'setup.join.offer': [() => setup.join.offer(['Robots']), () => setup.join.offer(['Robots', 'Boats'])],
  'setup.join.button': [() => setup.join.button('Robots')],
  'setup.join.form': [() => setup.join.form('Robots')],
  'setup.bound': [() => setup.bound(one), () => setup.bound(two)],
  'setup.channelsValue': [
    () => setup.channelsValue(two, 0),
    () => setup.channelsValue(two, 1),
    () => setup.channelsValue(two, 9),
  ],
  'setup.digestsTo': [
    () => setup.digestsTo('#a', true, 'discord'),
    () => setup.digestsTo('#a', false, 'discord'),
    () => setup.digestsTo('#a', false, 'slack'),
    () => setup.digestsTo('#a', false, 'terminal'),
  ],
  'setup.digestsElsewhere': [() => setup.digestsElsewhere('Other server')],
  'setup.elsewhere': [() => setup.elsewhere('Other server', two)],
  'setup.gone': [() => setup.gone(one), () => setup.gone(two)],
  'setup.history.begun': [() => setup.history.begun(null), () => setup.history.begun(20_000)],
  'setup.missing': [
    () => setup.missing('discord', one, ['readHistory']),
    () => setup.missing('discord', two, ['see', 'readHistory', 'post', 'attach', 'pin']),
    () => setup.missing('slack', one, ['see']),
    () => setup.missing('slack', two, ['see', 'post']),
    () => setup.missing('slack', one, ['post']),
    () => setup.missing('slack', two, ['post', 'attach']),
    () => setup.missing('terminal', one, ['see']),
  ],
  'setup.nextBefore': [() => setup.nextBefore('Monday 9:00')],
  'setup.problem.gone': [() => setup.problem.gone(20_000)],
  'setup.problem.forbidden': [() => setup.problem.forbidden(20_000)],
  'setup.problem.away': [() => setup.problem.away(20_000)],
  'setup.problem.invalid': [() => setup.problem.invalid(20_000)],
  'setup.problem.unknown': [() => setup.problem.unknown(20_000)],
  'setup.problem.late': [() => setup.problem.late(20_000)],
  'setup.progress.reading': [
    () => setup.progress.reading('#a', 0, null),
    () => setup.progress.reading('#a', 1, 20_000),
    () => setup.progress.reading('#a', 12_000, 20_000),
  ],
  'setup.progress.waiting': [() => setup.progress.waiting(1), () => setup.progress.waiting(3)],
  'setup.progress.noAccess': [() => setup.progress.noAccess(two)],
  'setup.progress.finished': [() => setup.progress.finished(0, 1), () => setup.progress.finished(2, 7)],
  'setup.progress.more': [() => setup.progress.more(1), () => setup.progress.more(3)],
  'setup.reads.noTexts': [
    () => setup.reads.noTexts('discord'),
    () => setup.reads.noTexts('slack'),
    () => setup.reads.noTexts('terminal'),
  ],
  'setup.reads.noArrivals': [
    () => setup.reads.noArrivals('discord'),
    () => setup.reads.noArrivals('slack'),
    () => setup.reads.noArrivals('terminal'),
  ],
  'setup.refused.nameTaken': [() => setup.refused.nameTaken('Club')],
  'setup.refused.goneChannels': [
    () => setup.refused.goneChannels(1, 'discord'),
    () => setup.refused.goneChannels(2, 'terminal'),
    () => setup.refused.goneChannels(1, 'slack'),
    () => setup.refused.goneChannels(2, 'slack'),
  ],
  'setup.refused.unreadable': [() => setup.refused.unreadable(one), () => setup.refused.unreadable(two)],
  'setup.refused.foreign': [() => setup.refused.foreign('#a', 'Other club')],
  'setup.refused.wasForeign': [() => setup.refused.wasForeign('#a', 'Other club')],
  'setup.refused.notPostable': [() => setup.refused.notPostable('#a')],
  'setup.refused.slot': [() => setup.refused.slot('soon')],
  'setup.refused.timeZone': [
    () => setup.refused.timeZone('x', null),
    () => setup.refused.timeZone('x', 'Europe/Paris'),
  ],
  'slack.fileBeside': [() => slack.fileBeside('my-data.json')],
  'slack.fileNotSent': [() => slack.fileNotSent('my-data.json')],
  'slack.manifest.badAlias': [() => slack.manifest.badAlias('C P', 31)],
  'slack.manifest.badName': [() => slack.manifest.badName(35)],
  'slack.manifest.reserved': [() => slack.manifest.reserved('call')],
  'slack.manifest.usageHint': [() => slack.manifest.usageHint(['did', 'practice'])],
  'slackCalls.several': [() => slackCalls.several(['A', 'B'])],
  'slackCalls.yourFile': [() => slackCalls.yourFile('my-data.json')],
  'slackCalls.home.yoursIn': [() => slackCalls.home.yoursIn('Club')],
  'slackCalls.home.digest': [() => slackCalls.home.digest('Club, 16 to 22 November')],
  'setup.takenOff': [() => setup.takenOff(one), () => setup.takenOff(two)],
  'setup.takeOff.notRead': [() => setup.takeOff.notRead(one), () => setup.takeOff.notRead(two)],
  space: [() => english.space('help'), () => english.space('#help')],
  'terminal.fileSize': [() => terminal.fileSize(10), () => terminal.fileSize(12_000)],
  'terminal.choices': [() => terminal.choices(['a', 'b'])],
  'thanks.ofPractice': [() => thanks.ofPractice('Solder')],
  'thanks.foundElsewhere': [() => thanks.foundElsewhere('Ada')],
  'thanks.nobodyElsewhere': [() => thanks.nobodyElsewhere('Ada')],
  'thanks.severalElsewhere': [() => thanks.severalElsewhere('Ada')],
  'thanks.pair': [() => thanks.pair('Ada', 'Bo')],
  'thanks.what': [() => thanks.what('staying late', 'Solder')],
  'thanks.forYou': [() => thanks.forYou(1), () => thanks.forYou(2)],
  'thanks.oneForYou': [() => thanks.oneForYou('Ada', 'staying late')],
  'thanks.numbered': [() => thanks.numbered(1, 'Not mine')],
  'thanks.data.told': [
    () => thanks.data.told(0, 0, 0),
    () => thanks.data.told(1, 0, 0),
    () => thanks.data.told(2, 1, 0),
    () => thanks.data.told(0, 1, 1),
    () => thanks.data.told(3, 5, 2),
  ],
  'time.day': [() => time.day(20_000)],
  'time.shortDay': [() => time.shortDay(20_000)],
  'time.period': [
    () => time.period(period),
    () => time.period(day),
    () => time.period({ from: 20_800, to: 20_830 }),
  ],
  'time.length': [() => time.length(period), () => time.length(day), () => time.length({ from: 0, to: 7 })],
  'time.duration': [0, 1, 59, 60, 150, 2879, 2880, 90_000].map((minutes) => () => time.duration(minutes)),
  'time.shortDuration': [0, 1, 60, 3000].map((minutes) => () => time.shortDuration(minutes)),
  'time.number': [() => time.number(1234)],
  'waiting.some': [
    () => waiting.some(1, 0),
    () => waiting.some(1, 1),
    () => waiting.some(3, 1),
    () => waiting.some(3, 2),
  ],
  'waiting.waitedFor': [() => waiting.waitedFor(3000)],
  'waiting.more': [() => waiting.more(1), () => waiting.more(2)],
  'word.list.more': [() => word.list.more(1), () => word.list.more(5)],
  'word.lookUp.found': [() => word.lookUp.found('x')],
  'word.lookUp.nothing': [() => word.lookUp.nothing('x')],
  'word.give.known': [() => word.give.known('x')],
  'word.give.knownToYou': [() => word.give.knownToYou('x')],
  'word.give.noWord': [() => word.give.noWord('?')],
  'word.card.onDay': [() => word.card.onDay(20_000)],
  'word.reach.people': [
    () => word.reach.people(1, false),
    () => word.reach.people(3, false),
    () => word.reach.people(5, true),
  ],
  'word.edit.taken': [() => word.edit.taken('x')],
  'word.takeBack.title': [() => word.takeBack.title('x')],
  'word.takeBack.done': [() => word.takeBack.done('x')],
  'word.data.told': [() => word.data.told(0, 0), () => word.data.told(1, 0), () => word.data.told(2, 1)],
}

interface Leaves {
  readonly strings: [string, string][]
  readonly functions: string[]
}

function leaves(value: unknown, path: string, found: Leaves): Leaves {
  if (typeof value === 'string') found.strings.push([path, value])
  else if (typeof value === 'function') found.functions.push(path)
  else if (value instanceof Map) for (const [key, one] of value) leaves(one, `${path}.${key}`, found)
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) leaves(one, path === '' ? key : `${path}.${key}`, found)
  return found
}

const found = leaves(english, '', { strings: [], functions: [] })
const said = [
  ...found.strings,
  ...Object.entries(SAMPLES).flatMap(([path, calls]) =>
    calls.map((call): [string, string] => [path, call()]),
  ),
]

describe('the words', () => {
  it('have a sample for every sentence that takes something', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual([...found.functions].sort())
  })

  it.each(said)('%s: %s', (_, text) => {
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(
      /undefined|null|NaN|\[object|#[ ,.]| {2}|!|\.\.|,,| \.(?!env\b)|\b1 (people|messages|weeks|days|things|files)\b/,
    )
  })

  it('use typographic quotes', () => {
    for (const [path, text] of said) expect(`${path}: ${text}`).not.toMatch(/[a-z]'[a-z]/)
  })
})
