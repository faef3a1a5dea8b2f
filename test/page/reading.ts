/** Reads pages back in tests: a strict checker of the HTML that we write, which is also well-formed but for what has no end. */
const VOID = new Set(['meta', 'br', 'link', 'img', 'input', 'hr'])
/** What stands in these is no markup. */
const RAW = new Set(['style', 'script'])
const TOKEN = /<!doctype html>|<(\/?)([a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/giy

/** An element with its attributes, in order of their beginnings. */
export interface ReadElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** The names of those that it stands in, outermost first. */
  readonly within: readonly string[]
  /** All text inside, without what is in style and script. */
  text: string
}

/** The elements of a page. Throws where a tag is not closed, an attribute not quoted, or an entity not known. */
export function elementsOf(page: string): readonly ReadElement[] {
  const found: ReadElement[] = []
  const open: ReadElement[] = []
  let at = 0
  while (at < page.length) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(page)
    if (token === null) throw new Error(`no HTML at ${at}: ${page.slice(at, at + 80)}`)
    const [whole, slash, name = '', attributes = '', selfClosing, text] = token
    at += whole.length
    if (text !== undefined) {
      const read = unescaped(text)
      for (const one of open) one.text += read
    } else if (slash === '/') {
      const closed = open.pop()
      if (closed?.name !== name) throw new Error(`</${name}> closes ${closed?.name}`)
    } else if (name !== '') {
      const element = {
        name,
        attributes: attributesOf(attributes),
        within: open.map((one) => one.name),
        text: '',
      }
      found.push(element)
      if (RAW.has(name)) {
        const end = page.indexOf(`</${name}>`, at)
        element.text = page.slice(at, end)
        at = end + name.length + 3
      } else if (selfClosing !== '/' && !VOID.has(name)) open.push(element)
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`)
  return found
}

/** The text of a page or of a piece of one. */
export const textIn = (page: string): string => elementsOf(`<x>${page}</x>`)[0]?.text ?? ''

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) {
    if (found.has(name)) throw new Error(`attribute ${name} stands twice`)
    found.set(name, unescaped(value))
  }
  return found
}

function unescaped(text: string): string {
  const entities = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['#39', "'"]]) // biome-ignore format: one line
  return text.replace(/&([^;]*);?/g, (_, entity: string) => {
    const character = entities.get(entity)
    if (character === undefined) throw new Error(`no entity &${entity};`)
    return character
  })
}
