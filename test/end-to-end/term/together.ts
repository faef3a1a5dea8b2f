/** Problems that are taken on, pairs that learn together, and what people decide of themselves. */
import { english } from '../../../src/core/words/english.ts'
import { CLUB_NAME, READ_ROOMS } from '../cast.ts'
import type { Deed } from './facts.ts'
import { type Actor, MEMBERS, NAMED_EVERYWHERE, placeOf } from './people.ts'
import { expectNot, expectWords, type Scene, says, scene, type When } from './scene.ts'
import type { Stage } from './stage.ts'

const CODE = /[A-Z0-9]{4}-[A-Z0-9]{4}/
const codeIn = (text: string): string => CODE.exec(text)?.[0] ?? ''
const DOOR = 'Fix the drafty door'
const RACK = 'Build a rack for the bikes'
const { problem, learn, my, setup } = english

/** The owner sets the club up on Discord and brings it to Slack; people say who they are. */
const beginning: readonly Scene[] = [
  scene([0, '08:00'], 'olga@discord', 'sets the club up', [], async (stage) => {
    const { form } = setup
    await stage.ask('olga@discord', 'community setup', {}, 'office')
    await stage.fill('olga@discord', {
      [form.channels.label]: { rooms: READ_ROOMS },
      [form.purpose.label]: 'People who build robots',
      [form.channel.label]: { rooms: ['office'] },
      [form.when.label]: 'Monday 9:00',
      [form.timeZone.label]: 'Paris',
    })
    await stage.ask('olga@discord', 'community setup', {}, 'general')
    const code = codeIn(await stage.press('olga@discord', setup.code.button))
    await stage.ask('olga@slack', 'community setup', { code }, 'office')
    const screen = await stage.fill('olga@slack', { [form.channels.label]: { rooms: READ_ROOMS } })
    expectWords(screen, '#workshop')
  }),
  ...(['olga', 'abe', 'bea', 'cal'] as const).map((who) => links([1, '09:00'], who)),
  // After things were done on both sides.
  links([47, '09:00'], 'dee'),
  ...NAMED_EVERYWHERE.filter((who) => who !== 'abe').map((who) =>
    scene([1, '10:00'], who, 'lets their name cross', [], async (stage) => {
      await stage.ask(who, 'my data', {}, 'build')
      expectWords(await stage.press(who, my.link.buttons.nameEverywhere), my.link.namedEverywhere)
    }),
  ),
  ...MEMBERS.map((who, nth) => {
    const home: Actor = (['abe', 'bea', 'cal', 'dee'] as const).some((one) => one === who)
      ? `${who as 'abe'}@${nth % 2 === 0 ? 'discord' : 'slack'}`
      : who
    return says([1, '12:00'], home, 'general', `Here I am, number ${nth}`)
  }),
]

function links([day, time]: When, who: 'olga' | 'abe' | 'bea' | 'cal' | 'dee'): Scene {
  return scene([day, time], `${who}@discord`, 'says that both are one', [], async (stage) => {
    const code = codeIn(await stage.ask(`${who}@discord`, 'my link', {}, 'general'))
    await stage.ask(`${who}@slack`, 'my link', { code }, 'general')
    expectWords(await stage.press(`${who}@slack`, my.link.confirm), 'one person')
    if (who === 'abe') await stage.press(`${who}@slack`, my.link.buttons.nameEverywhere)
  })
}

const one = (kind: 'open' | 'join' | 'close' | 'confirm', name: string): readonly Deed[] => [
  { kind, problem: name },
]

/** Opens a problem by its title, and keeps it in sight. */
const opens = (when: When, actor: Actor, title: string, doneWhen: string): Scene =>
  scene(when, actor, `opens ${title}`, one('open', title), async (stage) => {
    const say = problem.open
    await stage.ask(actor, 'problem', { title }, 'general')
    const given = {
      [say.whom.label]: 'Everybody',
      [say.doneWhen.label]: doneWhen,
      [say.firstStep.label]: 'Measure it',
    }
    expectWords(await stage.fill(actor, given), say.opened)
    const { side, who } = placeOf(actor)
    stage.casts[side].keepSight(who, title)
  })

/** Presses a button of the card that everybody sees. */
function presses(stage: Stage, actor: Actor, title: string, label: string): Promise<string> {
  const { side, who } = placeOf(actor)
  stage.casts[side].lookAt(who, title)
  return stage.press(actor, label)
}

const joins = (when: When, actor: Actor, title: string): Scene =>
  scene(when, actor, `is in for ${title}`, one('join', title), async (stage) =>
    expectWords(await presses(stage, actor, title, problem.buttons.join), problem.join.told(title)),
  )

const takingOn: readonly Scene[] = [
  opens([12, '12:00'], 'ivy', DOOR, 'No paper moves'),
  joins([12, '13:00'], 'jon', DOOR),
  joins([13, '12:00'], 'kai', DOOR),
  scene([15, '12:00'], 'sam', 'is in from the other side', one('join', DOOR), async (stage) => {
    expectWords(
      await stage.ask('sam', 'problem', { title: DOOR }, 'general'),
      english.people.peopleOn(2, 'discord'),
    )
    expectWords(await stage.press('sam', problem.buttons.join), problem.join.told(DOOR))
    expectWords(await stage.ask('ben', 'problem', { title: DOOR }, 'general'), 'somebody on Slack')
  }),
  scene([16, '12:00'], 'quin', 'is in from the other side', one('join', DOOR), async (stage) => {
    await stage.ask('quin', 'problem', { title: DOOR }, 'general')
    expectWords(await stage.press('quin', problem.buttons.join), problem.join.told(DOOR))
    expectWords(await presses(stage, 'kai', DOOR, problem.buttons.join), problem.join.already)
  }),
  scene([40, '12:00'], 'jon', 'says that it is done', one('close', DOOR), async (stage) => {
    const say = problem.done
    expectWords(await presses(stage, 'ben', DOOR, problem.buttons.done), say.notYours)
    await presses(stage, 'jon', DOOR, problem.buttons.done)
    const given = { [say.changed.label]: 'The door shuts', [say.changedForYou.label]: 'I can plane wood' }
    expectWords(await stage.fill('jon', given), say.whoElse)
    stage.casts.discord.keepSight('jon', 'closed')
    expectWords(await presses(stage, 'jon', 'closed', problem.buttons.confirm), problem.confirm.own)
    expectWords(await presses(stage, 'ben', DOOR, problem.buttons.join), problem.join.closed)
  }),
  scene([42, '12:00'], 'sam', 'says that it is so', one('confirm', DOOR), async (stage) => {
    await stage.ask('sam', 'problem', { title: DOOR }, 'general')
    expectWords(await stage.press('sam', problem.buttons.confirm), problem.confirm.told)
    expectWords(await presses(stage, 'kai', 'closed', problem.buttons.confirm), problem.confirm.already)
  }),
  opens([30, '12:00'], 'tess', RACK, 'Ten bikes stand'),
  scene([30, '13:00'], 'tess', 'says until when', [], async (stage) => {
    await stage.ask('tess', 'problem', { title: RACK }, 'general')
    await stage.press('tess', problem.buttons.more)
    expectWords(await stage.fill('tess', { [problem.more.until.label]: '2026-10-31' }), problem.more.kept)
  }),
  joins([31, '12:00'], 'uma', RACK),
  joins([32, '12:00'], 'vic', RACK),
  scene([60, '12:00'], 'wren', 'comes too late', [], async (stage) => {
    expectWords(await presses(stage, 'wren', RACK, problem.buttons.join), problem.join.past)
    expectWords(
      await stage.ask('wren', 'problem', { title: RACK }, 'general'),
      'It was to be done by 31 October 2026',
    )
    expectWords(
      await stage.ask('mia', 'problem', {}, 'general'),
      problem.list.some(1, 0),
      'was to be done by 31 October 2026',
    )
  }),
]

interface Learning {
  readonly topic: string
  readonly shower: Actor
  readonly learner: Actor
  /** Whom the learner is shown. */
  readonly shown: string
  readonly agree: When
}

const said: readonly Deed[] = [{ kind: 'learning' }]

/** One says that they can show it, another asks, and the first says yes. */
function pair({ topic, shower, learner, shown, agree }: Learning): readonly Scene[] {
  const [day, time] = agree
  return [
    scene([day - 2, time], shower, `can show ${topic}`, said, async (stage) =>
      expectWords(
        await stage.ask(shower, 'learn', { topic, as: learn.as.show }, 'workshop'),
        learn.noted.show(topic, 1),
      ),
    ),
    scene([day - 1, time], learner, `asks for ${topic}`, said, async (stage) => {
      expectWords(await stage.ask(learner, 'learn', { topic }, 'workshop'), learn.noted.learn(topic))
      await stage.press(learner, learn.suggestions.ask(shown))
      const { side, who } = placeOf(learner)
      if (side === placeOf(shower).side) stage.casts[side].keepSight(who, `pair ${topic}`)
    }),
    scene(agree, shower, `says yes to ${topic}`, [], async (stage) => {
      const from = placeOf(learner)
      const to = placeOf(shower)
      if (from.side === to.side) stage.casts[to.side].lookAt(to.who, `pair ${topic}`)
      else await stage.ask(shower, 'learn', {}, 'workshop')
      expectWords(await stage.press(shower, learn.ask.yes), learn.answer.agreedAfter(topic).trim())
      stage.casts[to.side].keepSight(to.who, `agreed ${topic}`)
      if (from.side === to.side)
        expectWords(await presses(stage, shower, `pair ${topic}`, learn.ask.yes), learn.answer.over)
    }),
  ]
}

/** Says that they may be asked, from what everybody sees or from their own list. */
const mayBeAsked = (when: When, actor: Actor, topic: string, from: 'post' | 'list'): Scene =>
  scene(when, actor, 'may be asked', [], async (stage) => {
    if (from === 'list') {
      await stage.ask(actor, 'learn', {}, 'workshop')
      expectWords(await stage.press(actor, learn.later.button), learn.later.on(placeOf(actor).side))
    } else
      expectWords(
        await presses(stage, actor, `agreed ${topic}`, learn.later.button),
        learn.later.on(placeOf(actor).side),
      )
  })

/** Whoever moderates changes something, and the clock wakes at once; else it does every twenty seconds. */
const wakes = ([day, time]: When, purpose: string): Scene =>
  scene([day, time], 'olga@discord', 'changes the purpose', [], async (stage) => {
    await stage.ask('olga@discord', 'community setup', {}, 'general')
    await stage.press('olga@discord', setup.changeButton)
    expectWords(await stage.fill('olga@discord', { [setup.form.purpose.label]: purpose }), purpose)
  })

/** What somebody was asked by a direct message. */
async function asked(stage: Stage, actor: Actor, topic: string, count: number): Promise<void> {
  const { side, who } = placeOf(actor)
  await stage.until(() => stage.mail(actor) >= count, `${actor} to be asked`)
  const text = stage.casts[side].openMail(who) ?? ''
  expectWords(text, learn.question.goesOn, topic)
}

const learning: readonly Scene[] = [
  ...pair({ topic: 'soldering', shower: 'fay', learner: 'eli', shown: 'fay', agree: [8, '09:30'] }),
  mayBeAsked([8, '10:00'], 'eli', 'soldering', 'post'),
  mayBeAsked([8, '10:10'], 'fay', 'soldering', 'post'),
  ...pair({ topic: 'wiring', shower: 'tess', learner: 'ned', shown: 'tess', agree: [9, '09:30'] }),
  mayBeAsked([9, '10:00'], 'ned', 'wiring', 'list'),
  scene([9, '10:10'], 'pia', 'presses what is not theirs', [], async (stage) =>
    expectWords(await presses(stage, 'pia', 'agreed wiring', learn.later.button), learn.later.notYours),
  ),
  ...pair({ topic: 'drawing', shower: 'ivy', learner: 'hal', shown: 'ivy', agree: [10, '09:30'] }),
  mayBeAsked([10, '10:00'], 'hal', 'drawing', 'post'),
  scene([20, '10:00'], 'hal', 'ends it early', [], async (stage) => {
    await stage.ask('hal', 'learn', {}, 'workshop')
    expectWords(await stage.press('hal', learn.done.button), learn.done.learned('drawing'))
    expectWords(await presses(stage, 'ivy', 'agreed drawing', learn.done.button), learn.answer.over)
  }),
  // Across: both let their names cross.
  ...pair({ topic: 'turning', shower: 'oda', learner: 'gus', shown: 'oda', agree: [11, '09:30'] }),
  mayBeAsked([11, '10:00'], 'gus', 'turning', 'list'),
  wakes([25, '15:00'], 'People who build robots together'),
  scene([25, '15:30'], 'eli', 'answers after two weeks', [], async (stage) => {
    await asked(stage, 'eli', 'soldering', 1)
    expectWords(await stage.press('eli', learn.question.buttons.goesOn), learn.question.so.goesOn)
    await asked(stage, 'eli', 'soldering', 1)
    expectWords(await stage.press('eli', learn.question.buttons.notYet), learn.question.so.notYet)
    await asked(stage, 'fay', 'soldering', 1)
    await asked(stage, 'ned', 'wiring', 1)
    expectWords(await stage.press('ned', learn.question.buttons.alone.learn), learn.question.so.alone)
    await asked(stage, 'gus', 'turning', 1)
    if (stage.mail('hal') + stage.mail('oda') + stage.mail('tess') > 0)
      throw new Error('Nobody may ask them.')
  }),
  wakes([68, '16:00'], 'People who build robots, and rest'),
  scene([68, '16:30'], 'eli', 'answers after eight weeks', [], async (stage) => {
    await asked(stage, 'eli', 'soldering', 2)
    expectWords(await stage.press('eli', learn.question.buttons.alone.learn), learn.question.so.alone)
    await asked(stage, 'ned', 'wiring', 2)
    expectWords(await stage.press('ned', learn.question.buttons.over), learn.question.endIt)
    expectWords(await stage.press('ned', learn.done.button), learn.done.learned('wiring'))
    expectWords(await stage.ask('olga@discord', 'learn', {}, 'workshop'), learn.figures(2, 2, 2))
  }),
]

/** A mentor is appointed; somebody erases themselves; and who moderates looks at it all. */
const keeping: readonly Scene[] = [
  scene([24, '12:00'], 'olga@discord', 'appoints a mentor', [], async (stage) => {
    const say = learn.appoint
    await stage.ask('olga@discord', 'learn', {}, 'workshop')
    await stage.press('olga@discord', say.button)
    await stage.press('olga@discord', say.appointButton)
    const given = { [say.person.label]: { person: 'fay' as const }, [say.role.label]: say.role.mentor }
    expectWords(await stage.fill('olga@discord', given), say.told('mentor').trim())
    stage.casts.discord.keepSight('olga', 'mentor')
    expectWords(await presses(stage, 'dan', 'mentor', say.notForMe), say.notYours)
    expectNot(await stage.ask('dan', 'learn', {}, 'workshop'), say.button)
  }),
  scene([58, '12:00'], 'quin', 'leaves without trace', [{ kind: 'erase' }], async (stage) => {
    await stage.ask('quin', 'my data', {}, 'build')
    await stage.press('quin', my.buttons.erase)
    const given = {
      [my.erase.practices.label]: my.erase.practices.keep,
      [my.erase.confirm.label]: my.erase.word,
    }
    expectWords(await stage.fill('quin', given), my.erase.title)
  }),
  scene([59, '12:00'], 'pia', 'finds nothing of them', [], async (stage) => {
    expectWords(
      await stage.ask('pia', 'practice find', { words: 'Crimp in the cold' }, 'build'),
      'a former member',
    )
    expectWords(await stage.ask('pia', 'word', { word: 'gubbins' }, 'build'), 'a former member')
    expectNot(await stage.ask('pia', 'thanks', {}, 'build'), 'the warm pliers', 'quin')
  }),
  scene([60, '18:00'], 'quin', 'is refused, and buttons that were theirs lead nowhere', [], async (stage) => {
    const refused = await stage.ask('quin', 'did', { what: 'swept' }, 'build')
    expectWords(refused, english.refusals.erased)
    stage.casts.slack.lookAt('ned', 'the data sheet')
    expectWords(await stage.press('ned', english.thanks.keep.button), english.thanks.gone)
  }),
  // What they write is not read any more.
  scene([62, '12:00'], 'quin', 'writes on', [], async ({ casts }) =>
    casts.slack.say('quin', 'general', 'A chuck, and gubbins'),
  ),
]

/** The day after: who moderates and a member look back at all of it. */
const looking: readonly Scene[] = (['olga@discord', 'pia'] as const).map((who) =>
  scene([84, '10:00'], who, 'looks back', [], async (stage) =>
    expectWords(await stage.ask(who, 'digest', { weeks: 12 }, 'general'), CLUB_NAME, 'The door shuts', '24'),
  ),
)

export const TOGETHER: readonly Scene[] = [...beginning, ...takingOn, ...learning, ...keeping, ...looking]
