/** What people did with the bot in the two weeks. */
import { english } from '../../src/core/words/english.ts'
import { type Cast, CLUB_NAME, type Name, READ_ROOMS, SECRET_WORD } from './cast.ts'
import { call, type Event, event } from './step.ts'

const { share } = english.practice
const { taken } = english.waiting.marks
const CRIMP = 'Crimp a connector'

/** Sets the community up by its one screen, as its owner does. */
export async function setUp(cast: Cast): Promise<void> {
  const say = english.setup.form
  await cast.ask('olga', 'community setup', {}, 'office')
  const text = await cast.fill('olga', {
    [say.channels.label]: { rooms: READ_ROOMS },
    [say.purpose.label]: 'People who build robots',
    [say.channel.label]: { rooms: ['office'] },
    [say.when.label]: 'Monday 9:00',
    [say.timeZone.label]: 'Paris',
  })
  expectWords(text, english.setup.begin.done(CLUB_NAME))
}

/** Throws where an answer does not hold these words. */
function expectWords(answer: string, words: string): void {
  if (!answer.includes(words)) throw new Error(`Wanted “${words}”, answered: ${answer}`)
}

const noteAct = (cast: Cast, who: Name, kind: Cast['acts'][number]['kind']) =>
  void cast.acts.push({ who, at: cast.now(), kind })

async function sharePractice(cast: Cast, who: Name, name: string): Promise<void> {
  await cast.ask(who, 'practice share', { name }, 'build')
  const given = { [share.how.label]: 'Strip, push, press, pull.', [share.when.label]: 'Before a match' }
  expectWords(await cast.fill(who, given), name)
  noteAct(cast, who, 'share')
}

async function did(cast: Cast, who: Name, outcome: string): Promise<void> {
  const values = { practice: CRIMP, outcome, with: { person: 'ada' } } as const
  expectWords(await cast.ask(who, 'did', values, 'build'), CRIMP)
  noteAct(cast, who, 'did')
}

/** Opens what is kept of somebody, and presses a button there. */
async function pressInMyData(cast: Cast, who: Name, words: string, button: string): Promise<string> {
  expectWords(await cast.ask(who, 'my data', {}, 'build'), words)
  return cast.press(who, button)
}

/** Practices and what was done. */
const repertoire: readonly Event[] = [
  call(2, '11:01', 'ada shares a practice with its form', (cast) => sharePractice(cast, 'ada', CRIMP)),
  call(3, '11:01', 'olga does it as written', (cast) => did(cast, 'olga', english.did.outcome.asWritten)),
  call(4, '11:01', 'cleo does it her own way', (cast) => did(cast, 'cleo', english.did.outcome.ownWay)),
  call(3, '11:31', 'ada thanks olga, who keeps it', async (cast) => {
    const values = { person: { person: 'olga' }, for: 'the pliers', practice: CRIMP } as const
    expectWords(await cast.ask('ada', 'thanks', values, 'build'), 'the pliers')
    noteAct(cast, 'ada', 'thanks')
    expectWords(await cast.ask('olga', 'thanks', {}, 'build'), english.thanks.forYou(1))
    expectWords(await cast.press('olga', english.thanks.keep.button), 'Kept.')
  }),
  call(4, '11:31', 'it does not work for dan', (cast) => did(cast, 'dan', english.did.outcome.didNotWork)),
  call(5, '11:01', 'ben says what he did', async (cast) => {
    expectWords(await cast.ask('ben', 'did', { what: 'swept the floor' }, 'general'), 'swept')
    noteAct(cast, 'ben', 'did')
  }),
  call(6, '11:01', 'ben makes a practice of a message', async (cast) => {
    await cast.askOn('ben', share.shortcut, 'five')
    const given = { [share.name.label]: 'Strip a wire', [share.how.label]: 'Five millimetres.' }
    expectWords(await cast.fill('ben', given), 'Strip a wire')
    noteAct(cast, 'ben', 'share')
  }),
  call(9, '11:01', 'olga begins to make one of her own message, and lets it be', async (cast) => {
    await cast.askOn('olga', share.shortcut, 'pliers')
    expectWords(cast.fields('olga').join('\n'), SECRET_WORD)
  }),
  call(9, '11:31', 'somebody with the same name is refused', async (cast) => {
    await cast.ask('ben', 'practice share', { name: 'strip a wire' }, 'build')
    const [refusal = ''] = share.taken('Strip a wire').split('. ')
    expectWords(await cast.fill('ben', { [share.how.label]: 'Otherwise.' }), refusal)
  }),
]

/** Looking: it is no act. */
const looking: readonly Event[] = [
  call(4, '12:01', 'ada says that she takes a question', async (cast) => {
    expectWords(await cast.ask('ada', 'waiting', {}, 'build'), english.waiting.title)
    expectWords(await cast.press('ada', taken.button), taken.confirmed)
  }),
  call(7, '12:01', 'olga looks at the digest', async (cast) =>
    expectWords(await cast.ask('olga', 'digest', { weeks: 1 }, 'office'), CLUB_NAME),
  ),
  call(7, '12:31', 'a member looks at it too', async (cast) =>
    expectWords(await cast.ask('ada', 'digest', {}, 'build'), CLUB_NAME),
  ),
  call(7, '12:41', 'ben finds a practice, and help', async (cast) => {
    const offered = await cast.offered('ben', 'practice find', 'words', 'crim')
    if (offered !== null) expectWords(offered.join('\n'), CRIMP)
    expectWords(await cast.ask('ben', 'practice find', { words: 'crimp' }), CRIMP)
    expectWords(await cast.ask('ben', 'help'), 'practice')
  }),
]

/** The board, pinned where everybody looks. */
const board: readonly Event[] = [
  call(0, '08:10', 'olga puts the board into general', async (cast) => {
    expectWords(await cast.ask('olga', 'community setup', {}, 'general'), 'People who build robots')
    expectWords(await cast.press('olga', english.setup.board.button), 'general')
  }),
]

/** One’s own data: cleo pauses for three days, ben erases himself in the second week. */
const ownData: readonly Event[] = [
  call(5, '10:01', 'cleo pauses', async (cast) => {
    const { title, buttons, labels } = english.my
    expectWords(await pressInMyData(cast, 'cleo', title, buttons.pause), labels.paused)
    cast.withheld.push({ who: 'cleo', fromAt: cast.now(), toAt: Infinity })
  }),
  event(6, '10:01', 'cleo goes on writing and reacting', (cast) => {
    cast.say('cleo', 'build', 'Nobody counts this')
    cast.say('ada', 'build', 'Nor that somebody likes this', { as: 'liked' })
    cast.react('cleo', 'liked', '🎉')
  }),
  call(8, '10:01', 'cleo ends the pause', async (cast) => {
    const { buttons, labels, resume } = english.my
    expectWords(await pressInMyData(cast, 'cleo', labels.paused, buttons.resume), resume.done)
    const pause = cast.withheld.pop()
    if (pause !== undefined) cast.withheld.push({ ...pause, toAt: cast.now() })
  }),
  call(10, '10:01', 'ada takes her data with her', async (cast) => {
    await pressInMyData(cast, 'ada', english.my.title, english.my.buttons.export)
    const text = await cast.file('ada')
    if (text.includes(SECRET_WORD)) throw new Error('It should hold no words of hers.')
    expectWords(text, CRIMP)
  }),
  call(11, '08:31', 'ben erases himself', async (cast) => {
    const { title, buttons, erase } = english.my
    await pressInMyData(cast, 'ben', title, buttons.erase)
    const given = { [erase.practices.label]: ['keep'], [erase.confirm.label]: erase.word }
    expectWords(await cast.fill('ben', given), erase.title)
    cast.withheld.push({ who: 'ben', fromAt: 0, toAt: Infinity })
  }),
]

/** All of it, without setting up. */
export const CALLS: readonly Event[] = [...board, ...repertoire, ...looking, ...ownData]
