import { describe, expect, it } from 'vitest'
import { setStage } from './testing.ts'

describe('calling the app', () => {
  it('shows what a slash command is answered with, and lets its buttons be pressed', async () => {
    const { slack, app, ada, build } = await setStage()
    app.command('/commonplace', async ({ command, ack }) => {
      await ack({
        text: `*noted* ${command.text}`,
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text: `*noted* ${command.text}` } },
          {
            type: 'actions',
            block_id: 'row',
            elements: [
              { type: 'button', action_id: 'mine', text: { type: 'plain_text', text: 'My way' }, value: '1' },
            ],
          },
        ],
      })
    })
    app.action('mine', async ({ ack, body, client }) => {
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
              block_id: 'w',
              label: { type: 'plain_text', text: 'Your way' },
              element: { type: 'plain_text_input', action_id: 'w', max_length: 10 },
            },
          ],
        },
      })
    })
    app.view('way', async ({ ack, view, client, body }) => {
      const value = view.state.values['w']?.['w']?.value ?? ''
      if (value === 'bad') return ack({ response_action: 'errors', errors: { w: 'Not so.' } })
      await ack()
      await client.chat.postEphemeral({ channel: build.id, user: body.user.id, text: `thanks for ${value}` })
    })
    const answer = await ada.slash('did crimped <a> harness with:@bob in:#build', { in: build })
    expect(answer.kind).toBe('message')
    expect(answer.isEphemeral).toBe(true)
    expect(answer.text).toBe('noted did crimped <a> harness with:@bob in:#build')
    const [call] = slack.envelopes
    expect(call?.payload['text']).toMatch(
      /^did crimped &lt;a&gt; harness with:<@U\w+\|bob> in:<#C\w+\|build>$/,
    )
    const form = await ada.press(answer, 'My way')
    expect(form.modal).toMatchObject({ title: 'How?', submit: 'Keep' })
    const refused = await ada.submit(form, { 'Your way': 'bad' })
    expect(refused.errors).toEqual({ 'Your way': 'Not so.' })
    const done = await ada.submit(refused, { 'Your way': 'slowly' })
    expect(done.text).toBe('thanks for slowly')
    expect(slack.violations).toEqual([])
  })
})
