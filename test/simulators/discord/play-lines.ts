/** The lines of the game: who does what, and what everybody then sees. */
import type { Answer } from './answer.ts'
import type { Club } from './club.ts'
import { findCommand } from './commands.ts'
import { isSelect } from './components.ts'
import type { FormValue } from './filling.ts'
import { listOf, objectOf, textOf } from './json.ts'
import { buttonsOf, type FieldView, selectsOf } from './looking.ts'
import type { Channel, Message } from './model.ts'
import type { Person } from './person.ts'
import type { Chosen } from './pressing.ts'
import type { Given } from './slash.ts'
import type { Discord } from './start.ts'
import { shownText } from './wire-messages.ts'
import type { WorldEvent } from './world.ts'

/** A game over a club. */
export interface Game {
  readonly help: string
  /** Plays one line; what goes wrong is said, never thrown. */
  play(line: string): Promise<void>
}

const HELP = `Lines: ada in build: hello · ada in build: /waiting · ada replies: yes · ada reacts 👍 · ada posts in help: Title | text · ada threads: name
  ada: /did what=crimped a harness with=bob · ada presses "I did it" · ada chooses "Which?" a, b · ada fills "Field"=text; "Other"=text
  ada uses "Save as practice" · ada types /did practice=cri · ada leaves · wait 3 days · who`

const UNITS_MS = new Map([
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
])

/** Makes the game; `say` shows lines. */
export function createGame(discord: Discord, club: Club, say: (line: string) => void): Game {
  const people: Record<string, Person> = {
    ada: club.ada,
    bob: club.bob,
    cleo: club.cleo,
    dan: club.dan,
    eve: club.eve,
    frida: club.guild.owner,
  }
  const answers = new Map<string, Answer>()
  let lastMessage: Message | null = null
  let channel: Channel = club.general
  const channels = () => [...club.guild.guild.channels.values()]
  const find = (name: string): Channel => {
    const found = channels().find((one) => one.name === name || one.id === name)
    if (found === undefined)
      throw new Error(
        `There is no #${name}; there are ${channels()
          .map((one) => one.name)
          .join(', ')}.`,
      )
    return found
  }
  const show = (message: Message, note = '') => {
    const where = discord.world.channels.get(message.channelId)?.name ?? '?'
    say(`#${where} ${message.author.name}${note}: ${indent(shownText(message))}`)
    showControls(
      buttonsOf(message.components).map((one) => one.label),
      selectsOf(message.components).map((one) => one.placeholder || one.customId),
    )
    for (const file of message.attachments)
      say(`    ⎙ ${file.filename}${file.description === null ? '' : `: ${file.description}`}`)
  }
  const showControls = (buttons: readonly string[], menus: readonly string[]) => {
    if (buttons.length > 0) say(`    ${buttons.map((label) => `[${label}]`).join(' ')}`)
    if (menus.length > 0) say(`    ${menus.map((label) => `‹${label}›`).join(' ')}`)
  }
  const listener = (event: WorldEvent) => {
    if (event.name !== 'MESSAGE_CREATE' && event.name !== 'MESSAGE_UPDATE') return
    const id = textOf(event.data({ content: true })['id'])
    const message = discord.history(event.channel ?? { id: '' }).find((one) => one.id === id)
    if (message === undefined) return
    if (event.name === 'MESSAGE_CREATE') lastMessage = message
    show(message, event.name === 'MESSAGE_CREATE' ? '' : ' (changed)')
  }
  discord.world.listeners.add(listener)

  const take = async (person: Person, answer: Answer) => {
    answers.set(person.name, answer)
    if (answer.kind === 'modal') {
      const { modal } = answer
      say(`${person.name} sees the form “${modal.title}”${modal.text === '' ? '' : `: ${modal.text}`}`)
      for (const field of modal.fields)
        say(
          `    ${field.label}${field.isRequired ? '*' : ''} = ${standsIn(field)}${field.options.map((one) => ` (${one.label})`).join('')}${field.description === '' ? '' : `   — ${field.description}`}`,
        )
      return
    }
    if (answer.isLoading) say(`${person.name} sees: …is thinking`)
    await answer.settled(60_000)
    if (answer.kind === 'failed') say(`${person.name} sees: ${answer.text}`)
    else if (answer.isEphemeral) show(answer.message, ` (only ${person.name} sees this)`)
  }
  /** What stands in a field when the form opens; what was chosen before, by name. */
  const standsIn = (field: FieldView): string =>
    field.value ||
    listOf(field.component['default_values'])
      .map((one) => textOf(objectOf(one)['id']) ?? '')
      .map((id) => discord.world.channels.get(id)?.name ?? id)
      .join(', ')
  const messageFor = (person: Person): Message => {
    const answer = answers.get(person.name)
    if (answer?.isEphemeral === true) return answer.message
    const shown = [...discord.history(channel)].reverse().find((one) => one.components.length > 0)
    if (shown === undefined) throw new Error(`There is nothing to press in #${channel.name}.`)
    return shown
  }
  /** People, channels and options by name, with commas between them. */
  const chosenFrom = (values: string): Chosen =>
    values.split(/, */).map((value) => people[value] ?? channels().find((one) => one.name === value) ?? value)
  /** What is filled into a field: names where it is a menu, else the text. */
  const filling = (form: Answer, label: string, text: string): FormValue => {
    const field = form.kind === 'modal' ? form.modal.fields.find((one) => one.label === label) : undefined
    if (field === undefined || !isSelect(field.type)) return text
    return text === '' ? [] : chosenFrom(text)
  }
  const last = (): Message => {
    if (lastMessage === null) throw new Error('Nobody has said anything yet.')
    return lastMessage
  }
  const line = (person: Person, written: string) => readCall(discord, club, people, person, written)

  const call = async (person: Person, written: string): Promise<void> => {
    const { name, options } = line(person, written)
    await take(person, await person.slash(name, options, { in: channel }))
  }

  const acts: readonly (readonly [RegExp, (person: Person, found: readonly string[]) => unknown])[] = [
    [
      /^in (\S+): (.+)$/s,
      (person, [name = '', text = '']) => {
        channel = find(name)
        return text.startsWith('/') ? call(person, text) : person.post(channel, text)
      },
    ],
    [
      /^posts in (\S+): (.+?) \| (.+)$/s,
      (person, [name = '', title = '', text = '']) => {
        channel = person.postInForum(find(name), title, text).thread
      },
    ],
    [/^replies: (.+)$/s, (person, [text = '']) => person.post(channel, text, { replyTo: last() })],
    [/^reacts (\S+)$/, (person, [emoji = '']) => person.react(last(), emoji)],
    [
      /^threads: (.+)$/,
      (person, [name = '']) => {
        channel = person.openThread(last(), name)
      },
    ],
    [
      /^types (\/.+)$/s,
      async (person, [written = '']) => {
        const { name, options } = line(person, written)
        const [option = '', typed = ''] = Object.entries(options).at(-1)?.map(String) ?? []
        const others = Object.fromEntries(Object.entries(options).filter(([key]) => key !== option))
        for (const choice of await person.complete(name, option, typed, others, { in: channel }))
          say(`    ${choice.name}`)
      },
    ],
    [
      /^presses "?([^"]+)"?$/,
      async (person, [label = '']) => take(person, await person.press(messageFor(person), label)),
    ],
    [
      /^chooses "([^"]+)" (.+)$/,
      async (person, [menu = '', values = '']) =>
        take(person, await person.select(messageFor(person), menu, chosenFrom(values))),
    ],
    [
      /^fills (.+)$/s,
      async (person, [written = '']) => {
        const form = answers.get(person.name)
        if (form === undefined) throw new Error(`${person.name} has no form open.`)
        const values = Object.fromEntries(
          [...written.matchAll(/"([^"]+)"=([^;]*)/g)].map((found) => [
            found[1] ?? '',
            filling(form, found[1] ?? '', (found[2] ?? '').trim()),
          ]),
        )
        await take(person, await person.submit(form, values))
      },
    ],
    [
      /^uses "?([^"]+)"?$/,
      async (person, [name = '']) => take(person, await person.messageCommand(name, last())),
    ],
    [/^leaves$/, (person) => person.leave()],
    [/^:? ?(\/.+)$/s, (person, [written = '']) => call(person, written)],
    [/^: (.+)$/s, (person, [text = '']) => person.post(channel, text)],
  ]

  const run = async (written: string): Promise<void> => {
    const wait = /^wait (\d+) (minute|hour|day)s?$/.exec(written)
    if (wait !== null) return discord.advance(Number(wait[1]) * (UNITS_MS.get(wait[2] ?? '') ?? 0))
    if (written === 'who')
      return say(
        `${Object.keys(people).join(', ')} in ${channels()
          .map((one) => `#${one.name}`)
          .join(' ')}`,
      )
    const [, name = '', rest = ''] = /^(\w+) ?(.*)$/s.exec(written) ?? []
    const person = people[name]
    if (person === undefined) return say(HELP)
    for (const [pattern, act] of acts) {
      const found = pattern.exec(rest)
      if (found === null) continue
      await act(person, found.slice(1))
      return
    }
    say(HELP)
  }
  return {
    help: HELP,
    async play(written) {
      if (written.trim() === '') return
      await run(written.trim()).catch((error: unknown) =>
        say(`! ${error instanceof Error ? error.message : String(error)}`),
      )
    },
  }
}

const indent = (text: string): string => text.replaceAll('\n', '\n    ')

/** A slash line: `/did what=… with=bob`. A value runs to the next `name=`; the first may go unnamed. */
function readCall(
  discord: Discord,
  club: Club,
  people: Readonly<Record<string, Person>>,
  person: Person,
  written: string,
): { readonly name: string; readonly options: Record<string, Given> } {
  const [, path = '', rest = ''] = /^\/([\w-]+)(.*)$/s.exec(written) ?? []
  const command = findCommand(discord.world, club.guild.id, 1, path)
  let name = path
  let described = listOf(command?.body['options']).map(objectOf)
  let left = rest.trim()
  for (;;) {
    const word = left.split(/\s+/)[0] ?? ''
    const next = described.find((one) => one['name'] === word && (one['type'] === 1 || one['type'] === 2))
    if (next === undefined) break
    name = `${name} ${word}`
    described = listOf(next['options']).map(objectOf)
    left = left.slice(word.length).trim()
  }
  const first = textOf(described[0]?.['name'])
  if (left !== '' && first !== null && !/^[\w-]+=/.test(left)) left = `${first}=${left}`
  const options: Record<string, Given> = {}
  for (const [, key = '', value = ''] of left.matchAll(/([\w-]+)=(.*?)(?=\s[\w-]+=|$)/gs)) {
    const type = described.find((one) => one['name'] === key)?.['type']
    const text = value.trim()
    if (type === 4 || type === 10) options[key] = Number(text)
    else if (type === 5) options[key] = text === 'true' || text === 'yes'
    else if (type === 6) options[key] = people[text] ?? person
    else if (type === 7)
      options[key] = [...club.guild.guild.channels.values()].find((one) => one.name === text) ?? text
    else options[key] = text
  }
  return { name, options }
}
