/** Learning from each other in Slack: from the wish to the question after two weeks, by direct message, once. */
import { expect, it } from 'vitest'
import { createPainter } from '../../../src/charts/painter.ts'
import { english } from '../../../src/core/words/english.ts'
import { askPairs } from '../../../src/jobs/pairs.ts'
import { postingClient } from '../../../src/platforms/slack/clients.ts'
import { createSlackSpeaker } from '../../../src/platforms/slack/speaker.ts'
import { answering } from './answering.ts'

const say = english.learn
const DAY_MS = 86_400_000
const MONDAY = Date.UTC(2026, 10, 2, 17)

it('goes from a wish to the question how it goes, asked of each alone and once, though the bot dies meanwhile', async () => {
  const at = await answering({ slack: { startAt: MONDAY } })
  const { slack, store, program, team, ada, bob, cleo, build } = at
  const { id } = await at.bind([build])
  const painter = createPainter()
  const errors: object[] = []
  const log = { warn: () => {}, error: (details: object) => void errors.push(details) }
  const speaker = createSlackSpeaker({
    ...{
      client: postingClient({ token: slack.botToken, apiUrl: slack.apiUrl }),
      team,
      program,
      painter,
      log,
    },
    ...{ now: slack.now, audience: async () => null, uploads: { upload: async () => null } },
  })
  const ask = () => askPairs({ store, speakers: [speaker], words: english, log }, slack.now())
  const received = (one: typeof ada) => slack.history(one.direct)

  await bob.slash('learn soldering as:show limit:2', { in: build })
  const wish = await ada.slash('learn Soldering', { in: build })
  expect([wish.isEphemeral, wish.text.includes('You want to learn soldering.')]).toEqual([true, true])
  await ada.press(wish, 'Ask bob')
  const asking = slack.history(build).at(-1)
  if (asking === undefined) throw new Error('nothing was asked')
  expect(asking.text).toContain('ada would like to learn soldering from bob.')
  expect(asking.pinged.users, 'nobody was typed by name').toEqual([])
  expect((await cleo.press(asking, say.ask.yes)).text).toContain(say.answer.notYours)
  await bob.press(asking, say.ask.yes)
  const agreed = slack.history(build).at(-1)
  if (agreed === undefined) throw new Error('nothing was agreed')
  expect(agreed.text).toContain('Meet in #build')
  for (const one of [ada, bob])
    expect((await one.press(agreed, say.later.button)).text).toContain('by a direct message on Slack')

  await ask()
  slack.advance(14 * DAY_MS)
  bob.deactivate()
  slack.faults.failHttp(/chat\.postMessage/, 'drop', { times: 1, after: true })
  await ask()
  expect(received(ada)).toHaveLength(1)
  // The bot dies, and asks again: it looks for its own question, which it bears a key for.
  slack.advance(5 * 60_000)
  await ask()
  await ask()
  expect(received(ada)).toHaveLength(1)
  const [question] = received(ada)
  if (question === undefined) throw new Error('she was asked')
  const memberOf = (one: typeof ada) => store.people.member(id, 'slack', one.id)
  const questionOf = async (one: typeof ada) => {
    const member = await memberOf(one)
    return (await store.learning.questions(id)).filter((other) => other.member === member)
  }
  expect(await questionOf(ada)).toMatchObject([{ weeks: 2, message: question.ts }])
  expect(await questionOf(bob)).toMatchObject([{ weeks: 2, message: null, settledAt: expect.any(Number) }])
  const answer = await ada.press(question, say.question.buttons.over)
  expect(answer.text).toContain(say.question.so.over)
  expect(await questionOf(ada)).toMatchObject([{ goesOn: false, actsAlone: null }])
  expect((await ada.press(answer, say.done.button)).text).toContain('You are done with soldering.')
  slack.advance(42 * DAY_MS)
  await ask()
  expect(received(ada)).toHaveLength(1)
  expect(slack.violations).toEqual([])
  expect(errors).toEqual([])
  await painter.close()
})
