/** What happens besides in the two weeks on Slack alone. */
import type { Person } from '../../simulators/slack/person.ts'
import { SECRET_WORD } from '../cast.ts'
import { type Event, event } from '../step.ts'
import type { Club } from './club.ts'

const ELSEWHERE = 'T0ELSEWHERE'

export function slackOccasions(club: Club): readonly Event[] {
  const { slack, rooms, person, said } = club
  const { news, build, help, workshop } = rooms
  const guests = new Map<string, Person>()
  const guest = (name: string): Person => {
    const one = guests.get(name)
    if (one === undefined) throw new Error(`${name} has not come yet.`)
    return one
  }
  const words = (text: string): string => `${text} ${SECRET_WORD}`
  return [
    event(2, '10:05', 'news is shared with another workspace, and somebody of it comes', () => {
      slack.connect(news, ELSEWHERE)
      guests.set('sam', slack.join({ name: 'sam', teamId: ELSEWHERE, in: [news] }))
    }),
    event(2, '10:15', 'the stranger answers a question, and likes it, which counts for nobody', () => {
      guest('sam').react(guest('sam').reply(said('list'), words('Not with us either')), '👀')
      guest('sam').react(said('list'), '👍')
    }),
    event(2, '10:25', 'the stranger says something, people react and answer, and one names them', () => {
      const hello = guest('sam').post(news, words(`Hello, ${person('ada').mention}`))
      person('olga').react(hello, '👍')
      person('ada').reply(hello, words('Hello!'))
      person('olga').reply(hello, words(`Welcome, ${guest('sam').mention}`))
    }),
    event(2, '10:35', 'the stranger corrects something, and takes something back', () => {
      guest('sam').edit(guest('sam').post(news, words('tpyo')), words('typo'))
      guest('sam').remove(guest('sam').post(news, words('never mind')))
    }),
    event(3, '10:05', 'ben leaves the workshop', () => person('ben').leave(workshop)),
    event(3, '10:15', 'and is asked back into it', () => person('ben').join(workshop, person('olga'))),
    event(4, '10:05', 'somebody who is let into one channel alone speaks and reacts', () => {
      const gil = slack.join({ name: 'gil', role: 'singleChannelGuest', in: [help] })
      gil.react(said('drops'), '👀')
      gil.reply(said('drops'), words('Tape helps'))
    }),
    event(4, '10:15', 'Slack itself says something', () => {
      slack.postAsSlackbot(build, words('Reminder: sweep'))
    }),
    event(6, '10:15', 'a picture in a thread, and a thread that everybody is told of', () => {
      const shown = person('olga').post(build, words('Look what we made'))
      person('ada').share(shown, words('And from behind'))
      person('ben').broadcast(shown, words('Everybody, look'))
      person('ada').react(person('ben').broadcast(shown, words('Really!')), '🎉')
    }),
    event(6, '10:25', 'a thread is deleted from its parent to its last reply', () => {
      const parent = person('ben').post(build, words('A quarrel'))
      const replies = [person('ada').reply(parent, words('No')), person('ben').reply(parent, words('Yes'))]
      person('ben').remove(parent)
      for (const one of replies) club.author(one).remove(one)
    }),
    event(6, '10:35', 'a broadcast is deleted, and its thread goes on', () => {
      const parent = person('ada').post(build, words('Who has the key?'))
      person('ben').remove(person('ben').broadcast(parent, words('Me')))
      person('olga').reply(parent, words('I do'))
    }),
  ]
}
