/** The lines of the game: who does what, and what everybody then sees. */
import { objectOf } from '../discord/json.ts'
import type { Answer } from './answer.ts'
import type { Club } from './club.ts'
import type { Given } from './fields.ts'
import type { HomeView } from './home.ts'
import { buttonsOf, selectsOf, shownText } from './looking.ts'
import type { Channel, Message } from './model.ts'
import { shownName } from './mrkdwn.ts'
import type { Person } from './person.ts'
import type { Slack } from './start.ts'
import type { WorldEvent } from './world.ts'

/** A game over a club. */
export interface Game {
  readonly help: string
  /** Plays one line; what goes wrong is said, never thrown. */
  play(line: string): Promise<void>
}

const HELP = `Lines: ada in build: hello · ada replies: yes · ada broadcasts: all · ada reacts 👍 · ada edits: other · ada removes · ada joins random
  ada: /commonplace did crimped a harness with:@bob · ada presses "I did it" · ada chooses "Which?" a, b · ada fills "Field"=text; "Other"=text
  ada uses "Save as practice" · ada opens "Menu" · ada looks at home · wait 3 days · who`

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Makes the game; `say` shows lines. */
export function createGame(slack: Slack, club: Club, say: (line: string) => void): Game {
  const { ada, bob, cleo, dan, eve, frida } = club
  const people: Readonly<Record<string, Person>> = { ada, bob, cleo, dan, eve, frida }
  const shown = new Map<string, Answer | HomeView>()
  let lastMessage: Message | null = null
  let channel: Channel = club.general
  const channels = () => [...slack.world.channels.values()].filter((one) => one.name !== '')
  const find = (name: string): Channel => {
    const found = channels().find((one) => one.name === name || one.id === name)
    if (found !== undefined) return found
    const names = channels().map((one) => one.name)
    throw new Error(`There is no #${name}; there are ${names.join(', ')}.`)
  }
  const show = (message: Message, note = '') => {
    const who = message.user === null ? (message.username ?? '?') : shownName(message.user)
    const where = slack.world.channels.get(message.channelId)?.name || 'a conversation'
    const thread = message.threadTs === null ? '' : ' (in the thread)'
    say(`#${where} ${who}${thread}${note}: ${indent(shownText(slack.world, message))}`)
    showControls(buttonsOf(message.blocks ?? []), selectsOf(message.blocks ?? []))
    for (const file of message.files)
      say(`    ⎙ ${file.name}${file.altText === null ? '' : `: ${file.altText}`}`)
  }
  const showControls = (
    buttons: readonly { readonly label: string }[],
    menus: readonly { readonly placeholder: string; readonly actionId: string }[],
  ) => {
    if (buttons.length > 0) say(`    ${buttons.map(({ label }) => `[${label}]`).join(' ')}`)
    if (menus.length > 0) say(`    ${menus.map((one) => `‹${one.placeholder || one.actionId}›`).join(' ')}`)
  }
  const listener = ({ data, message }: WorldEvent) => {
    if (data['type'] !== 'message' || message === null) return
    if (data['subtype'] === 'message_deleted')
      return say(`(a message of ${message.user?.name ?? '?'} is gone)`)
    const isChange = data['subtype'] === 'message_changed'
    const now = objectOf(data['message'])
    // Slack tells of a broadcast a second time.
    if (isChange && now['subtype'] === 'thread_broadcast' && now['edited'] === undefined) return
    if (!isChange) lastMessage = message
    show(message, isChange ? ' (changed)' : '')
  }
  slack.world.listeners.add(listener)

  const take = (person: Person, answer: Answer) => {
    shown.set(person.name, answer)
    switch (answer.kind) {
      case 'modal':
      case 'errors': {
        const { modal } = answer
        say(
          `${person.name} sees the form “${modal.title}”${modal.text === '' ? '' : `: ${indent(modal.text)}`}`,
        )
        for (const field of modal.fields) {
          const options = field.options.map((one) => ` (${one.label})`).join('')
          const wrong = answer.errors[field.label]
          say(
            `    ${field.label}${field.isRequired ? '*' : ''} = ${field.value}${options}${wrong === undefined ? '' : ` ⚠ ${wrong}`}`,
          )
        }
        showControls(modal.buttons, modal.selects)
        return
      }
      case 'failed':
        say(`${person.name} sees: ${answer.text}`)
        return
      case 'home':
        return look(person, answer)
      case 'message':
      case 'updated':
        if (answer.isEphemeral) show(answer.message, ` (only ${person.name} sees this)`)
        return
      case 'closed':
      case 'acknowledged':
      case 'waiting':
        say(`${person.name} sees nothing more.`)
    }
  }
  const look = (person: Person, home: Answer | HomeView) => {
    shown.set(person.name, home)
    say(`${person.name} sees the home tab: ${indent(home.text)}`)
    showControls(home.buttons, home.selects)
  }
  const inFrontOf = (person: Person): Message | Answer | HomeView => {
    const own = shown.get(person.name)
    if (
      own !== undefined &&
      (!('kind' in own) || own.isEphemeral || own.kind === 'modal' || own.kind === 'home')
    )
      return own
    const found = [...slack.history(channel)].reverse().find((one) => buttonsOf(one.blocks ?? []).length > 0)
    if (found === undefined) throw new Error(`There is nothing to press in #${channel.name}.`)
    return found
  }
  const last = (): Message => {
    if (lastMessage === null) throw new Error('Nobody has said anything yet.')
    return lastMessage
  }
  const given = (written: string): Given => {
    const parts = written
      .split(/, */)
      .map((part) => people[part] ?? channels().find((one) => one.name === part) ?? part)
    return parts.length === 1 ? (parts[0] ?? '') : parts
  }
  const form = (person: Person): Answer => {
    const open = shown.get(person.name)
    if (open === undefined || !('kind' in open)) throw new Error(`${person.name} has no form open.`)
    return open
  }

  const acts: readonly (readonly [RegExp, (person: Person, found: readonly string[]) => unknown])[] = [
    [
      /^in (\S+): (.+)$/s,
      (person, [name = '', text = '']) => {
        channel = find(name)
        person.post(channel, text)
      },
    ],
    [/^replies: (.+)$/s, (person, [text = '']) => person.reply(last(), text)],
    [/^broadcasts: (.+)$/s, (person, [text = '']) => person.broadcast(last(), text)],
    [/^reacts (\S+)$/, (person, [emoji = '']) => person.react(last(), emoji)],
    [/^edits: (.+)$/s, (person, [text = '']) => person.edit(last(), text)],
    [/^removes$/, (person) => person.remove(last())],
    [/^joins (\S+)$/, (person, [name = '']) => person.join(find(name))],
    [/^leaves (\S+)$/, (person, [name = '']) => person.leave(find(name))],
    [
      /^presses "?([^"]+)"?$/,
      async (person, [label = '']) => take(person, await person.press(inFrontOf(person), label)),
    ],
    [
      /^chooses "([^"]+)" (.+)$/,
      async (person, [menu = '', values = '']) =>
        take(person, await person.select(inFrontOf(person), menu, given(values))),
    ],
    [
      /^fills (.+)$/s,
      async (person, [written = '']) => {
        const values = [...written.matchAll(/"([^"]+)"=([^;]*)/g)].map(
          ([, label = '', value = '']) => [label, given(value.trim())] as const,
        )
        take(person, await person.submit(form(person), Object.fromEntries(values)))
      },
    ],
    [/^uses "?([^"]+)"?$/, async (person, [name = '']) => take(person, await person.shortcut(name, last()))],
    [/^opens "?([^"]+)"?$/, async (person, [name = '']) => take(person, await person.shortcut(name))],
    [/^looks at home$/, async (person) => look(person, await person.openHome())],
    [
      /^:? ?(\/.+)$/s,
      async (person, [typed = '']) => take(person, await person.slash(typed, { in: channel })),
    ],
    [/^: (.+)$/s, (person, [text = '']) => person.post(channel, text)],
  ]

  const run = async (written: string): Promise<void> => {
    const wait = /^wait (\d+) (minute|hour|day)s?$/.exec(written)
    if (wait !== null) return slack.advance(Number(wait[1]) * (UNITS[wait[2] ?? ''] ?? 0))
    if (written === 'who') {
      const names = channels().map((one) => `#${one.name}`)
      return say(`${Object.keys(people).join(', ')} in ${names.join(' ')}`)
    }
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
