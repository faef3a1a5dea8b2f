import type { Ability } from '../../../src/core/place.ts'
import { english } from '../../../src/core/words/english.ts'

const { doctor } = english
const { channels, clock, database, decisions, disk, encryption, folder, key, log, node } = doctor
const { platform, posting, scopes, sessions, space, tables, timeZone, token, workspace } = doctor

const at = Date.UTC(2026, 10, 24, 9)
const later = Date.UTC(2026, 10, 24, 17)
const FOLDER = '/srv/commonplace/data'
const FILE = `${FOLDER}/commonplace.db`
const KEY = `${FOLDER}/commonplace.key`
const DECISIONS = `${FOLDER}/commonplace.decisions`
const SERVER = 'postgres://db.example.org/commonplace'
const PLATFORMS = ['discord', 'slack'] as const
const VARIABLES = ['DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']
const LACKING: readonly (readonly Ability[])[] = [['see'], ['post'], ['readHistory', 'attach', 'pin']]
const REASONS = ['unread', 'noAccess', 'away', 'unknown'] as const

const counted = (say: (n: number) => string): (() => string)[] => [0, 1, 2, 1200].map((n) => () => say(n))
const sized = (say: (bytes: number) => string): (() => string)[] =>
  [0, 1, 650_000_000, 1_500_000_000, 40_000_000_000].map((bytes) => () => say(bytes))
const onEach = (say: (name: (typeof PLATFORMS)[number]) => string): (() => string)[] =>
  PLATFORMS.map((name) => () => say(name))

/** A call of every sentence of `commonplace doctor` that takes something. */
export const DOCTOR_SAMPLES: Readonly<Record<string, readonly (() => string)[]>> = {
  'doctor.todo': [() => doctor.todo(disk.unknownDo)],
  'doctor.summary': [
    () => doctor.summary(0, 0),
    () => doctor.summary(1, 0),
    () => doctor.summary(0, 1),
    () => doctor.summary(2, 3),
  ],
  'doctor.failed': [doctor.step.machine, doctor.step.discord].map(
    (what) => () => doctor.failed(what, 'EACCES'),
  ),
  'doctor.node.fine': [() => node.fine('22.11.0')],
  'doctor.node.old': [() => node.old('18.20.4')],
  'doctor.timeZone.set': [() => timeZone.set('Europe/Paris')],
  'doctor.timeZone.bad': [() => timeZone.bad('Paris')],
  'doctor.folder.fine': [() => folder.fine(FOLDER)],
  'doctor.folder.notYet': [() => folder.notYet(FOLDER)],
  'doctor.folder.locked': [() => folder.locked(FOLDER)],
  'doctor.folder.open': [() => folder.open(FOLDER)],
  'doctor.folder.openDo': [() => folder.openDo(FOLDER)],
  'doctor.disk.fine': sized(disk.fine),
  'doctor.disk.low': sized(disk.low),
  'doctor.disk.full': sized(disk.full),
  'doctor.encryption.fine': [() => encryption.fine('LUKS')],
  'doctor.encryption.plain': [() => encryption.plain('/dev/sda1')],
  'doctor.encryption.unknown': [() => encryption.unknown(null), () => encryption.unknown('overlay')],
  'doctor.key.file': [() => key.file(KEY) + key.fits],
  'doctor.key.notYet': [() => key.notYet(KEY)],
  'doctor.key.lost': [() => key.lost(KEY)],
  'doctor.key.unreadable': [() => key.unreadable(KEY)],
  'doctor.key.open': [() => key.open(KEY)],
  'doctor.key.openDo': [() => key.openDo(KEY)],
  'doctor.decisions.fine': [() => decisions.fine(DECISIONS)],
  'doctor.decisions.none': [() => decisions.none(DECISIONS)],
  'doctor.decisions.unreadable': [() => decisions.unreadable(DECISIONS)],
  'doctor.decisions.unwritable': [() => decisions.unwritable(DECISIONS)],
  'doctor.database.fine': [
    () => database.fine('SQLite', FILE, 12_000_000),
    () => database.fine('Postgres', SERVER, null),
  ],
  'doctor.database.missing': [() => database.missing(FILE)],
  'doctor.database.lost': [() => database.lost(FILE)],
  'doctor.database.older': [() => database.older(FILE)],
  'doctor.database.newer': [() => database.newer(FILE)],
  'doctor.database.notOurs': [() => database.notOurs(FILE)],
  'doctor.database.broken': [() => database.broken(FILE, 'file is not a database')],
  'doctor.database.locked': [() => database.locked(FILE)],
  'doctor.database.unreachable': [() => database.unreachable(SERVER, 'ECONNREFUSED')],
  'doctor.log.large': sized(log.large),
  'doctor.tables.identityWithoutMember': counted(tables.identityWithoutMember),
  'doctor.tables.erasedStillHere': counted(tables.erasedStillHere),
  'doctor.tables.actsOfNobody': counted(tables.actsOfNobody),
  'doctor.tables.coveredTwice': counted(tables.coveredTwice),
  'doctor.tables.dailyNotRaw': counted(tables.dailyNotRaw),
  'doctor.platform.notServed': PLATFORMS.flatMap((name) => counted((n) => platform.notServed(name, n))),
  'doctor.platform.notServedDo': onEach(platform.notServedDo),
  'doctor.platform.unreachable': onEach((name) => platform.unreachable(name, 'ECONNREFUSED')),
  'doctor.platform.unreachableDo': onEach(platform.unreachableDo),
  'doctor.token.fine': [
    ...onEach((name) => token.fine(name, null)),
    ...onEach((name) => token.fine(name, 'Commonplace')),
  ],
  'doctor.token.refused': [
    () => token.refused('DISCORD_TOKEN', null),
    () => token.refused('SLACK_BOT_TOKEN', 'invalid_auth'),
  ],
  'doctor.token.refusedDo': VARIABLES.map((variable) => () => token.refusedDo(variable)),
  'doctor.token.wrong': [() => token.wrong('SLACK_BOT_TOKEN')],
  'doctor.scopes.missing': [
    () => scopes.missing(['pins:write']),
    () => scopes.missing(['chat:write', 'files:write', 'pins:write']),
  ],
  'doctor.sessions.fine': counted(sessions.fine),
  'doctor.sessions.few': counted(sessions.few),
  'doctor.clock.fine': [0, 1000, -1000, 125_000, -7_200_000, 172_800_000].flatMap((ms) =>
    onEach((name) => clock.fine(name, ms)),
  ),
  'doctor.workspace.out': onEach((name) => workspace.out(name, 'Robots')),
  'doctor.workspace.outDo': onEach(workspace.outDo),
  'doctor.workspace.unknown': onEach((name) => workspace.unknown(name, 'Robots')),
  'doctor.channels.fine': [() => channels.fine(1, 'Robots'), () => channels.fine(3, 'Robots')],
  'doctor.channels.missing': LACKING.flatMap((missing) =>
    onEach((name) => channels.missing(name, '#build', missing)),
  ),
  'doctor.channels.missingDo': LACKING.flatMap((missing) =>
    onEach((name) => channels.missingDo(name, missing)),
  ),
  'doctor.channels.gone': [() => channels.gone('#build')],
  'doctor.channels.archived': [() => channels.archived('#build')],
  'doctor.channels.unknown': counted((n) => channels.unknown(n, 'Robots')),
  'doctor.posting.none': [() => posting.none('Club')],
  'doctor.posting.fine': [() => posting.fine('Club', null, later), () => posting.fine('Club', at, later)],
  'doctor.posting.overdue': [() => posting.overdue('Club', at)],
  'doctor.posting.stuck': [() => posting.stuck('Club', 1, at), () => posting.stuck('Club', 3, at)],
  'doctor.posting.waiting': [() => posting.waiting('Club', at)],
  'doctor.posting.problem': [
    () => posting.problem('Club', at, 'The bot may not write in the channel for digests.'),
  ],
  'doctor.posting.gone': [() => posting.gone('Club', 'digest'), () => posting.gone('Club', 'board')],
  'doctor.posting.forbidden': [
    () => posting.forbidden('Club', 'digest', '#news'),
    () => posting.forbidden('Club', 'board', '#news'),
  ],
  'doctor.posting.board': [() => posting.board('Club')],
  'doctor.space.title': [() => space.title('#build', 'Robots', 'Club')],
  'doctor.space.complete': [() => space.complete(at, later)],
  'doctor.space.listening': [() => space.listening(at, later)],
  'doctor.space.imported': [() => space.imported(at, later)],
  'doctor.space.missing': REASONS.flatMap((reason) => [
    () => space.missing(at, later, reason),
    () => space.missing(at, null, reason),
  ]),
  'doctor.space.all': [() => space.all(1), () => space.all(3)],
  'doctor.space.incomplete': [
    () => space.incomplete(1, 1),
    () => space.incomplete(1, 3),
    () => space.incomplete(2, 3),
  ],
}
