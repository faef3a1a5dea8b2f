/** What people did with the bot in the two weeks. */
import { english } from '../../src/core/words/english.ts'
import { type Club, SECRET_WORD } from './club.ts'
import { call, type Event, event } from './step.ts'

const { share } = english.practice
const { taken } = english.waiting.marks

/** Sets the community up by its one screen, as its owner does. */
export async function setUp(club: Club): Promise<void> {
  const say = english.setup.form
  const form = await club.person('olga').slash('community setup', {}, { in: club.office })
  const done = await club.person('olga').submit(form, {
    [say.channels.label]: club.bound,
    [say.purpose.label]: 'People who build robots',
    [say.channel.label]: [club.office],
    [say.when.label]: 'Monday 9:00',
    [say.timeZone.label]: 'Paris',
  })
  const { text } = await done.settled()
  if (!text.includes(english.setup.begin.done('Robotics club')))
    throw new Error(`Setting up was answered: ${text}`)
}

/** What was answered, once it has settled; throws where it does not hold these words. */
async function expectAnswer(answer: Promise<Awaited<ReturnType<Club['weather']['slash']>>>, words: string) {
  const settled = await (await answer).settled()
  if (!settled.text.includes(words)) throw new Error(`Wanted “${words}”, answered: ${settled.text}`)
  return settled
}

const noteAct = (club: Club, who: 'olga' | 'ada' | 'ben' | 'cleo' | 'dan', kind: 'share' | 'did') =>
  void club.acts.push({ who: club.person(who).id, at: club.discord.now(), kind })

async function sharePractice(club: Club, who: 'ada' | 'ben', name: string): Promise<void> {
  const form = await club.person(who).slash('practice share', { name }, { in: club.build })
  await expectAnswer(
    club
      .person(who)
      .submit(form, { [share.how.label]: 'Strip, push, press, pull.', [share.when.label]: 'Before a match' }),
    name,
  )
  noteAct(club, who, 'share')
}

async function did(club: Club, who: 'olga' | 'cleo' | 'dan', practice: string, outcome: string) {
  await expectAnswer(
    club.person(who).slash('did', { practice, outcome, with: club.person('ada') }, { in: club.build }),
    practice,
  )
  noteAct(club, who, 'did')
}

/** Practices and what was done. */
const repertoire: readonly Event[] = [
  call(2, '11:01', 'ada shares a practice with its form', (club) =>
    sharePractice(club, 'ada', 'Crimp a connector'),
  ),
  call(3, '11:01', 'olga does it as written', (club) =>
    did(club, 'olga', 'Crimp a connector', english.did.outcome.asWritten),
  ),
  call(4, '11:01', 'cleo does it her own way', (club) =>
    did(club, 'cleo', 'Crimp a connector', english.did.outcome.ownWay),
  ),
  call(4, '11:31', 'it does not work for dan', (club) =>
    did(club, 'dan', 'Crimp a connector', english.did.outcome.didNotWork),
  ),
  call(5, '11:01', 'ben says what he did', async (club) => {
    await expectAnswer(
      club.person('ben').slash('did', { what: 'swept the floor' }, { in: club.general }),
      'swept',
    )
    noteAct(club, 'ben', 'did')
  }),
  call(6, '11:01', 'ben makes a practice of a message', async (club) => {
    const form = await club.person('ben').messageCommand(share.shortcut, club.said('five'))
    await expectAnswer(
      club
        .person('ben')
        .submit(form, { [share.name.label]: 'Strip a wire', [share.how.label]: 'Five millimetres.' }),
      'Strip a wire',
    )
    noteAct(club, 'ben', 'share')
  }),
  call(9, '11:01', 'olga begins to make one of her own message, and lets it be', async (club) => {
    const form = await club.person('olga').messageCommand(share.shortcut, club.said('pliers'))
    if (!form.modal.fields.some((field) => field.value.includes(SECRET_WORD)))
      throw new Error('What one wrote oneself should stand in the form.')
  }),
  call(9, '11:31', 'somebody with the same name is refused', async (club) => {
    const form = await club
      .person('ben')
      .slash('practice share', { name: 'strip a wire' }, { in: club.build })
    await expectAnswer(
      club.person('ben').submit(form, { [share.how.label]: 'Otherwise.' }),
      share.taken('Strip a wire'),
    )
  }),
]

/** Looking: it is no act. */
const looking: readonly Event[] = [
  call(4, '12:01', 'ada says that she takes a question, and ben that one is none', async (club) => {
    const list = await expectAnswer(
      club.person('ada').slash('waiting', {}, { in: club.build }),
      english.waiting.title,
    )
    await expectAnswer(club.person('ada').press(list, taken.button), taken.confirmed)
  }),
  call(7, '12:01', 'olga looks at the digest', (club) =>
    expectAnswer(club.person('olga').slash('digest', { weeks: 1 }, { in: club.office }), 'Robotics club'),
  ),
  call(7, '12:31', 'a member looks at it too', (club) =>
    expectAnswer(club.person('ada').slash('digest', {}, { in: club.build }), 'Robotics club'),
  ),
  call(7, '12:41', 'ben finds a practice, and help', async (club) => {
    const names = await club.person('ben').complete('practice find', 'words', 'crim')
    if (!names.some((one) => one.name === 'Crimp a connector')) throw new Error('It should be suggested.')
    await expectAnswer(club.person('ben').slash('practice find', { words: 'crimp' }), 'Crimp a connector')
    await expectAnswer(club.person('ben').slash('help'), 'practice')
  }),
]

/** The board, pinned where everybody looks. */
const board: readonly Event[] = [
  call(0, '08:10', 'olga puts the board into general', async (club) => {
    const screen = await expectAnswer(
      club.person('olga').slash('community setup', {}, { in: club.general }),
      'People who build robots',
    )
    await expectAnswer(club.person('olga').press(screen, english.setup.board.button), 'general')
  }),
]

/** One’s own data: cleo pauses for three days, ben erases himself in the second week. */
const ownData: readonly Event[] = [
  call(5, '10:01', 'cleo pauses', async (club) => {
    const screen = await expectAnswer(
      club.person('cleo').slash('my data', {}, { in: club.build }),
      english.my.title,
    )
    await expectAnswer(club.person('cleo').press(screen, english.my.buttons.pause), english.my.labels.paused)
    club.withheld.push({ who: club.person('cleo').id, fromAt: club.discord.now(), toAt: Infinity })
  }),
  event(6, '10:01', 'cleo goes on writing and reacting', (club) => {
    club.say('cleo', club.build, 'Nobody counts this')
    club.person('cleo').react(club.say('ada', club.build, 'Nor that somebody likes this'), '🎉')
  }),
  call(8, '10:01', 'cleo ends the pause', async (club) => {
    const screen = await expectAnswer(
      club.person('cleo').slash('my data', {}, { in: club.build }),
      english.my.labels.paused,
    )
    await expectAnswer(club.person('cleo').press(screen, english.my.buttons.resume), english.my.resume.done)
    const pause = club.withheld.pop()
    if (pause !== undefined) club.withheld.push({ ...pause, toAt: club.discord.now() })
  }),
  call(10, '10:01', 'ada takes her data with her', async (club) => {
    const screen = await expectAnswer(
      club.person('ada').slash('my data', {}, { in: club.build }),
      english.my.title,
    )
    const file = (await (await club.person('ada').press(screen, english.my.buttons.export)).settled())
      .attachments[0]
    if (file === undefined) throw new Error('There should be a file.')
    const text = new TextDecoder().decode(club.discord.file(file))
    if (text.includes(SECRET_WORD) || !text.includes('Crimp a connector'))
      throw new Error('It should hold what she gave, and no words of hers.')
  }),
  call(11, '08:31', 'ben erases himself', async (club) => {
    const say = english.my.erase
    const screen = await expectAnswer(
      club.person('ben').slash('my data', {}, { in: club.build }),
      english.my.title,
    )
    const form = await club.person('ben').press(screen, english.my.buttons.erase)
    await expectAnswer(
      club.person('ben').submit(form, { [say.practices.label]: ['keep'], [say.confirm.label]: say.word }),
      english.my.erase.title,
    )
    club.withheld.push({ who: club.person('ben').id, fromAt: 0, toAt: Infinity })
  }),
]

/** All of it, without setting up. */
export const CALLS: readonly Event[] = [...board, ...repertoire, ...looking, ...ownData]
