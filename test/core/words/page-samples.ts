import { english } from '../../../src/core/words/english.ts'

const { page } = english
const {
  before,
  figureTables,
  madeList,
  readout,
  refused,
  slowest,
  summary,
  sure,
  survival,
  unknown,
  waiting,
} = page
const period = { from: 20_752, to: 20_780 }

/** A call of every sentence of the educator's page that takes something. */
export const PAGE_SAMPLES: Readonly<Record<string, readonly (() => string)[]>> = {
  'page.written': [() => page.written('report.html', true), () => page.written('report.html', false)],
  'page.refused.format': [() => refused.format('pdf')],
  'page.refused.exists': [() => refused.exists('report.html')],
  'page.refused.noFolder': [() => refused.noFolder('reports')],
  'page.refused.notWritten': [() => refused.notWritten('report.html', 'EACCES')],
  'page.title': [() => page.title('Club', period)],
  'page.compared': [() => page.compared(period), () => page.compared(null)],
  'page.timeZone': [() => page.timeZone('Europe/Paris')],
  'page.fewActive': [() => page.fewActive(1), () => page.fewActive(7)],
  'page.summary.connected': [
    () => summary.connected(2, 1, null, false),
    () => summary.connected(1, 1, 1, false),
    () => summary.connected(40, 5, 10, true),
  ],
  'page.percent': [() => page.percent(0.5)],
  'page.of': [() => page.of(12)],
  'page.days': [() => page.days(1), () => page.days(15)],
  'page.limit': [() => page.limit('why.')],
  'page.before.was': [() => before.was('3 of 4')],
  'page.before.up': [() => before.up('3')],
  'page.before.down': [() => before.down('3')],
  'page.sure.likely': [() => sure.likely(0.4, 0.6)],
  'page.sure.small': [() => sure.small(0.1, 0.9)],
  'page.readout.label': [() => readout.label('When people talk')],
  'page.waiting.since': [() => waiting.since('3 days', '3 Apr 2026, 12:35')],
  'page.waiting.openLabel': [() => waiting.openLabel('#build', '3 Apr 2026, 12:35')],
  'page.waiting.more': [() => waiting.more(1), () => waiting.more(4)],
  'page.madeList.more': [() => madeList.more(1), () => madeList.more(4)],
  'page.slowest.hour': [() => slowest.hour(23)],
  'page.figureTables.week': [() => figureTables.week(20_000)],
  'page.figureTables.until': [() => figureTables.until(20_000)],
  'page.figureTables.hour': [() => figureTables.hour(7)],
  'page.figureTables.move': [() => figureTables.move('often', 'most weeks', 1)],
  'page.figureTables.waitAt': [() => figureTables.waitAt('07:00', '2 hours', 5)],
  'page.figureTables.messages': [() => figureTables.messages(1), () => figureTables.messages(0)],
  'page.figureTables.wait': [
    () => figureTables.wait('Build', null, 0, 3),
    () => figureTables.wait('Build', '2 hours', 2, 3),
  ],
  'page.survival.finding': [
    () => survival.finding(28, 0.44, 0.02, 612),
    () => survival.finding(28, 0.5, null, 2),
  ],
  'page.survival.mark': [() => survival.mark(0, 0.7, 612, 180), () => survival.mark(1, 0.6, 300, 1)],
  'page.unknown.partial': [
    () => unknown.partial(['newcomers'], '2026-01-01', '2026-01-29', 'it begins there'),
  ],
  'page.unknown.leftOut': [() => unknown.leftOut(['New', 'Stayed'])],
  'page.foot': [() => page.foot('24 November 2026')],
}
