import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createGame } from './play-lines.ts'
import { setStage } from './testing.ts'

describe('playing', () => {
  it('lets a person play members against an app', async () => {
    const stage = await setStage({ slack: { timing: { quietMs: 50 } } })
    const { slack, app } = stage
    app.command('/commonplace', ({ ack, command }) =>
      ack({
        text: 'noted',
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text: `noted ${command.text}` } },
          {
            type: 'actions',
            elements: [{ type: 'button', action_id: 'way', text: { type: 'plain_text', text: 'My way' } }],
          },
        ],
      }),
    )
    app.action('way', async ({ ack, body, client }) => {
      await ack()
      if (!('trigger_id' in body)) return
      await client.views.open({
        trigger_id: body.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'way',
          title: { type: 'plain_text', text: 'How?' },
          submit: { type: 'plain_text', text: 'Keep' },
          blocks: [
            {
              type: 'input',
              label: { type: 'plain_text', text: 'Your way' },
              element: { type: 'plain_text_input', action_id: 'w' },
            },
          ],
        },
      })
    })
    app.view('way', ({ ack }) => ack())
    const lines: string[] = []
    const game = createGame(slack, stage, (line) => lines.push(line))
    for (const line of [
      'ada in build: How do I crimp, @bob?',
      'bob replies: with heat',
      'bob broadcasts: with heat!',
      'bob edits: with *much* heat',
      'bob: /commonplace did crimped with:@ada',
      'bob presses "My way"',
      'bob fills "Your way"=slowly',
      'zoe in build: hi',
      'ada in nowhere: hi',
    ])
      await game.play(line)
    expect(lines).toEqual([
      '#build ada: How do I crimp, @bob?',
      '#build bob (in the thread): with heat',
      '#build bob (in the thread): with heat!',
      '#build bob (in the thread) (changed): with *much* heat',
      '#build commonplace (only bob sees this): noted did crimped with:@ada',
      '    [My way]',
      'bob sees the form “How?”',
      '    Your way* = ',
      'bob sees nothing more.',
      game.help,
      expect.stringContaining('! There is no #nowhere'),
    ])
  })

  it('runs as a program', async () => {
    const file = fileURLToPath(new URL('play.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', file], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.end('ada in general: hello\nada in build: hello\n')
    const lines: string[] = []
    for await (const line of createInterface({ input: child.stdout })) lines.push(line)
    expect(lines[0]).toMatch(
      /^SLACK_BOT_TOKEN=xoxb-\S+ SLACK_APP_TOKEN=xapp-\S+ SLACK_API_URL=http:\/\/127\.0\.0\.1:\d+\/api\/$/,
    )
    expect(lines.at(-1)).toBe('#build ada: hello')
  })
})
