import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { listOf, objectOf } from './json.ts'
import { createGame } from './play-lines.ts'
import { setStage } from './testing.ts'

describe('playing', () => {
  it('lets a person play members against a bot', async () => {
    const stage = await setStage()
    const { discord, client, onInteraction } = stage
    await client.rest.put(`/applications/${discord.applicationId}/commands`, {
      body: [
        {
          name: 'did',
          description: 'd',
          options: [
            { type: 3, name: 'what', description: 'w', required: true },
            { type: 6, name: 'with', description: 'w' },
          ],
        },
      ],
    })
    onInteraction((interaction, callback) => {
      const data = objectOf(interaction['data'])
      if (interaction['type'] === 5) {
        const [, where] = listOf(data['components']).map((one) => objectOf(objectOf(one)['component']))
        return callback({ type: 4, data: { content: `thanks, in ${where?.['values']}`, flags: 64 } })
      }
      if (interaction['type'] === 3)
        return callback({
          type: 9,
          data: {
            custom_id: 'f',
            title: 'How?',
            components: [
              { type: 18, label: 'Your way', component: { type: 4, custom_id: 'w', style: 1 } },
              { type: 18, label: 'Where', description: 'Some', component: { type: 8, custom_id: 'c' } },
            ],
          },
        })
      return callback({
        type: 4,
        data: {
          content: `noted ${JSON.stringify(data['options'])}`,
          flags: 64,
          components: [{ type: 1, components: [{ type: 2, style: 1, label: 'My way', custom_id: 'm' }] }],
        },
      })
    })
    const lines: string[] = []
    const game = createGame(discord, stage, (line) => lines.push(line))
    for (const line of [
      'ada in build: How do I crimp?',
      'bob replies: with heat',
      'cleo reacts 👍',
      'bob: /did crimped a harness with=ada',
      'bob presses "My way"',
      'bob fills "Your way"=slowly; "Where"=build',
      'cleo in general: /did soldered',
      'zoe in build: hi',
      'ada in nowhere: hi',
    ])
      await game.play(line)
    expect(lines).toEqual([
      '#build ada: How do I crimp?',
      '#build bob: with heat',
      `#build commonplace (only bob sees this): noted [{"name":"what","type":3,"value":"crimped a harness"},{"name":"with","type":6,"value":"${stage.ada.id}"}]`,
      '    [My way]',
      'bob sees the form “How?”',
      '    Your way* = ',
      '    Where* =    — Some',
      `#build commonplace (only bob sees this): thanks, in ${stage.build.id}`,
      '#general commonplace (only cleo sees this): noted [{"name":"what","type":3,"value":"soldered"}]',
      '    [My way]',
      game.help,
      expect.stringContaining('! There is no #nowhere'),
    ])
  })

  it('runs as a program', async () => {
    const file = fileURLToPath(new URL('play.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', file], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.end('ada in general: hello\n')
    const lines: string[] = []
    for await (const line of createInterface({ input: child.stdout })) lines.push(line)
    expect(lines[0]).toMatch(
      /^DISCORD_TOKEN=\S+ DISCORD_APPLICATION_ID=\d+ DISCORD_API_URL=http:\/\/127\.0\.0\.1:\d+\/api$/,
    )
    expect(lines.at(-1)).toBe('#general ada: hello')
  })
})
