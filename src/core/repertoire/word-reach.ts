/** How many people have taken up a word, as whoever asks may see it: in small groups nobody but moderators is told a number. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { othersUsing } from '../participation/language.ts'
import { shownReach } from '../reflection/small-groups.ts'
import type { Word } from './word.ts'

/** Says of words how many people other than their givers have used them by now, in what the asker may see. */
export async function reachOfWords(call: Call<object>): Promise<(word: Word) => string> {
  const { actor, community, now, store, surroundings, words } = call
  const { dayOf, startOf } = calendarOf(community.timeZone)
  const tomorrow = dayOf(now) + 1
  const users = await store.history.wordUsers(community.id, { day: tomorrow, at: startOf(tomorrow) })
  const say = words.word.reach
  return (word) => {
    const others = othersUsing(word, users)
    if (others === 0) return surroundings.grants.texts ? say.nobody : say.notRead
    const shown = shownReach(others, { isExact: actor.isModerator })
    return shown === 'few' ? say.few : say.people(shown, !actor.isModerator)
  }
}
