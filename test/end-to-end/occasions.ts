/** What happened in the two weeks besides everyday talk: everything that platforms let people do and a reader could get wrong. */
import { type Event, event } from './step.ts'

/** Comings and goings, and the questions that newcomers begin with. */
const people: readonly Event[] = [
  event(0, '08:30', 'olga opens the club', (cast) => cast.say('olga', 'general', 'Welcome to the club!')),
  event(1, '08:00', 'ada joins', (cast) => cast.join('ada')),
  event(1, '08:10', 'ben joins', (cast) => cast.join('ben')),
  event(1, '08:20', 'ada asks', (cast) =>
    cast.say('ada', 'build', 'How do I crimp this connector?', { as: 'crimp' }),
  ),
  event(1, '08:31', 'olga answers her', (cast) =>
    cast.reply('olga', 'crimp', 'With the red pliers', { as: 'pliers' }),
  ),
  event(1, '08:34', 'ada says thanks with an emoji of the club', (cast) =>
    cast.react('ada', 'pliers', 'gear'),
  ),
  event(2, '08:00', 'cleo joins', (cast) => cast.join('cleo')),
  event(2, '08:40', 'cleo asks, and nobody ever answers', (cast) =>
    cast.say('cleo', 'news', 'Is there a list of parts?', { as: 'list' }),
  ),
  event(3, '08:00', 'dan joins', (cast) => cast.join('dan')),
  event(12, '08:00', 'dan leaves', (cast) => cast.leave('dan')),
  event(13, '08:20', 'olga looks back', (cast) => cast.say('olga', 'news', 'What two weeks!')),
]

/** Threads of every kind. */
const threads: readonly Event[] = [
  event(1, '08:40', 'ben opens a thread on the question', (cast) =>
    cast.openThread('ben', 'crimping', { message: 'crimp' }),
  ),
  event(1, '08:42', 'ben answers in it', (cast) =>
    cast.sayIn('ben', 'crimping', 'Strip it first', { as: 'strip' }),
  ),
  event(1, '08:45', 'ada goes on, which is no answer to herself', (cast) =>
    cast.sayIn('ada', 'crimping', 'How far?', { as: 'how far' }),
  ),
  event(1, '08:50', 'olga answers inside, and is heard', (cast) => {
    cast.reply('olga', 'how far', 'Five millimetres', { as: 'five' })
    cast.react('ada', 'five', '🎉')
  }),
  event(9, '08:30', 'eight days later it has become conversation', (cast) =>
    cast.sayIn('cleo', 'crimping', 'I still do it that way'),
  ),
  event(2, '09:05', 'cleo opens a thread from nothing', (cast) =>
    cast.openThread('cleo', 'parts', { room: 'general' }),
  ),
  event(2, '09:06', 'and begins it', (cast) => cast.sayIn('cleo', 'parts', 'Who orders?')),
  event(2, '09:20', 'olga answers in it', (cast) => cast.sayIn('olga', 'parts', 'I do')),
  event(9, '08:45', 'a week after it was put away it wakes up', (cast) =>
    cast.sayIn('dan', 'parts', 'Order two more, please', { as: 'two more' }),
  ),
  event(9, '08:55', 'and is answered', (cast) => cast.reply('olga', 'two more', 'Done')),
  event(4, '08:10', 'ada posts where help is given', (cast) =>
    cast.postInHelp('ada', 'gripper', 'Gripper', 'It drops.', { as: 'drops' }),
  ),
  event(4, '08:25', 'ben answers the post', (cast) =>
    cast.sayIn('ben', 'gripper', 'More foam', { as: 'foam' }),
  ),
  event(4, '08:26', 'ada likes it, cleo the question', (cast) => {
    cast.react('ada', 'foam', '👍')
    cast.react('cleo', 'drops', '👍')
  }),
  event(4, '08:50', 'the post is put away', (cast) => cast.putAway('olga', 'gripper')),
  event(10, '08:30', 'and wakes up six days later', (cast) =>
    cast.sayIn('dan', 'gripper', 'Foam wears off', { as: 'wears off' }),
  ),
  event(10, '08:32', 'ada answers dan there', (cast) => cast.reply('ada', 'wears off', 'Rubber then')),
  event(5, '08:15', 'dan posts there, and nobody answers', (cast) =>
    cast.postInHelp('dan', 'battery', 'Battery', 'It is warm.'),
  ),
  event(6, '08:00', 'a thread is made', (cast) => cast.openThread('dan', 'quick', { room: 'build' })),
  event(6, '08:05', 'used', (cast) => cast.sayIn('dan', 'quick', 'Which screw?')),
  event(6, '08:09', 'answered', (cast) => cast.sayIn('ben', 'quick', 'M3')),
  event(6, '08:40', 'and put away within the hour', (cast) => cast.putAway('dan', 'quick')),
  event(7, '08:05', 'olga announces', (cast) =>
    cast.say('olga', 'news', 'Meeting on Friday', { as: 'meeting' }),
  ),
  event(7, '08:10', 'ada opens a thread on the announcement', (cast) =>
    cast.openThread('ada', 'friday', { message: 'meeting' }),
  ),
  event(7, '08:15', 'and asks in it', (cast) => cast.sayIn('ada', 'friday', 'At what time?')),
  event(7, '08:18', 'olga answers there for all of the room to see', (cast) =>
    cast.sayIn('olga', 'friday', 'At four', { kind: 'broadcast' }),
  ),
  event(7, '08:20', 'what is said among few is not read', (cast) =>
    cast.whisper('ada', 'ben', 'bring a cake'),
  ),
]

/** Ways of saying something that a reader could take for something else. */
const sayings: readonly Event[] = [
  event(3, '08:20', 'ben names two people, one of them twice', (cast) => {
    const [ada, cleo] = [cast.mention('ada'), cast.mention('cleo')]
    cast.say('ben', 'general', `${ada} ${cleo} ${ada} look!`)
  }),
  event(3, '08:24', 'ben names himself and a bot', (cast) =>
    cast.say('ben', 'general', `${cast.mention('ben')} and ${cast.mention('weather')}`),
  ),
  event(3, '08:28', 'ada answers quietly and names whom she answers', (cast) =>
    cast.reply('ada', 'pliers', `${cast.mention('olga')} thanks`, { isQuiet: true }),
  ),
  event(3, '08:35', 'olga answers herself', (cast) => cast.reply('olga', 'pliers', 'Or the blue ones')),
  event(5, '08:05', 'ben passes a message on, which answers nobody', (cast) =>
    cast.say('ben', 'general', 'See', { forward: 'foam' }),
  ),
  event(5, '08:40', 'a sticker, a file, a poll and a deed', (cast) => {
    cast.say('cleo', 'general', '', { kind: 'sticker' })
    cast.say('cleo', 'build', 'The plan', { kind: 'file' })
    cast.say('cleo', 'general', 'Saturday?', { kind: 'poll' })
    cast.say('cleo', 'general', 'is waving', { kind: 'me' })
  }),
  event(6, '08:12', 'somebody tries to call everybody', (cast) =>
    cast.say('dan', 'workshop', '@everyone **<#1>** `look` https://example.org'),
  ),
  event(6, '22:40', 'a night owl, on the next day where the club lives', (cast) =>
    cast.say('ada', 'build', 'Cannot sleep', { as: 'owl' }),
  ),
  event(6, '22:50', 'and another', (cast) => cast.reply('cleo', 'owl', 'Neither can I')),
  event(8, '08:30', 'bots and a feed talk, and people react on that', (cast) => {
    cast.robotSays('weather', 'general', 'Rain', { as: 'rain' })
    cast.react('ben', 'rain', '🔧')
    cast.robotSays('music', 'workshop', 'Now playing')
    cast.robotSays('feed', 'news', 'A release', { as: 'release' })
    cast.react('dan', 'release', '👍')
    cast.reply('dan', 'rain', 'Again?')
    cast.robotReacts('weather', 'foam', '👍')
  }),
  event(8, '08:45', 'olga pins a message', (cast) => cast.pin('olga', 'pliers')),
  event(8, '08:50', 'talk where nothing is read', (cast) => {
    cast.say('olga', 'office', 'About next term')
    cast.say('ada', 'lounge', `A joke for ${cast.mention('dan')}`, { as: 'joke' })
    cast.react('dan', 'joke', '🎉')
  }),
]

/** What was changed and taken back. */
const changes: readonly Event[] = [
  event(2, '08:50', 'ben corrects a message', (cast) =>
    cast.edit('ben', 'strip', 'Strip it first, and slowly'),
  ),
  event(4, '09:10', 'dan reacts and thinks better of it', (cast) => {
    cast.react('dan', 'pliers', '🎉')
    cast.unreact('dan', 'pliers', '🎉')
  }),
  event(5, '09:05', 'dan says something', (cast) =>
    cast.say('dan', 'build', 'You are all wrong', { as: 'rude' }),
  ),
  event(5, '09:07', 'ada answers', (cast) => cast.reply('ada', 'rude', 'That is not nice')),
  event(5, '09:08', 'cleo is taken aback', (cast) => cast.react('cleo', 'rude', '🔧')),
  event(5, '09:20', 'dan deletes it', (cast) => cast.remove('dan', 'rude')),
  event(8, '09:00', 'dan floods a room', (cast) => {
    for (const nth of [1, 2, 3]) cast.say('dan', 'news', `Buy now ${nth}`, { as: `spam ${nth}` })
  }),
  event(8, '09:04', 'olga deletes all of it at once', (cast) =>
    cast.remove('olga', 'spam 1', 'spam 2', 'spam 3'),
  ),
  event(10, '09:00', 'a question gets a thread', (cast) => {
    cast.say('ben', 'general', 'Where is the saw?', { as: 'saw' })
    cast.openThread('ben', 'saw', { message: 'saw' })
    cast.sayIn('cleo', 'saw', 'In the cupboard')
  }),
  event(10, '09:30', 'and is deleted, while its thread goes on', (cast) => {
    cast.remove('ben', 'saw')
    cast.sayIn('ben', 'saw', 'Found it')
  }),
]

/** Reactions of another day than the message: whoever reads them afterwards does not know their day. */
export const LATE_REACTIONS: readonly Event[] = [
  event(4, '09:00', 'cleo likes something of before she came', (cast) => cast.react('cleo', 'pliers', '👍')),
  event(7, '08:40', 'ben likes something of days ago', (cast) => cast.react('ben', 'five', '👍')),
  event(8, '08:10', 'and takes that back the next day', (cast) => cast.unreact('ben', 'five', '👍')),
  event(11, '20:50', 'ada catches up on yesterday', (cast) => {
    cast.react('ada', 'wears off', '🔧')
    cast.react('ada', 'two more', '🔧')
  }),
]

/** All the rest. */
export const OCCASIONS: readonly Event[] = [...people, ...threads, ...sayings, ...changes]
