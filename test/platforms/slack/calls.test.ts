import { describe, expect, it } from 'vitest'
import { answering } from './answering.ts'

describe('commands in Slack', () => {
  it('answers every command, by either of its names', async () => {
    const at = await answering()
    await at.bind([at.general, at.build])
    const ask = async (line: string) => {
      const answer = await (await at.ada.slash(line, { in: at.build })).settled()
      return `${answer.kind} ${answer.isEphemeral} ${answer.text.split('\n')[0]}`
    }
    const answers: string[] = []
    for (const line of ['help', 'my data', 'digest', 'waiting', 'practice', 'did'])
      answers.push(await ask(line))
    answers.push(await ask('/cp help did'))
    expect(at.slack.violations).toEqual([])
    expect(at.logged).toEqual([])
  })
})
