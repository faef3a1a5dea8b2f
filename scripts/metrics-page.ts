/**
 * `docs/metrics.md`, put together from `metrics.md` here (what belongs to no field) and the doc comments in the code. Tags of a field: `@formula`, `@unit`,
 * `@null` (when it is null), `@source`, `@heldTo` (a test file: values that it holds the field to), `@cannotTell`, `@shown` (`chat`, `json` or `operator`, and how). A rule
 * in the code says with `@word` what it means by a word.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Field, fieldsOf, type Group, groupsOf, isGroup, readGroup } from './fields.ts'
import { type Doc, readSource } from './source-file.ts'

/** What the page documents: the JSON of a command, and the type that declares it. */
export const DOCUMENTED = [
  { command: 'commonplace digest --json', file: 'src/core/participation/digest.ts', type: 'WholeDigest' },
  { command: 'commonplace map --json', file: 'src/core/network/map-json.ts', type: 'MapJson' },
] as const
const SHARE = { file: 'src/core/participation/share.ts', type: 'Share' } as const
const WORDS_IN = 'src/core'
const TEMPLATE = path.join(import.meta.dirname, 'metrics.md')

/** Everything that the page says of fields. */
export interface Documented {
  readonly command: string
  readonly root: Group
}

export const readDocumented = (): readonly Documented[] =>
  DOCUMENTED.map(({ command, file, type }) => ({ command, root: readGroup(file, type) }))

/** The page, as Markdown. Throws where the template asks for a word that no comment explains. */
export function metricsPage(): string {
  const documented = readDocumented()
  const share = readGroup(SHARE.file, SHARE.type)
  const words = readWords()
  return readFileSync(TEMPLATE, 'utf8')
    .replaceAll(/\{\{words ([^}]+)\}\}/g, (_, names: string) =>
      names
        .split(' ')
        .map((name) => wordLine(name, words))
        .join('\n'),
    )
    .replace('{{fields}}', () => [shareSection(share), ...documented.map(jsonSections)].join('\n\n'))
    .replace('{{shown}}', () => shownList(documented))
    .replace('{{heldTo}}', () => heldToTable(share, documented))
}

/** What is missing in the comments, as sentences; empty where all is there. */
export function faults(): readonly string[] {
  const share = readGroup(SHARE.file, SHARE.type)
  return [share, ...readDocumented().map(({ root }) => root)].flatMap((root) => [
    ...fieldsOf(root).flatMap(faultsOf),
    ...groupsOf(root).flatMap(({ path: at, docs }) =>
      docs.some(({ text }) => text !== '') ? [] : [`${at} is a group of which nothing is said`],
    ),
    ...root.members.flatMap((member) =>
      isGroup(member) && shownOf(member.docs) === null ? [`${member.path} has no @shown`] : [],
    ),
    ...heldTo(root).flatMap(({ path: at, file }) =>
      file !== '' && existsSync(file) ? [] : [`${at} names with @heldTo a test that is not there`],
    ),
  ])
}

function faultsOf({ path: at, doc, isNullable }: Field): readonly string[] {
  const lacks = ['formula', 'unit', 'cannotTell'].filter((tag) => !doc.tags.get(tag)?.[0])
  return [
    ...(doc.text === '' ? [`of ${at} nothing is said`] : []),
    ...lacks.map((tag) => `${at} has no @${tag}`),
    ...(isNullable === doc.tags.has('null')
      ? []
      : [`${at} ${isNullable ? 'may be' : 'is never'} null; @null says otherwise`]),
  ]
}

/** A value that a test holds a field to, and the test. */
export interface HeldTo {
  readonly path: string
  readonly file: string
  readonly values: string
}

export const heldTo = (root: Group): readonly HeldTo[] =>
  fieldsOf(root)
    .filter(({ sameAs }) => sameAs === null)
    .flatMap(({ path: at, doc }) =>
      (doc.tags.get('heldTo') ?? []).map((value) => {
        const [, file = '', values = ''] = /^(\S+): ([\s\S]*)$/.exec(value) ?? []
        return { path: at, file, values }
      }),
    )

/** Every word that a comment in the code explains. */
function readWords(): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  const files = readdirSync(WORDS_IN, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  for (const file of files.sort()) {
    const at = path.join(WORDS_IN, file)
    if (!readFileSync(at, 'utf8').includes('@word ')) continue
    for (const { tags } of readSource(at).comments)
      for (const told of tags.get('word') ?? []) {
        const [, name = '', meaning = ''] = /^(\S+)\s+([\s\S]*)$/.exec(told) ?? []
        if (words.has(name)) throw new Error(`${at} explains the word ${name} a second time`)
        words.set(name, meaning)
      }
  }
  return words
}

function wordLine(name: string, words: ReadonlyMap<string, string>): string {
  const meaning = words.get(name)
  if (meaning === undefined) throw new Error(`no comment explains the word ${name}`)
  return `- **${name.replaceAll('_', ' ')}** ${meaning}`
}

const shareSection = (share: Group): string =>
  [
    '## A share',
    ...texts(share.docs),
    ...share.members.map((member) => memberSection(member, share, 'share')),
  ].join('\n\n')

/** A family of fields is a section; what stands by itself comes first. */
function jsonSections({ command, root }: Documented): string {
  const alone = root.members.filter((member) => !isGroup(member) && !member.doc.tags.has('shown'))
  const families = root.members.filter((member) => !alone.includes(member))
  return [
    `## \`${command}\``,
    ...texts(root.docs),
    ...alone.map((member) => memberSection(member, root, '')),
    ...families.map((member) =>
      isGroup(member) ? familySection(member) : `### \`${member.path}\`\n\n${fieldText(member)}`,
    ),
  ].join('\n\n')
}

const familySection = (family: Group): string =>
  [
    `### \`${family.path}\``,
    ...texts(family.docs),
    ...family.members.map((member) => memberSection(member, family, '')),
  ].join('\n\n')

function memberSection(member: Field | Group, within: Group, prefix: string): string {
  const at = prefix === '' ? member.path : `${prefix}.${member.path}`
  if (!isGroup(member)) return `#### \`${at}\`\n\n${fieldText(member)}`
  const isTold = fieldsOf(member).every(({ sameAs }) => sameAs !== null)
  if (isTold) return `#### \`${at}\`\n\nThe same fields as \`${within.path}\`, of the previous period.`
  return [
    `#### \`${at}\``,
    ...texts(member.docs),
    ...member.members.map((one) => memberSection(one, member, prefix)),
  ].join('\n\n')
}

const texts = (docs: readonly Doc[]): readonly string[] =>
  docs.flatMap(({ text }) => (text === '' ? [] : [text]))

function fieldText({ doc }: Field): string {
  const line = (label: string, tag: string): string[] =>
    (doc.tags.get(tag) ?? []).map((value) => `- *${label}:* ${value}`)
  return [
    doc.text,
    '',
    ...line('Formula', 'formula'),
    ...line('Unit', 'unit'),
    ...line('Null', 'null'),
    ...line('Source', 'source'),
    ...line('Cannot tell', 'cannotTell'),
  ].join('\n')
}

const PLACES = ['chat', 'json', 'operator'] as const
type ShownIn = (typeof PLACES)[number]

/** Where a family is shown, and how. */
function shownOf(docs: readonly Doc[]): { readonly where: ShownIn; readonly how: string } | null {
  for (const { tags } of docs) {
    const [first = '', ...how] = (tags.get('shown')?.[0] ?? '').split(' ')
    const where = PLACES.find((place) => place === first)
    if (where !== undefined) return { where, how: how.join(' ') }
  }
  return null
}

function shownList(documented: readonly Documented[]): string {
  const shownIn: Record<ShownIn, string[]> = { chat: [], json: [], operator: [] }
  for (const { root } of documented)
    for (const { docs, path: at } of shownThings(root)) {
      const shown = shownOf(docs)
      if (shown === null) continue
      const how = shown.how === '' ? '' : ` (${shown.how})`
      shownIn[shown.where].push(`\`${at}\`${how}`)
    }
  return [
    `- **On screen in chat:** ${shownIn.chat.join(', ')}.`,
    `- **Only in the JSON and on the educator's page:** ${shownIn.json.join(', ')}.`,
    `- **Only in what the operator asks for on the command line:** ${shownIn.operator.join(', ')}.`,
  ].join('\n')
}

/** Groups, and fields that say by themselves where they are shown. */
const shownThings = (root: Group): readonly { path: string; docs: readonly Doc[] }[] =>
  root.members.flatMap((member) =>
    isGroup(member) ? [member, ...shownThings(member)] : [{ path: member.path, docs: [member.doc] }],
  )

/** A field of another command than the first is told with its command: names may be the same. */
function heldToTable(share: Group, documented: readonly Documented[]): string {
  const told = [
    ...heldTo(share).map((one) => ({ ...one, name: `\`share.${one.path}\`` })),
    ...documented.flatMap(({ command, root }, index) =>
      heldTo(root).map((one) => ({
        ...one,
        name: index === 0 ? `\`${one.path}\`` : `\`${one.path}\` of \`${command}\``,
      })),
    ),
  ]
  const rows = told.map(({ name, file, values }) => `| ${name} | ${values} | \`${file}\` |`)
  return ['| field | value | test |', '|---|---|---|', ...rows].join('\n')
}
