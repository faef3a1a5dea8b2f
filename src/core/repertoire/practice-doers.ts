/** A practice and whoever does it: saying in two taps that one did, and finding somebody to ask. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { shown } from '../people/who.ts'
import { actions, buttonsOf, paragraph, type Reply } from '../reply.ts'
import type { Text } from '../text.ts'
import { OUTCOMES } from './practice.ts'
import { practiceOf } from './practice-forms.ts'

const MAX_ASKABLE = 5
const MAX_DOINGS_READ = 200

const button = buttonsOf('did')

/** The second tap: how it went. */
export async function askHowItWent(call: Call<{ id: number }>): Promise<Reply> {
  const { practice: found } = await practiceOf(call, call.input.id)
  const say = call.words.practice.doing
  return {
    title: '',
    isPrivate: true,
    blocks: [
      paragraph(say.question(found.name)),
      actions(...OUTCOMES.map((outcome) => button(say[outcome], 'tap', { id: String(found.id), outcome }))),
    ],
  }
}

/** Who did it and may be asked: each once, those for whom it worked first, then the latest. */
export async function whomToAsk(call: Call<{ id: number }>): Promise<Reply> {
  const { store, community, actor, words } = call
  const { practice: found } = await practiceOf(call, call.input.id)
  const say = words.practice.ask
  const { dayOf } = calendarOf(community.timeZone)
  const doings = await store.repertoire.doings(community.id, MAX_DOINGS_READ, found.id)
  const askable = doings.filter((one) => one.isAskable && one.member !== actor.member)
  const worked = (outcome: string | null): number => (outcome === 'didNotWork' ? 1 : 0)
  const sorted = [...askable].sort((a, b) => worked(a.outcome) - worked(b.outcome) || b.at - a.at)
  const each = sorted.filter(
    (one, index) => sorted.findIndex((other) => other.member === one.member) === index,
  )
  const items: Text[] = []
  for (const { member, outcome, at, platform } of each.slice(0, MAX_ASKABLE)) {
    const went = words.did.went[outcome ?? 'asWritten']
    items.push([await shown(call, member, platform), say.line(went, dayOf(at))])
  }
  return {
    title: say.title(found.name),
    isPrivate: true,
    blocks:
      items.length === 0
        ? [paragraph(say.nobody)]
        : [paragraph(say.who), { kind: 'list', ordered: false, items }],
  }
}
