/** What happened in the two weeks besides everyday talk: everything that Discord lets people do and a reader could get wrong. */
import { SECRET_WORD } from './club.ts'
import { type Event, event } from './step.ts'

/** Comings and goings, and the questions that newcomers begin with. */
const people: readonly Event[] = [
  event(0, '08:30', 'olga opens the club', (club) => club.say('olga', club.general, 'Welcome to the club!')),
  event(1, '08:00', 'ada joins', (club) => club.join('ada')),
  event(1, '08:10', 'ben joins', (club) => club.join('ben')),
  event(1, '08:20', 'ada asks', (club) =>
    club.say('ada', club.build, 'How do I crimp this connector?', 'crimp'),
  ),
  event(1, '08:31', 'olga answers her', (club) =>
    club.say('olga', club.build, 'With the red pliers', 'pliers', { replyTo: club.said('crimp') }),
  ),
  event(1, '08:34', 'ada says thanks with an emoji of the server', (club) =>
    club.person('ada').react(club.said('pliers'), 'gear'),
  ),
  event(2, '08:00', 'cleo joins', (club) => club.join('cleo')),
  event(2, '08:40', 'cleo asks, and nobody ever answers', (club) =>
    club.say('cleo', club.news, 'Is there a list of parts?'),
  ),
  event(3, '08:00', 'dan joins', (club) => club.join('dan')),
  event(12, '08:00', 'dan leaves', (club) => club.person('dan').leave()),
  event(13, '08:20', 'olga looks back', (club) => club.say('olga', club.news, 'What two weeks!')),
]

/** Threads of every kind. */
const threads: readonly Event[] = [
  event(1, '08:40', 'ben opens a thread on the question', (club) =>
    club.keepThread('crimping', club.person('ben').openThread(club.said('crimp'), 'crimping')),
  ),
  event(1, '08:42', 'ben answers in it', (club) =>
    club.say('ben', club.thread('crimping'), 'Strip it first', 'strip'),
  ),
  event(1, '08:45', 'ada goes on, which is no answer to herself', (club) =>
    club.say('ada', club.thread('crimping'), 'How far?', 'how far'),
  ),
  event(1, '08:50', 'olga answers inside by reference, and is heard', (club) => {
    const answer = club.say('olga', club.thread('crimping'), 'Five millimetres', 'five', {
      replyTo: club.said('how far'),
    })
    club.person('ada').react(answer, '🎉')
  }),
  event(9, '08:30', 'eight days later it has become conversation', (club) =>
    club.say('cleo', club.thread('crimping'), 'I still do it that way'),
  ),
  event(2, '09:05', 'cleo opens a thread from nothing', (club) =>
    club.keepThread(
      'parts',
      club.person('cleo').openThread(club.general, 'parts', { autoArchiveMinutes: 60 }),
    ),
  ),
  event(2, '09:06', 'and begins it', (club) => club.say('cleo', club.thread('parts'), 'Who orders?')),
  event(2, '09:20', 'olga answers in it', (club) => club.say('olga', club.thread('parts'), 'I do')),
  event(9, '08:45', 'a week after it was put away it wakes up', (club) =>
    club.say('dan', club.thread('parts'), 'Order two more, please', 'two more'),
  ),
  event(9, '08:55', 'and is answered', (club) =>
    club.say('olga', club.thread('parts'), 'Done', undefined, { replyTo: club.said('two more') }),
  ),
  event(4, '08:10', 'ada posts in the forum', (club) => {
    const { thread, message } = club
      .person('ada')
      .postInForum(club.help, 'Gripper', `It drops. ${SECRET_WORD}`)
    club.keepThread('gripper', thread)
    club.keep('drops', message)
  }),
  event(4, '08:25', 'ben answers the post', (club) =>
    club.say('ben', club.thread('gripper'), 'More foam', 'foam'),
  ),
  event(4, '08:26', 'ada likes it, cleo the question', (club) => {
    club.person('ada').react(club.said('foam'), '👍')
    club.person('cleo').react(club.said('drops'), '👍')
  }),
  event(4, '08:50', 'the post is put away', (club) => club.person('olga').archive(club.thread('gripper'))),
  event(10, '08:30', 'and wakes up six days later', (club) =>
    club.say('dan', club.thread('gripper'), 'Foam wears off', 'wears off'),
  ),
  event(10, '08:32', 'ada answers dan there', (club) =>
    club.say('ada', club.thread('gripper'), 'Rubber then', undefined, { replyTo: club.said('wears off') }),
  ),
  event(5, '08:15', 'dan posts in the forum, and nobody answers', (club) =>
    club.person('dan').postInForum(club.help, 'Battery', `It is warm. ${SECRET_WORD}`),
  ),
  event(6, '08:00', 'a thread is made', (club) =>
    club.keepThread('quick', club.person('dan').openThread(club.build, 'quick one')),
  ),
  event(6, '08:05', 'used', (club) => club.say('dan', club.thread('quick'), 'Which screw?')),
  event(6, '08:09', 'answered', (club) => club.say('ben', club.thread('quick'), 'M3')),
  event(6, '08:40', 'and put away within the hour', (club) =>
    club.person('dan').archive(club.thread('quick')),
  ),
  event(7, '08:05', 'olga announces', (club) => club.say('olga', club.news, 'Meeting on Friday', 'meeting')),
  event(7, '08:10', 'ada opens a thread on the announcement', (club) =>
    club.keepThread('friday', club.person('ada').openThread(club.said('meeting'), 'friday')),
  ),
  event(7, '08:15', 'and asks in it', (club) => club.say('ada', club.thread('friday'), 'At what time?')),
  event(7, '08:20', 'a private thread, which is not read', (club) => {
    const secret = club.person('ada').openThread(club.general, 'surprise for olga', { isPrivate: true })
    club.say('ada', secret, `${club.person('ben').mention} bring a cake`, 'cake')
    club.person('ben').joinThread(secret)
    club.say('ben', secret, 'I will', undefined, { replyTo: club.said('cake') })
    club.person('ben').react(club.said('cake'), '🎉')
  }),
]

/** Ways of saying something that a reader could take for something else. */
const sayings: readonly Event[] = [
  event(3, '08:20', 'ben names two people, one of them twice', (club) => {
    const [ada, cleo] = [club.person('ada').mention, club.person('cleo').mention]
    club.say('ben', club.general, `${ada} ${cleo} ${ada} look!`)
  }),
  event(3, '08:24', 'ben names himself and a bot', (club) =>
    club.say('ben', club.general, `${club.person('ben').mention} and ${club.weather.mention}`),
  ),
  event(3, '08:28', 'ada answers quietly and names whom she answers', (club) =>
    club.say('ada', club.build, `${club.person('olga').mention} thanks`, undefined, {
      replyTo: club.said('pliers'),
      mention: false,
    }),
  ),
  event(3, '08:35', 'olga answers herself', (club) =>
    club.say('olga', club.build, 'Or the blue ones', undefined, { replyTo: club.said('pliers') }),
  ),
  event(5, '08:05', 'ben passes a message on, which answers nobody', (club) =>
    club.say('ben', club.general, 'See', undefined, { forward: club.said('foam') }),
  ),
  event(5, '08:40', 'a sticker, a file and a poll', (club) => {
    club.say('cleo', club.general, '', undefined, { sticker: 'wave' })
    club.say('cleo', club.build, 'The plan', undefined, { files: ['plan.txt'] })
    club.say('cleo', club.general, '', undefined, { poll: 'Saturday?' })
  }),
  event(6, '08:12', 'somebody tries to call everybody', (club) =>
    club.say('dan', club.voice, '@everyone **<#1>** `look` https://example.org'),
  ),
  event(6, '22:40', 'a night owl, on the next day where the club lives', (club) =>
    club.say('ada', club.build, 'Cannot sleep', 'owl'),
  ),
  event(6, '22:50', 'and another', (club) =>
    club.say('cleo', club.build, 'Neither can I', undefined, { replyTo: club.said('owl') }),
  ),
  event(8, '08:30', 'bots and a webhook talk, and people react on that', (club) => {
    const rain = club.weather.post(club.general, `Rain ${SECRET_WORD}`)
    club.person('ben').react(rain, '🔧')
    club.music.post(club.voice, `Now playing ${SECRET_WORD}`)
    club.person('dan').react(club.guild.postByWebhook(club.news, 'Feed', `A release ${SECRET_WORD}`), '👍')
    club.say('dan', club.general, 'Again?', undefined, { replyTo: rain })
    club.weather.react(club.said('foam'), '👍')
  }),
  event(8, '08:45', 'olga pins a message', (club) => club.person('olga').pin(club.said('pliers'))),
  event(8, '08:50', 'talk where nothing is read', (club) => {
    club.say('olga', club.office, 'About next term')
    const joke = club.say('ada', club.lounge, `A joke for ${club.person('dan').mention}`)
    club.person('dan').react(joke, '🎉')
  }),
]

/** What was changed and taken back. */
const changes: readonly Event[] = [
  event(2, '08:50', 'ben corrects a message', (club) =>
    club.person('ben').edit(club.said('strip'), `Strip it first, and slowly ${SECRET_WORD}`),
  ),
  event(4, '09:10', 'dan reacts and thinks better of it', (club) => {
    club.person('dan').react(club.said('pliers'), '🎉')
    club.person('dan').unreact(club.said('pliers'), '🎉')
  }),
  event(5, '09:05', 'dan says something', (club) => club.say('dan', club.build, 'You are all wrong', 'rude')),
  event(5, '09:07', 'ada answers', (club) =>
    club.say('ada', club.build, 'That is not nice', 'not nice', { replyTo: club.said('rude') }),
  ),
  event(5, '09:08', 'cleo is taken aback', (club) => club.person('cleo').react(club.said('rude'), '🔧')),
  event(5, '09:20', 'dan deletes it', (club) => club.person('dan').remove(club.said('rude'))),
  event(8, '09:00', 'dan floods a channel', (club) => {
    for (const nth of [1, 2, 3]) club.say('dan', club.news, `Buy now ${nth}`, `spam ${nth}`)
  }),
  event(8, '09:04', 'olga deletes all of it at once', (club) =>
    club.person('olga').remove(...[1, 2, 3].map((nth) => club.said(`spam ${nth}`))),
  ),
  event(10, '09:00', 'a question gets a thread', (club) => {
    club.say('ben', club.general, 'Where is the saw?', 'saw')
    club.keepThread('saw', club.person('ben').openThread(club.said('saw'), 'saw'))
    club.say('cleo', club.thread('saw'), 'In the cupboard')
  }),
  event(10, '09:30', 'and is deleted, while its thread goes on', (club) => {
    club.person('ben').remove(club.said('saw'))
    club.say('ben', club.thread('saw'), 'Found it')
  }),
]

/** Reactions of another day than the message: whoever reads them afterwards does not know their day. */
export const LATE_REACTIONS: readonly Event[] = [
  event(4, '09:00', 'cleo likes something of before she came', (club) =>
    club.person('cleo').react(club.said('pliers'), '👍'),
  ),
  event(7, '08:40', 'ben likes something of days ago', (club) =>
    club.person('ben').react(club.said('five'), '👍'),
  ),
  event(8, '08:10', 'and takes that back the next day', (club) =>
    club.person('ben').unreact(club.said('five'), '👍'),
  ),
  event(11, '20:50', 'ada catches up on yesterday', (club) => {
    club.person('ada').react(club.said('wears off'), '🔧')
    club.person('ada').react(club.said('two more'), '🔧')
  }),
]

/** All the rest. */
export const OCCASIONS: readonly Event[] = [...people, ...threads, ...sayings, ...changes]
