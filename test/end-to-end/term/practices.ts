/** Practices that spread and change, one that fails, and the club’s own words. */
import { english } from '../../../src/core/words/english.ts'
import { placeOf } from './people.ts'
import {
  card,
  did,
  expectNot,
  expectWords,
  gives,
  myWay,
  type Scene,
  says,
  scene,
  shares,
  tapped,
  thanks,
} from './scene.ts'

export const CRIMP = 'Crimp a connector'
const JIG = 'Crimp with a jig'
const COLD = 'Crimp in the cold'
const SHEET = 'Read a data sheet'
const BACKWARDS = 'Read a data sheet from the back'
const LOG = 'Log each match'
const PHOTOS = 'Log each match in pictures'
const GLUE = 'Glue the gears'
const HARNESS = 'Tie the harness'
const say = english.practice

/** One that spreads, by hand and by jig, and is changed on the way. */
const crimping: readonly Scene[] = [
  shares([2, '11:00'], 'ada', CRIMP, 'Strip it, push it in, press once, pull to see.'),
  did([3, '11:00'], 'ben', CRIMP, 'asWritten'),
  tapped([4, '11:00'], 'pia', CRIMP, 'ownWay'),
  did([6, '11:00'], 'quin', CRIMP, 'asWritten'),
  did([8, '11:00'], 'abe@slack', CRIMP, 'asWritten'),
  tapped([12, '11:00'], 'ada', CRIMP, 'asWritten'),
  scene([13, '11:00'], 'oda', 'reads that it is proven', [], async (stage) =>
    expectWords(await card(stage, 'oda', CRIMP), say.card.state.proven(4), 'somebody on Discord'),
  ),
  did([33, '11:00'], 'abe@discord', CRIMP, 'didNotWork'),
  myWay([15, '11:00'], 'pia', CRIMP, JIG, 'Clamp it in the jig, then press.'),
  did([17, '11:00'], 'cleo', JIG, 'asWritten'),
  scene([20, '11:00'], 'ada', 'changes how it is done', [], async (stage) => {
    await card(stage, 'ada', CRIMP)
    await stage.press('ada', say.card.edit)
    const given = { [say.share.how.label]: 'Strip five millimetres, push it in, press once, pull to see.' }
    expectWords(await stage.fill('ada', given), say.changed)
  }),
  myWay([25, '11:00'], 'quin', JIG, COLD, 'Warm the pliers first.'),
  did([31, '11:00'], 'ria', COLD, 'asWritten'),
  did([32, '11:00'], 'gus', JIG, 'ownWay'),
  did([44, '11:00'], 'kai', JIG, 'asWritten'),
  scene([45, '11:00'], 'jon', 'looks where it comes from', [], async (stage) => {
    await card(stage, 'jon', JIG)
    expectWords(await stage.press('jon', say.card.history), `└ ${JIG} (this one)`, `└ ${COLD}`)
  }),
]

/** Two more that spread, each on the other side first. */
const reading: readonly Scene[] = [
  shares([6, '13:00'], 'ned', SHEET, 'Read the ratings first, then the drawing.'),
  did([9, '13:00'], 'oda', SHEET, 'asWritten'),
  did([10, '13:00'], 'fay', SHEET, 'ownWay'),
  scene([11, '13:00'], 'ned', 'adds to it', [], async (stage) => {
    await card(stage, 'ned', SHEET)
    await stage.press('ned', say.card.more)
    const given = { [say.share.problem.label]: 'Motors burn.', [say.share.tags.label]: 'motors, safety' }
    expectWords(await stage.fill('ned', given), say.changed, '#motors #safety')
  }),
  did([14, '13:00'], 'gus', SHEET, 'asWritten'),
  myWay([30, '13:00'], 'cal@discord', SHEET, BACKWARDS, 'The last page has the pictures.'),
  did([34, '13:00'], 'hal', BACKWARDS, 'asWritten'),
  shares([9, '14:00'], 'dee@discord', LOG, 'After each match one writes three lines.'),
  // The same person, though nobody knows it yet.
  did([11, '14:00'], 'dee@slack', LOG, 'asWritten'),
  did([16, '14:00'], 'bea@slack', LOG, 'asWritten'),
  did([18, '14:00'], 'cleo', LOG, 'didNotWork'),
  myWay([36, '14:00'], 'sam', LOG, PHOTOS, 'One picture a match, and a line under it.'),
  did([66, '12:00'], 'vic', PHOTOS, 'ownWay'),
  did([67, '14:00'], 'zoe', LOG, 'ownWay'),
  did([70, '14:00'], 'ivy', LOG, 'asWritten'),
]

/** One that fails and is retired; and one that only those know who are gone by the end. */
const failing: readonly Scene[] = [
  shares([10, '15:00'], 'xan', GLUE, 'Two drops on every tooth.'),
  did([19, '15:00'], 'yara', GLUE, 'didNotWork'),
  did([21, '15:00'], 'wren', GLUE, 'didNotWork'),
  did([22, '15:00'], 'hal', GLUE, 'didNotWork'),
  thanks([23, '15:00'], 'yara', 'xan', 'trying it with me', { practice: GLUE, becomes: 'refuse' }),
  scene([35, '15:00'], 'uma', 'is warned', [], async (stage) =>
    expectWords(await card(stage, 'uma', GLUE), say.card.failing(3, 3)),
  ),
  scene([37, '15:00'], 'xan', 'retires it', [{ kind: 'retire', practice: GLUE }], async (stage) => {
    expectNot(await card(stage, 'uma', GLUE), say.card.retire)
    await card(stage, 'xan', GLUE)
    await stage.press('xan', say.card.retire)
    expectWords(await stage.fill('xan', { [say.retire.why.label]: 'The teeth break.' }), say.retire.done)
    expectNot(await stage.ask('uma', 'practice find', {}, 'build'), GLUE)
    expectWords(await card(stage, 'ben', GLUE), 'The teeth break.')
  }),
  shares([4, '15:00'], 'lea', HARNESS, 'A tie every hand’s breadth.'),
  did([18, '15:00'], 'mia', HARNESS, 'asWritten'),
  did([20, '15:00'], 'lea', HARNESS, 'asWritten'),
]

/** What was done without a practice, with somebody who was there. */
const doing: readonly Scene[] = [
  scene(
    [5, '16:00'],
    'ben',
    'says what he did with cleo',
    [{ kind: 'did', practice: null, outcome: null }],
    async (stage) => {
      const { did: words } = english
      const what = 'wired the arm'
      expectWords(await stage.ask('ben', 'did', { what, with: { person: 'cleo' } }, 'build'), what)
      stage.casts.discord.keepSight('ben', what)
      for (const who of ['dan', 'cleo'] as const) stage.casts.discord.lookAt(who, what)
      expectWords(await stage.press('dan', words.confirm.button), words.confirm.notNamed)
      expectWords(await stage.press('cleo', words.confirm.button), words.confirm.done)
    },
  ),
  scene(
    [39, '16:00'],
    'sam',
    'says what he did with tess',
    [{ kind: 'did', practice: null, outcome: null }],
    async (stage) => {
      const { did: words } = english
      const what = 'drew the bumper'
      expectWords(await stage.ask('sam', 'did', { what, with: { person: 'tess' } }, 'build'), what)
      stage.casts.slack.keepSight('sam', what)
      for (const who of ['uma', 'tess'] as const) stage.casts.slack.lookAt(who, what)
      expectWords(await stage.press('uma', words.confirm.button), words.confirm.notNamed)
      expectWords(await stage.press('tess', words.confirm.button), words.confirm.done)
    },
  ),
]

/** Words that are given, and taken up on both sides. */
const speaking: readonly Scene[] = [
  says([2, '17:00'], 'eli', 'build', 'The chuck is stuck, whatever that is'),
  gives([3, '17:00'], 'dan', 'chuck', 'the clamp that holds the drill bit'),
  says([4, '17:00'], 'dan', 'build', 'Mind the chuck', ['chuck']),
  says([5, '17:00'], 'cleo', 'workshop', 'Both chucks are loose', ['chuck']),
  says([7, '17:00'], 'ned', 'build', 'A chuck key is missing', ['chuck']),
  says([8, '17:00'], 'quin', 'general', 'I have the Chuck here', ['chuck']),
  says([9, '17:00'], 'ned', 'build', 'Found it: the chuck key', ['chuck']),
  says([30, '17:00'], 'ria', 'workshop', 'Which chuck?', ['chuck']),
  says([61, '17:00'], 'hal', 'build', 'New chuck arrived', ['chuck']),
  gives([5, '17:30'], 'quin', 'gubbins', 'the small parts in the tin'),
  says([6, '17:30'], 'sam', 'build', 'The gubbins are on the shelf', ['gubbins']),
  says([40, '17:30'], 'fay', 'build', 'We need more gubbins', ['gubbins']),
  says([41, '17:30'], 'abe@discord', 'build', 'Gubbins ordered', ['gubbins']),
  says([42, '17:30'], 'abe@slack', 'build', 'gubbins have come', ['gubbins']),
  says([10, '17:30'], 'zoe', 'general', 'What a kludge'),
  gives([29, '17:30'], 'zoe', 'kludge', 'a part that works and that nobody is proud of'),
  says([31, '17:30'], 'ivy', 'general', 'My kludge still holds', ['kludge']),
  // What was once said was used, whatever it is changed to.
  ...(['wren', 'jon'] as const).map((who, nth) => {
    const { side } = placeOf(who)
    const uses = [{ kind: 'message', side, words: ['kludge'] }] as const
    return scene(
      [32, `17:${30 + nth}`],
      who,
      'says something and changes it',
      uses,
      async ({ casts, heard }) => {
        casts[side].say(who, 'general', 'Another kludge', { as: 'changed' })
        await heard()
        casts[side].edit(who, 'changed', 'Another makeshift')
      },
    )
  }),
  scene([43, '17:30'], 'tess', 'looks a word up', [], async (stage) =>
    expectWords(
      await stage.ask('tess', 'word', { word: 'chuck' }, 'build'),
      'somebody on Discord',
      'a few others',
    ),
  ),
]

/** Thanks, within a platform and across. */
const thanking: readonly Scene[] = [
  thanks([7, '18:00'], 'ben', 'ada', 'showing me the pull test', { practice: CRIMP, becomes: 'keep' }),
  thanks([27, '18:00'], 'ria', 'quin', 'the warm pliers', { practice: COLD, becomes: 'keep' }),
  thanks([28, '18:00'], 'quin', 'ned', 'the data sheet', { becomes: null }),
  thanks([38, '18:00'], 'cleo', 'dee@discord', 'the three lines', { practice: LOG, becomes: 'keep' }),
  scene(
    [46, '18:00'],
    'gus',
    'thanks somebody on the other platform',
    [{ kind: 'thanks', whom: 'oda', practice: null, isRefused: false }],
    async (stage) => {
      const what = 'an evening at the lathe'
      const told = await stage.ask('gus', 'thanks', { to: 'oda', for: what }, 'build')
      expectWords(told, what, english.thanks.foundElsewhere('oda'))
      expectWords(await stage.ask('oda', 'thanks', {}, 'build'), english.thanks.forYou(1), `gus: ${what}`)
      expectWords(await stage.press('oda', english.thanks.keep.button), english.thanks.keep.done)
      const { side } = placeOf('gus')
      const offered = (await stage.casts[side].offered('gus', 'thanks', 'to', '')) ?? []
      expectWords(offered.join(' '), 'oda')
      expectNot(offered.join(' '), 'pia')
    },
  ),
]

export const PRACTICES: readonly Scene[] = [
  ...crimping,
  ...reading,
  ...failing,
  ...doing,
  ...speaking,
  ...thanking,
]
