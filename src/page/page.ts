/**
 * The educator's page: one HTML file with everything of a digest, that loads nothing, stores nothing, and can be read without its script. Its
 * policy allows the one style sheet and the one script that stand in it, by their hashes, and nothing else.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fontFiles } from '../charts/typeface.ts'
import { figureOf } from '../core/reflection/figures.ts'
import { findingOf } from '../core/reflection/finding.ts'
import { picturesToShow } from '../core/reflection/more-pictures.ts'
import type { Words } from '../core/words/words.ts'
import { colourDeclarations } from './colours.ts'
import { reportHead } from './head.ts'
import { escaped, type Html, html, trusted } from './html.ts'
import { sectionsOf } from './sections.ts'
import { type PageSource, seen } from './source.ts'
import { woff2Of } from './woff2.ts'

const WEIGHTS = [400, 600] as const

/** The page. Pure but for the style sheet, the script and the letters, which are files of this program. */
export function pageOf(source: PageSource, words: Words): string {
  const { told, before, map } = source
  const now = seen(told)
  const figures = [
    ...picturesToShow(told, words).flatMap((kind) => figureOf(kind, told, words) ?? []),
    ...(map === null ? [] : [map]),
  ]
  const sections = sectionsOf({ now, before: before === null ? null : seen(before), figures }, words)
  const finding = findingOf(told, now.people, words)
  const body = html`<a class="skip" href="#report">${words.page.skip}</a>
<header>${reportHead(source, now, { finding, sections }, words)}</header>
<main id="report" tabindex="-1">${sections.map(
    ({ id, title, lead, body: content }) =>
      html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${lead === null ? null : html`<p class="lead">${lead}</p>`}${content}</section>`,
  )}</main>
<footer><p class="foot">${words.page.foot(words.time.day(source.today))}</p></footer>`
  return documentOf(words.page.title(told.digest.community, told.period), body)
}

function documentOf(title: string, body: Html): string {
  const style = styleFor(body.html)
  const script = readFileSync(new URL('./page.js', import.meta.url), 'utf8')
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${trusted(body.html).html}
<script>${script}</script>
</body>
</html>
`
}

/** Light first, which is also what is printed; dark where the device or the reader asks for it. */
function styleFor(body: string): string {
  const [light, dark] = [colourDeclarations(body, 'light'), colourDeclarations(body, 'dark')]
  const letters = WEIGHTS.map(
    (weight) =>
      `@font-face{font-family:Inter;font-weight:${weight};font-display:block;src:url(data:font/woff2;base64,${lettersOf(weight)}) format("woff2")}`,
  )
  const sheet = readFileSync(new URL('./page.css', import.meta.url), 'utf8')
  return [
    ...letters,
    `:root{color-scheme:light;${light}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]){color-scheme:dark;${dark}}}`,
    `@media screen{:root[data-theme="dark"]{color-scheme:dark;${dark}}}`,
    sheet,
  ].join('\n')
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

const compressed = new Map<number, string>()

/** A weight of the letters as base64; compressed once. */
function lettersOf(weight: (typeof WEIGHTS)[number]): string {
  const known = compressed.get(weight)
  if (known !== undefined) return known
  const made = woff2Of(readFileSync(fontFiles[weight])).toString('base64')
  compressed.set(weight, made)
  return made
}
