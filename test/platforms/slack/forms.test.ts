import { describe, expect, it } from 'vitest'
import { answering } from './answering.ts'

const HOW = 'Strip 4 mm. *Push* it in <until> you see copper'

describe('forms in Slack', () => {
  it('sets a community up, and changes it, in forms that are filled in with what is', async () => {
    const at = await answering()
    const form = await at.eve.slash('community setup', { in: at.build })
    expect([form.modal.title, form.modal.submit]).toEqual(['Set up this community', 'Set up'])
    const screen = await at.eve.submit(form, {
      Channels: [at.build, at.random],
      'What for': 'We build robots',
      'Where digests go': at.mods,
      When: 'Friday 17:30',
      'Time zone': 'Berlin',
    })
    expect(screen.isEphemeral).toBe(true)
    expect(screen.text).toContain('Robotics club is set up.')
    // The bot is not in #random: it says so, and how to change it.
    expect(screen.text).toContain('#random: the bot is not in this channel. In Slack, write /invite there')
    const [community] = await at.store.communities.list()
    if (community === undefined) throw new Error('there is a community')
    expect(at.changed).toEqual([community.id])
    expect([community.timeZone, community.purpose]).toEqual(['Europe/Berlin', 'We build robots'])

    at.slack.inviteBot(at.random, at.eve)
    const looked = await at.eve.press(screen, 'Look again')
    expect([looked.kind, looked.text.includes('/invite')]).toEqual(['updated', false])
    const change = await at.eve.press(screen, 'Change')
    const values = Object.fromEntries(change.modal.fields.map((one) => [one.label, one.value]))
    expect(values).toMatchObject({ 'What for': 'We build robots', When: 'Friday 17:30' })
    const changed = await at.eve.submit(change, { When: 'Monday 8:00' })
    // What only they see is replaced by what it is now.
    expect([changed.kind, screen.text.includes('Monday 8:00')]).toEqual(['closed', true])
    expect(at.slack.violations).toEqual([])
    expect(at.logged).toEqual([])
  })

  it('says at a field what is wrong with it, and above them all what is wrong with the rest; nothing is lost', async () => {
    const at = await answering()
    await at.bind([at.build])
    const form = await at.ada.slash('practice share Crimp', { in: at.build })
    const fields = form.modal.fields.map((one) => `${one.label}: ${one.value}`)
    expect(fields[0]).toContain('Crimp')
    const [name = '', how = ''] = form.modal.fields.map((one) => one.label)
    const wrong = await at.ada.submit(form, { [name]: '\u200b \u200b', [how]: HOW })
    expect([wrong.kind, Object.keys(wrong.errors)]).toEqual(['errors', [name]])
    // Everybody sees it, so it is no answer to ada alone.
    await at.ada.submit(wrong, { [name]: 'Crimp a connector' })
    expect(at.slack.history(at.build).at(-1)?.text).toContain('Crimp a connector')
    expect((await at.bob.slash('practice find crimp', { in: at.build })).text).toContain(HOW)
    const again = await at.bob.slash('practice share "Crimp a connector"', { in: at.build })
    const refused = await at.bob.submit(again, { [how]: 'Another way' })
    expect(refused.kind).toBe('modal')
    expect(refused.modal.text).toContain('Crimp a connector')
    // As it is typed in Slack.
    expect(refused.modal.text).toContain('/cp practice find')
    expect(refused.modal.fields[1]?.value).toBe('Another way')
    const twice = await at.bob.submit(refused, { [how]: 'Another way still' })
    expect(twice.modal.text.match(/Crimp a connector/g)?.length).toBe(1)
    expect((await at.bob.submit(twice, { [name]: 'Crimp by hand' })).kind).toBe('closed')
    expect((await at.bob.slash('practice find "crimp by hand"')).text).toContain('Another way still')
    expect(at.slack.violations).toEqual([])
  })

  it('begins a practice with one’s own message, and keeps nothing of anybody’s', async () => {
    const at = await answering()
    const community = await at.bind([at.build])
    const message = at.ada.post(at.build, 'Heat it *first*, @bob & <b>, see #general')
    const reply = at.bob.reply(message, 'And then let it cool')
    const form = await at.ada.shortcut('Save as practice', message)
    const linkOf = async ({ modal }: typeof form) =>
      (await at.program.unseal(String(modal.view.body['private_metadata'])))?.target.input['link']
    expect(form.modal.fields.map((one) => one.value)).toContain('Heat it *first*, @bob & <b>, see #general')
    expect(await linkOf(form)).toBe(
      `https://robotics-club.slack.com/archives/${at.build.id}/p${message.ts.replace('.', '')}`,
    )
    const others = await at.ada.shortcut('Save as practice', reply)
    expect(others.modal.fields.map((one) => one.value).join()).not.toContain('cool')
    expect(await linkOf(others)).toContain(`?thread_ts=${message.ts}&cid=${at.build.id}`)
    const metadata = String(others.modal.view.body['private_metadata'])
    expect(metadata.length).toBeLessThan(110)
    const kept = await at.program.unseal(metadata)
    expect([kept?.community, JSON.stringify(kept?.target)]).toEqual([
      community.id,
      expect.not.stringMatching(/Heat|cool/),
    ])
    expect(at.slack.violations).toEqual([])
  })

  it('answers a form that was opened before a restart, where it was opened', async () => {
    const at = await answering()
    await at.bind([at.build])
    const form = await at.ada.slash('practice share', { in: at.build })
    await at.restart()
    const [name = '', how = ''] = form.modal.fields.map((one) => one.label)
    const shared = await at.ada.submit(form, { [name]: 'Solder', [how]: HOW })
    expect(shared.kind).toBe('closed')
    expect(at.slack.history(at.build).at(-1)?.text).toContain('Solder')
    expect(at.slack.violations).toEqual([])
  })

  it('offers the form as a button where it can no longer be opened, without what was written', async () => {
    const at = await answering()
    await at.bind([at.build])
    at.slack.faults.failHttp(/views\.open/, 500, { times: 2 })
    const answer = await at.ada.slash('practice share Crimp', { in: at.build })
    expect([answer.kind, answer.isEphemeral]).toEqual(['message', true])
    const [button] = answer.buttons
    expect(JSON.stringify(await at.program.unseal(button?.value ?? ''))).not.toContain('Crimp')
    const form = await at.ada.press(answer, button?.label ?? '')
    expect(form.modal.title).toBe('Share a practice')
  })

  it('takes no buttons and forms that are not its own, nor those of another workspace', async () => {
    const at = await answering()
    const community = await at.bind([at.build])
    const menu = await at.ada.slash('', { in: at.build })
    const target = { command: 'my', handler: 'erase', input: { practices: 'remove', confirm: 'erase' } }
    const elsewhere = await at.store.communities.create({
      name: 'Other',
      timeZone: 'UTC',
      isLive: true,
      now: 0,
    })
    const forged = [
      'nonsense',
      `1.${community.id.toString(36)}/my/erase?confirm=erase&practices=remove;AAAAAAAAAAAAAAAA`,
      await at.program.seal(elsewhere.id, target),
    ]
    for (const value of forged) {
      const [block] = (menu.message.blocks ?? []).filter((one) => one['type'] === 'actions')
      const elements = block?.['elements']
      if (!Array.isArray(elements)) throw new Error('the menu has buttons')
      menu.message.blocks = [{ ...block, elements: [{ ...elements[0], value }] }]
      const answer = await at.ada.press(menu, menu.buttons[0]?.label ?? '')
      expect(answer.text).toBe('That button is too old or not mine. Ask again with the command.')
    }
    const form = await at.ada.slash('practice share', { in: at.build })
    form.modal.view.body = { ...form.modal.view.body, private_metadata: forged[2] ?? '' }
    const [name = '', how = ''] = form.modal.fields.map((one) => one.label)
    const answer = await at.ada.submit(form, { [name]: 'x', [how]: 'y' })
    expect(answer.text).toContain('too old or not mine')
    expect(await at.store.repertoire.practices(community.id)).toEqual([])
  })

  it('does once what Slack delivers twice', async () => {
    const at = await answering()
    const community = await at.bind([at.build])
    at.slack.faults.repeat('*', 10, 3)
    await at.ada.slash('did crimped it', { in: at.build })
    const form = await at.ada.slash('practice share', { in: at.build })
    const [name = '', how = ''] = form.modal.fields.map((one) => one.label)
    const wrong = await at.ada.submit(form, { [name]: '\u200b', [how]: 'y' })
    expect(wrong.kind).toBe('errors')
    await at.ada.submit(wrong, { [name]: 'Solder' })
    await at.calls.settled()
    expect((await at.store.repertoire.doings(community.id, 9)).length).toBe(1)
    expect((await at.store.repertoire.practices(community.id)).length).toBe(1)
    expect(at.slack.strayAcknowledgements).toEqual([])
  })

  it('suggests what could stand in a field, to those who may ask', async () => {
    const at = await answering()
    await at.bind([at.build])
    await at.ada.slash('practice share "Solder a joint" how:"Hot"', { in: at.build })
    const form = await at.ada.slash('did with:@bob', { in: at.build })
    const suggested = async (person: string, metadata: unknown) => {
      let options: object | undefined
      at.calls.hear({
        type: 'interactive',
        body: {
          ...{ type: 'block_suggestion', user: { id: person }, action_id: 'practice', value: 'sold' },
          view: { private_metadata: metadata },
        },
        ack: async (payload) => {
          options = payload
        },
      })
      await at.calls.settled()
      return options
    }
    const metadata = form.modal.view.body['private_metadata']
    const text = { type: 'plain_text', text: 'Solder a joint', emoji: false }
    expect(await suggested(at.ada.id, metadata)).toEqual({ options: [{ text, value: 'Solder a joint' }] })
    const guest = at.slack.join({ name: 'gil', role: 'guest' })
    expect(await suggested(guest.id, metadata)).toEqual({ options: [] })
    expect(await suggested(at.ada.id, 'nonsense')).toEqual({ options: [] })
  })

  it('acknowledges what it does not understand, and takes nothing after it was closed', async () => {
    const at = await answering()
    const acknowledged: unknown[] = []
    const hear = (type: 'slash_commands' | 'interactive', body: unknown) =>
      at.calls.hear({ type, body, ack: async (payload) => void acknowledged.push(payload ?? 'nothing') })
    const bodies = [null, 5, {}, { type: 'view_closed' }, { type: 'block_actions', actions: 'x' }]
    for (const body of bodies) hear('interactive', body)
    hear('slash_commands', { command: '/cp', text: 7, user_id: 'U1', channel_id: '../..', trigger_id: 't' })
    await at.calls.settled()
    expect(acknowledged).toEqual(Array.from({ length: bodies.length + 1 }, () => 'nothing'))
    at.calls.close()
    hear('interactive', { type: 'view_closed' })
    await at.calls.settled()
    expect(acknowledged.length).toBe(bodies.length + 1)
  })
})
