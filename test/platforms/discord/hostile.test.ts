/** People who mean harm, and what they get. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Store } from '../../../src/core/ports.ts'
import { boardReply } from '../../../src/core/reflection/board.ts'
import { english } from '../../../src/core/words/english.ts'
import type { Answer } from '../../simulators/discord/answer.ts'
import { objectOf } from '../../simulators/discord/json.ts'
import { shownText } from '../../simulators/discord/wire-messages.ts'
import { buttonId, openHostileStage, peopleField, textField } from './hostile.ts'
import { type Seen, seenIn } from './markdown.ts'

const say = english.servingDiscord
const NOBODY_KNOWN = '223456789012345678'

it('lets nobody name people by anything but choosing them', async () => {
  const { discord, ada, bob, general, store, community, bytes, ...stage } = await openHostileStage()
  await stage.share(ada, general, { name: 'crimp', how: 'Strip 4 mm.' })
  const asked = await bob.slash('did', { outcome: 'asWritten' }, { in: general })
  const { customId } = asked.modal

  // Members are numbers of ours, and the first one is Ada's.
  const byNumber = await stage.forgeForm(bob, general, customId, [
    textField('what', 'crimped'),
    textField('practice', 'crimp'),
    textField('with', '1'),
  ])
  expect(byNumber.text).not.toContain('ada')
  const did = discord.commands.find((one) => one.name === 'did')?.id ?? ''
  const typed = { id: did, name: 'did', type: 1 }
  const asText = await stage.forge(bob, general, 'command', {
    ...typed,
    options: [
      { name: 'what', type: 3, value: 'a harness' },
      { name: 'with', type: 3, value: '1' },
    ],
  })
  expect(asText.text).not.toContain('ada')
  const doings = await store.repertoire.doings(community.id, 10)
  expect(doings.map((one) => one.companions)).toEqual([[], []])

  // Whoever Discord does not tell of is nobody, whatever the id looks like.
  for (const id of [NOBODY_KNOWN, '__proto__', 'constructor', ''])
    expect((await stage.forgeForm(bob, general, customId, [peopleField('with', id)])).text).toBe(
      say.nobodyChosen,
    )
  const unknown = { name: 'with', type: 6, value: NOBODY_KNOWN }
  const byId = await stage.forge(bob, general, 'command', { ...typed, options: [unknown] })
  expect(byId.text).toBe(say.nobodyChosen)
  // While somebody types nobody is named, and Discord may tell nothing of them.
  const practice = { name: 'practice', type: 3, value: 'cr', focused: true }
  const offered = await stage.forge(bob, general, 'autocomplete', { ...typed, options: [unknown, practice] })
  expect(offered.choices.map((one) => one.name)).toEqual(['crimp'])
  expect(bytes()).not.toContain(NOBODY_KNOWN)
  expect(await store.repertoire.doings(community.id, 10)).toHaveLength(2)
})

it('lets nobody change what a button or a form holds', async () => {
  const { ada, bob, general, store, community, ...stage } = await openHostileStage()
  await stage.share(ada, general, { name: 'crimp', how: 'Strip 4 mm.' })
  await stage.share(ada, general, { name: 'solder', how: 'Heat the pad.' })
  const card = await bob.slash('practice find', { words: 'crimp' }, { in: general })
  const asked = await bob.press(card, english.practice.card.doneIt)
  const id = buttonId(asked, english.practice.doing.didNotWork)
  await stage.forgeForm(bob, general, id, [textField('id', '2'), textField('outcome', 'asWritten')])
  const [doing] = await store.repertoire.doings(community.id, 1)
  const practices = await store.repertoire.practices(community.id)
  expect(practices.find((one) => one.id === doing?.practice)?.name).toBe('crimp')
  expect(doing?.outcome).toBe('didNotWork')
})

it('shows nothing of a channel to whoever may not see it, by button, form, suggestion or setup', async () => {
  const { discord, guild, ada, dan, eve, general, build, mods, store, community, bot, ...stage } =
    await openHostileStage({
      discord: { startAt: Date.UTC(2026, 0, 5, 12) },
      // It is told of, by name, that its history may not be read: to whoever may see it.
      before: (club) =>
        club.guild.setRights(club.mods, {
          for: 'bot',
          allow: ['VIEW_CHANNEL'],
          deny: ['READ_MESSAGE_HISTORY'],
        }),
    })
  eve.post(mods, 'Who has the key?')
  ada.post(general, 'Who has the drill?')
  await discord.until(() => bot.recorder.waiting() > 0, 'both to be heard')
  await bot.recorder.settled()
  discord.advance(3 * 86_400_000)
  const { answered } = english.waiting.marks
  const seenByEve = await eve.slash('waiting', {}, { in: general })
  expect(seenByEve.text).toContain('mods-only')
  const seenByAda = await ada.slash('waiting', {}, { in: general })
  expect(seenByAda.text).toContain('general')
  expect(seenByAda.text).not.toContain('mods-only')

  // Eve's buttons are sealed and right, and Ada may mark what she sees and nothing else.
  const ids = seenByEve.buttons.filter((one) => one.label === answered.button)
  const answers: string[] = []
  for (const { customId } of ids)
    answers.push(
      (
        await stage.forge(
          ada,
          general,
          'component',
          { component_type: 2, custom_id: customId },
          seenByEve.message,
        )
      ).text,
    )
  expect(answers.sort()).toEqual([answered.confirmed, english.refusals.buttonGone].sort())

  // Somebody who manages the server and is kept out of a channel neither reads of it nor binds it.
  guild.giveRole(dan, guild.createRole({ name: 'half', permissions: ['MANAGE_GUILD'] }))
  const hidden = guild.createChannel({
    name: 'hidden-away',
    rights: [
      { for: 'everyone', deny: ['VIEW_CHANNEL'] },
      { for: 'bot', allow: ['VIEW_CHANNEL'] },
    ],
  })
  const setup = await dan.slash('community setup', {}, { in: general })
  const form = await dan.press(setup, english.setup.changeButton)
  const channels = (name: string, ...values: readonly string[]) => ({
    ...{ type: 8, id: 2, custom_id: name, values: [...values] },
  })
  const changed = await stage.forgeForm(dan, general, form.modal.customId, [
    channels('channels', general.id, build.id, hidden.id),
    channels('channel', mods.id),
    textField('purpose', 'Robots'),
    textField('when', 'Monday 9:00'),
  ])
  expect(changed.text).toBe(english.setup.refused.noDigestChannel)
  const again = await stage.forgeForm(dan, general, form.modal.customId, [
    channels('channels', general.id, hidden.id),
    channels('channel', build.id),
    textField('purpose', 'Robots'),
    textField('when', 'Monday 9:00'),
  ])
  await again.settled()
  const bound = (await store.communities.spaces(community.id)).filter((one) => one.isBound)
  // The channel that Dan does not see stays bound: his form did not show it.
  expect(bound.map((one) => one.name).sort()).toEqual(['general', 'mods-only'])
  for (const one of [setup, again])
    for (const trace of ['hidden-away', hidden.id, 'mods-only', mods.id])
      expect(one.text).not.toContain(trace)

  // A channel that is closed after the fact is closed at once; one that is gone is for those who manage the server.
  guild.setRights(general, { for: 'everyone', deny: ['VIEW_CHANNEL'] })
  guild.removeChannel(mods)
  await discord.until(() => discord.dispatches.some((one) => one.name === 'CHANNEL_DELETE'), 'the news')
  const digest = await ada.slash('digest', {}, { in: build })
  await digest.settled()
  expect(digest.text).toContain(english.digest.nothingEver)
  expect(discord.violations).toEqual([])
})

it('does nothing twice and loses no answer for trouble on the line', async () => {
  const { discord, ada, general, store, community, bot } = await openHostileStage()
  const doings = async () => (await store.repertoire.doings(community.id, 100)).map((one) => one.what)
  discord.faults.repeat('INTERACTION_CREATE', 1)
  await ada.slash('did', { what: 'heard twice' }, { in: general })
  discord.faults.clear()
  // The answer arrives; that it did is lost on the way.
  for (const trouble of [502, 'drop'] as const) {
    discord.faults.failHttp(/callback$/, trouble, { after: true })
    const answer = await ada.slash('did', { what: `lost ${trouble}` }, { in: general })
    expect(answer.text).toContain(`lost ${trouble}`)
    discord.faults.failHttp(/callback$/, trouble)
    expect((await ada.slash('did', { what: `tried ${trouble}` }, { in: general })).text).toContain('tried')
  }
  discord.faults.failHttp(/callback$/, { kind: 'rateLimit', retryAfterMs: 500, scope: 'shared' })
  expect((await ada.slash('did', { what: 'in a crowd' }, { in: general })).text).toContain('in a crowd')
  discord.faults.clear()
  expect((await doings()).sort()).toEqual(
    ['heard twice', 'in a crowd', 'lost 502', 'lost drop', 'tried 502', 'tried drop'].sort(),
  )
  expect(bot.logged.filter((one) => one.level === 'error')).toEqual([])
})

/** A store whose every write and read of communities waits. */
const slowed =
  (ms: number, isSlow: () => boolean) =>
  (store: Store): Store => ({
    ...store,
    communities: {
      ...store.communities,
      spaces: async (community) => {
        if (isSlow()) await sleep(ms)
        return store.communities.spaces(community)
      },
    },
  })

it('keeps within three seconds while the database is slow, also for a crowd and at the end', async () => {
  let isSlow = false
  const { discord, ada, bob, general, store, community, bot } = await openHostileStage({
    around: slowed(4_000, () => isSlow),
  })
  isSlow = true
  const late = ada.slash('did', { what: 'slowly' }, { in: general })
  const lateForm = ada.slash('practice share', { name: 'slow one' }, { in: general })
  const [answer, form] = await Promise.all([late, lateForm])
  expect([answer.kind, form.kind]).toEqual(['deferred', 'deferred'])
  await answer.followUp()
  await form.settled()
  // Too late for a form to open by itself: a button opens it.
  isSlow = false
  expect((await ada.press(form, english.practice.share.submit)).kind).toBe('modal')

  const crowd = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      (at % 2 === 0 ? ada : bob).slash('did', { what: `thing ${at}` }, { in: general }),
    ),
  )
  expect(crowd.filter((one) => one.kind === 'failed').length).toBe(0)
  await Promise.all(crowd.map((one) => one.settled()))
  expect(await store.repertoire.doings(community.id, 100)).toHaveLength(51)

  isSlow = true
  const last = ada.slash('did', { what: 'the last' }, { in: general })
  await discord.until(() => discord.dispatches.at(-1)?.name === 'INTERACTION_CREATE', 'the last to be sent')
  await sleep(50)
  await bot.stop()
  expect((await (await last).followUp()).components).not.toEqual([])
  expect(discord.violations).toEqual([])
}, 60_000)

it('answers with a code where the database does not answer, and logs nothing of what was typed', async () => {
  let isBroken = false
  const { ada, bob, general, bot, ...stage } = await openHostileStage({
    around: (store) => ({
      ...store,
      repertoire: {
        ...store.repertoire,
        doings: (...given) =>
          isBroken ? Promise.reject(new Error('disk full')) : store.repertoire.doings(...given),
      },
    }),
  })
  const name = 'Ωμέγα '.repeat(13).trim()
  await stage.share(ada, general, { name, how: 'Strip 4 mm.' })
  isBroken = true
  const answer = await bob.slash('practice find', { words: name }, { in: general })
  expect(answer.text).toMatch(/the code [0-9a-f]{6}/)
  const errors = bot.logged.filter((one) => one.level === 'error')
  expect(errors).toHaveLength(1)
  expect(JSON.stringify(bot.logged)).not.toContain('Ωμέγα')
})

it('forgets who erased themselves, whatever happens afterwards', async () => {
  const WORDS = 'quibblezephyr'
  const { discord, ada, bob, general, build, store, community, bot, bytes, ...stage } =
    await openHostileStage({ before: (club) => club.guild.setNick(club.ada, 'Adalindeflute') })
  const traces = (): readonly string[] =>
    [ada.id, 'Adalindeflute', WORDS].filter((trace) => bytes().includes(trace))
  const shared = await stage.share(ada, general, { name: `${WORDS} crimp`, how: `${WORDS} strip` })
  await ada.slash('did', { what: `${WORDS} harness` }, { in: general })
  await bob.slash('did', { what: 'a drill', with: ada }, { in: general })
  const message = ada.post(general, `${WORDS}?`)
  bob.post(general, 'Yes', { replyTo: message, mention: true })
  ada.react(bob.post(build, 'Look'), '👍')
  // What she had typed into a form that was not complete waits behind a button.
  const half = await ada.slash('practice share', { name: `${WORDS} two` }, { in: general })
  const asked = await stage.forgeForm(ada, general, half.modal.customId, [
    textField('name', ' '),
    textField('how', `${WORDS} ${'x'.repeat(200)}`),
  ])
  expect(asked.buttons).toHaveLength(1)
  await discord.until(() => bot.recorder.waiting() > 0, 'them to be heard')
  await bot.recorder.settled()
  expect(traces()).toEqual(['Adalindeflute', WORDS])

  const page = await ada.slash('my data', {}, { in: general })
  const erase = await ada.press(page, english.my.buttons.erase)
  const { practices, confirm } = english.my.erase
  await ada.submit(erase, { [practices.label]: practices.remove, [confirm.label]: english.my.erase.word })
  expect(traces()).toEqual([])

  // She talks, reacts, joins threads, is named, presses what is old, calls, and is read again from the beginning.
  ada.post(general, `${WORDS} again?`)
  ada.react(message, '👍')
  await stage.forge(ada, general, 'component', {
    component_type: 2,
    custom_id: buttonId(shared, english.practice.card.doneIt),
  })
  await stage.forge(ada, general, 'component', {
    component_type: 2,
    custom_id: buttonId(asked, asked.buttons[0]?.label ?? ''),
  })
  const named = await bob.slash('did', { what: 'a saw', with: ada }, { in: general })
  expect(named.text).toContain('cannot be named')
  expect((await ada.slash('did', { what: WORDS }, { in: general })).text).toBe(english.refusals.erased)
  await stage.share(ada, general, { name: WORDS, how: WORDS }).catch(() => undefined)
  await ada.complete('did', 'practice', WORDS, {}, { in: general })
  await ada.slash('my data', {}, { in: general })
  for (const { workspace, externalId, name } of await store.communities.spaces(community.id))
    await store.communities.bindSpace(community.id, workspace.id, {
      externalId,
      name,
      readFromAt: discord.now() - 86_400_000,
    })
  discord.faults.expireSessions()
  await discord.until(() => discord.identifies.length > 1, 'another session')
  await bot.caughtUp()
  expect(traces()).toEqual([])
  expect(JSON.stringify(bot.logged)).not.toMatch(new RegExp(`${WORDS}|Adalinde`))
}, 40_000)

it('calls nobody and marks nothing up, whatever people, channels and servers are called', async () => {
  const NAMES = [
    '@everyone @here',
    '<@1> <@&2> <#3> </help:4> <a:b:5> <t:6:R> <id:browse>',
    '`` ``` **bold** __x__ ~~y~~ ||z|| > q',
    '[free nitro](https://evil.example) https://evil.example <https://evil.example>',
    '\u202e\u2066gnirts\u200b\u200d\u00ad',
    `Z${'\u0341\u0489'.repeat(60)}`,
    '# heading\n-# small\n> quote\n- item',
  ]
  const { discord, guild, ada, bob, eve, general, build, bot, store, community, ...stage } =
    await openHostileStage()
  const said: { readonly pinged: unknown; readonly content: string }[] = []
  const look = async (answer: Answer): Promise<Answer> => {
    await answer.settled()
    said.push({ pinged: answer.message.pinged, content: answer.text })
    return answer
  }
  for (const [at, name] of NAMES.entries()) {
    guild.setNick(ada, name.slice(0, 32))
    guild.renameChannel(build, name)
    await look(await stage.share(ada, general, { name: `${at} ${name}`.slice(0, 80), how: name, when: name }))
    await look(await ada.slash('did', { what: name }, { in: general }))
    await look(await bob.slash('practice find', { words: `${at} ${name}`.slice(0, 80) }, { in: general }))
    await look(await bob.slash('practice find', { words: `zzz ${name}` }, { in: general }))
    await look(await bob.slash('did', { practice: `zzz ${name}`.slice(0, 80), what: 'x' }, { in: general }))
  }
  for (const line of ['did', 'practice find', 'my data', 'help', 'waiting', 'digest'])
    await look(await ada.slash(line, {}, { in: general }))
  await look(await eve.slash('community setup', {}, { in: general }))
  // Longer than Discord lets anybody type.
  const what = 'a'.repeat(100_000)
  const did = discord.commands.find((one) => one.name === 'did')?.id ?? ''
  const data = { id: did, name: 'did', type: 1 }
  await look(
    await stage.forge(ada, general, 'command', {
      ...data,
      options: [{ name: 'what', type: 3, value: what }],
    }),
  )
  const practice = { name: 'practice', type: 3, value: `${what} ${NAMES.join(' ')}`, focused: true }
  expect((await stage.forge(ada, general, 'autocomplete', { ...data, options: [practice] })).kind).toBe(
    'choices',
  )
  // Nothing to see is no name: Discord would refuse every list that holds it.
  const invisible = await ada.slash('practice share', { name: '\u200b\u2060' }, { in: general })
  expect(invisible.text).toContain(english.refusals.textEmpty(english.practice.share.name.label))

  const board = boardReply(
    { ...community, name: NAMES.join(' '), purpose: NAMES.join('\n') },
    { waiting: 1, problems: [], practices: await store.repertoire.practices(community.id) },
    english,
  )
  const to = { workspace: guild.id, channel: general.id }
  const once = { key: 'k', triedAt: null, community: community.id }
  expect((await bot.platform.speaker.post(to, board, once)).kind).toBe('posted')
  const posted = discord.history(general).at(-1)
  if (posted === undefined) throw new Error('there is no board')
  expect((await bot.platform.speaker.edit(to, posted.id, board, community.id)).kind).toBe('posted')
  said.push({ pinged: posted.pinged, content: shownText(posted) })

  const harmless = new Set<Seen['kind']>([
    'text',
    'strong',
    'emphasis',
    'heading',
    'small',
    'item',
    'time',
    'code',
  ])
  const NOBODY = said.find((one) => one.content !== '')?.pinged
  for (const { pinged, content } of said) {
    expect(pinged).toEqual(NOBODY)
    expect(seenIn(content).filter((one) => !harmless.has(one.kind))).toEqual([])
  }
  expect(JSON.stringify(NOBODY)).not.toContain(ada.id)
  const bodies = discord.requests.filter(
    (one) => /callback|webhooks|messages/.test(one.path) && one.method !== 'GET',
  )
  expect(bodies.length).toBeGreaterThan(40)
  for (const { body } of bodies) {
    const message = objectOf(objectOf(body)['data'] ?? body)
    if (Array.isArray(message['components']) && message['title'] === undefined)
      expect(message['allowed_mentions']).toEqual({ parse: [], users: [], replied_user: false })
  }
  expect(discord.violations).toEqual([])
  expect(bot.logged.filter((one) => one.level !== 'info')).toEqual([])
}, 60_000)
