/** Reads pictures back in tests: a checker of well-formed XML that finds each text with its place on the page. */
import { widthOf } from '../../src/charts/lettering.ts'

/** A text of a picture with the box that it fills, in logical pixels from the top left of the page. */
export interface PlacedText {
  readonly content: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const TOKEN = /<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy

/** The texts of an SVG, in order. Throws where it is not well-formed XML. */
export function textsOf(svg: string): readonly PlacedText[] {
  const texts: PlacedText[] = []
  const open: { name: string; attributes: Map<string, string>; x: number; y: number }[] = []
  let end = 0
  for (const token of svg.matchAll(TOKEN)) {
    const [whole, slash, name = '', attributeText = '', selfClosing, content] = token
    end += whole.length
    const parent = open.at(-1)
    if (content !== undefined) {
      const read = unescaped(content)
      if (parent?.name === 'text') texts.push(placed(read, parent))
    } else if (slash === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`)
    } else {
      const attributes = attributesOf(attributeText)
      const moved = /^translate\((\S+) (\S+)\)$/.exec(attributes.get('transform') ?? '')
      const x = (parent?.x ?? 0) + Number(moved?.[1] ?? 0)
      const y = (parent?.y ?? 0) + Number(moved?.[2] ?? 0)
      if (selfClosing !== '/') open.push({ name, attributes, x, y })
    }
  }
  if (end !== svg.length) throw new Error(`not XML at ${end}: ${svg.slice(end, end + 80)}`)
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`)
  return texts
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (found.has(name)) throw new Error(`attribute ${name} stands twice`)
    found.set(name, unescaped(value))
  }
  return found
}

/** What an escaped text says. Throws where it holds what XML 1.0 cannot. */
function unescaped(text: string): string {
  const entities = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"']]) // biome-ignore format: one line
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(text))
    throw new Error(`no XML character in ${JSON.stringify(text)}`)
  return text.replace(/&([^;]*);?/g, (_, name: string) => {
    const character = entities.get(name)
    if (character === undefined) throw new Error(`no entity &${name};`)
    return character
  })
}

function placed(
  content: string,
  element: { readonly attributes: Map<string, string>; readonly x: number; readonly y: number },
): PlacedText {
  const number = (name: string) => Number(element.attributes.get(name))
  const weight = number('font-weight') === 600 ? 600 : 400
  const width = widthOf(content, { sizePx: number('font-size'), weight })
  const anchor = element.attributes.get('text-anchor') ?? 'start'
  const left = element.x + number('x') - width * (anchor === 'end' ? 1 : anchor === 'middle' ? 0.5 : 0)
  const baseline = element.y + number('y')
  const size = number('font-size')
  return { content, left, right: left + width, top: baseline - size * 0.75, bottom: baseline + size * 0.2 }
}
