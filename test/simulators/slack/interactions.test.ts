import { describe, expect, it } from 'vitest'
import { errorOf, openWeb, setStage } from './testing.ts'

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

  it('says what Slack says where the app does not acknowledge, or is not there', async () => {
    const { slack, app, ada } = await setStage({ slack: { timing: { acknowledgeMs: 80 } } })
    app.command('/slow', async () => {})
    const late = await ada.slash('/slow')
    expect([late.kind, late.text]).toEqual(['failed', 'failed with the error “operation_timeout”'])
    slack.faults.cut()
    await slack.until(() => slack.sockets.length === 0, 'the cut')
    const gone = await ada.slash('/slow')
    expect([gone.kind, gone.text]).toEqual(['failed', 'failed with the error “dispatch_failed”'])
  })

  it('takes five answers in thirty minutes at a response URL, in place of the first or beside it', async () => {
    const { slack, app, ada, bob, random } = await setStage({ slack: { startAt: Date.UTC(2026, 9, 1) } })
    const urls: string[] = []
    app.command('/commonplace', async ({ ack, respond, command }) => {
      urls.push(command.response_url)
      await ack({ response_type: 'ephemeral', text: 'Working on it …' })
      await respond({ replace_original: true, text: 'Done.' })
      await respond({ response_type: 'in_channel', text: 'Everybody, look!' })
    })
    // Here the app is not even a member.
    const answer = await ada.slash('digest', { in: random })
    const shown = await answer.followUp()
    expect([answer.text, answer.isEphemeral, bob.canSee(answer.message)]).toEqual(['Done.', true, false])
    expect([shown.text, bob.canSee(shown), slack.history(random)]).toEqual([
      'Everybody, look!',
      true,
      [shown],
    ])
    const [url = ''] = urls
    const send = async (body: object) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
      return `${response.status} ${await response.text()}`
    }
    expect(await send({ text: '' })).toBe('400 no_text')
    expect(await send({ text: 'four' })).toBe('200 ok')
    expect(await send({ delete_original: true })).toBe('200 ok')
    expect(answer.message.text).not.toBe('Done.')
    expect(await send({ text: 'six' })).toContain('404 {"ok":false,"error":"used_url"}')
    await (await ada.slash('digest', { in: random })).followUp()
    slack.advance(31 * 60_000)
    const late = await fetch(urls[1] ?? '', { method: 'POST', body: '{"text":"late"}' })
    expect([late.status, await late.text()]).toEqual([404, '{"ok":false,"error":"expired_url"}'])
  })

  it('opens views for fresh triggers only, pushes three, and knows the hash', async () => {
    const { slack, app, ada } = await setStage()
    const view = (title: string) => ({
      type: 'modal' as const,
      title: { type: 'plain_text' as const, text: title },
      blocks: [
        {
          type: 'actions' as const,
          block_id: 'row',
          elements: [
            {
              type: 'button' as const,
              action_id: 'deeper',
              text: { type: 'plain_text' as const, text: 'Deeper' },
            },
            {
              type: 'button' as const,
              action_id: 'other',
              text: { type: 'plain_text' as const, text: 'Other' },
            },
          ],
        },
      ],
    })
    const errors: string[] = []
    let depth = 1
    app.shortcut('menu', async ({ ack, client, shortcut }) => {
      await ack()
      await client.views.open({ trigger_id: shortcut.trigger_id, view: view('One') })
      errors.push(await errorOf(client.views.open({ trigger_id: shortcut.trigger_id, view: view('Again') })))
    })
    app.action('deeper', async ({ ack, client, body }) => {
      await ack()
      if (!('trigger_id' in body)) return
      depth += 1
      errors.push(await errorOf(client.views.push({ trigger_id: body.trigger_id, view: view(`${depth}`) })))
    })
    app.action('other', async ({ ack, client, body }) => {
      await ack()
      if (!('view' in body) || body.view === undefined) return
      const { id, hash } = body.view
      await client.views.update({ view_id: id, hash, view: view('Changed') })
      errors.push(await errorOf(client.views.update({ view_id: id, hash, view: view('Late') })))
    })
    const menu = await ada.shortcut('menu')
    expect(menu.modal.title).toBe('One')
    const second = await ada.press(menu, 'Deeper')
    const third = await ada.press(second, 'Deeper')
    expect([second.modal.title, third.modal.title]).toEqual(['2', '3'])
    slack.timing.triggerMs = 1
    const changed = await ada.press(third, 'Other')
    slack.timing.triggerMs = 3000
    expect(changed.modal.title).toBe('Changed')
    slack.timing.quietMs = 100
    expect((await ada.press(third, 'Deeper')).kind).toBe('acknowledged')
    expect(errors.sort()).toEqual(['exchanged_trigger_id', 'hash_conflict', 'ok', 'ok', 'push_limit_reached'])
    await ada.close()
    await ada.close()
    expect(menu.modal.title).toBe('One')
    const [trigger] = [...slack.world.triggers.values()].filter((one) => !one.isTriggerUsed)
    const web = openWeb(slack)
    expect(await errorOf(web.views.open({ trigger_id: trigger?.triggerId ?? '', view: view('Late') }))).toBe(
      'expired_trigger_id',
    )
    expect(await errorOf(web.views.open({ trigger_id: 'nonsense', view: view('Late') }))).toBe(
      'invalid_trigger_id',
    )
    expect(slack.violations).toEqual([])
  })

  it('lets a form be updated, followed by another, or closed with all that is below it', async () => {
    const { app, ada } = await setStage({ slack: { timing: { quietMs: 60 } } })
    const form = (title: string, callback: string) => ({
      type: 'modal' as const,
      callback_id: callback,
      notify_on_close: true,
      title: { type: 'plain_text' as const, text: title },
      submit: { type: 'plain_text' as const, text: 'Next' },
      blocks: [
        {
          type: 'input' as const,
          block_id: 'who',
          optional: callback !== 'first',
          label: { type: 'plain_text' as const, text: 'Who' },
          element: { type: 'multi_users_select' as const, action_id: 'who', max_selected_items: 2 },
        },
      ],
    })
    const closed: string[] = []
    app.shortcut('menu', async ({ ack, client, shortcut }) => {
      await ack()
      await client.views.open({ trigger_id: shortcut.trigger_id, view: form('First', 'first') })
    })
    app.view('first', async ({ ack, view }) => {
      const users = view.state.values['who']?.['who']?.selected_users ?? []
      await ack({ response_action: 'update', view: form(`${users.length} people`, 'second') })
    })
    app.view('second', async ({ ack }) => ack({ response_action: 'push', view: form('On top', 'third') }))
    app.view('third', async ({ ack }) => ack({ response_action: 'clear' }))
    app.view({ type: 'view_closed' }, async ({ ack, view }) => {
      closed.push(view.callback_id)
      await ack()
    })
    const first = await ada.shortcut('menu')
    await expect(ada.submit(first, {})).rejects.toThrow('must be filled in')
    await expect(ada.submit(first, { Who: [ada, ada, ada] })).rejects.toThrow('at most 2')
    const second = await ada.submit(first, { Who: [ada] })
    expect(second.modal.title).toBe('1 people')
    const third = await ada.submit(second, {})
    expect(third.modal.title).toBe('On top')
    await ada.close()
    expect(closed).toEqual(['third'])
    const again = await ada.submit(second, {})
    expect((await ada.submit(again, {})).kind).toBe('closed')
    await expect(ada.close()).rejects.toThrow('nothing open')
  })

  it('has shortcuts on messages, menus whose options the app gives, and a home tab', async () => {
    const { slack, app, ada, bob, build } = await setStage({ slack: { timing: { quietMs: 200 } } })
    const option = (text: string) => ({
      text: { type: 'plain_text' as const, text },
      value: text.toLowerCase(),
    })
    app.shortcut('save', async ({ ack, shortcut, respond }) => {
      await ack()
      if (shortcut.type !== 'message_action') return
      await respond({
        text: 'Where to?',
        blocks: [
          {
            type: 'section',
            text: { type: 'mrkdwn', text: `Save “${shortcut.message.text ?? ''}”?` },
            accessory: {
              type: 'external_select',
              action_id: 'where',
              min_query_length: 1,
              placeholder: { type: 'plain_text', text: 'A shelf' },
            },
          },
        ],
      })
    })
    app.options('where', async ({ ack, payload }) => ack({ options: [option(`${payload.value}-shelf`)] }))
    app.action('where', async ({ ack, action, respond }) => {
      await ack()
      const chosen = action.type === 'external_select' ? action.selected_option?.value : ''
      await respond({ replace_original: true, text: `Saved on ${chosen}.` })
    })
    let visits = 0
    app.event('app_home_opened', async ({ event, client }) => {
      visits += 1
      await client.views.publish({
        user_id: event.user,
        view: {
          type: 'home',
          blocks: [
            { type: 'header', text: { type: 'plain_text', text: `Visit ${visits}` } },
            {
              type: 'actions',
              elements: [{ type: 'button', action_id: 'clear', text: { type: 'plain_text', text: 'Clear' } }],
            },
          ],
        },
      })
    })
    app.action('clear', async ({ ack, body, client }) => {
      await ack()
      await client.views.publish({
        user_id: body.user.id,
        view: { type: 'home', blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Empty' } }] },
      })
    })
    const message = bob.post(build, 'Heat it first')
    const question = await ada.shortcut('save', message)
    expect(question.text).toBe('Save “Heat it first”?')
    expect(await ada.suggest(question, 'A shelf', 'top')).toEqual([
      { label: 'top-shelf', value: 'top-shelf' },
    ])
    const saved = await ada.select(question, 'A shelf', 'top-shelf')
    expect([saved.kind, saved.text]).toEqual(['updated', 'Saved on top-shelf.'])
    expect((await ada.openHome()).text).toBe('Visit 1')
    const home = await ada.openHome()
    expect([home.text, home.buttons.map((one) => one.label)]).toEqual(['Visit 2', ['Clear']])
    const cleared = await ada.press(home, 'Clear')
    expect([cleared.kind, cleared.text]).toEqual(['home', 'Empty'])
    await expect(bob.press(home, 'Clear')).rejects.toThrow()
    expect(slack.violations).toEqual([])
  })
})
