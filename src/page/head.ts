/** The head of the report: of whom and when it is, the finding, the facts in short, a question, and what is where. */
import { digestFacts, waitingFact } from '../core/reflection/digest-facts.ts'
import { questionFor } from '../core/reflection/question.ts'
import { FEWEST_ACTIVE } from '../core/reflection/small-groups.ts'
import { plain } from '../core/text.ts'
import type { Words } from '../core/words/words.ts'
import { type Html, html, name } from './html.ts'
import type { Section } from './sections.ts'
import { type PageSource, periodBefore, type Seen } from './source.ts'

/** Everything above the sections. */
export function reportHead(
  source: PageSource,
  { told, people, structure }: Seen,
  { finding, sections }: { readonly finding: string; readonly sections: readonly Section[] },
  words: Words,
): Html {
  const say = words.page
  const { digest, viewer, period } = told
  const { activeMembers } = digest.participation
  const facts = factsInShort({ told, people, structure }, words)
  const question = questionFor({ ...told, people }, words)
  const isFew = viewer.isExact && activeMembers > 0 && activeMembers < FEWEST_ACTIVE
  return html`<div class="masthead"><p><strong>${name(digest.community)}</strong><br>${say.masthead}, ${words.time.period(period)}</p>${themeSwitch(words)}</div>
<div class="finding"><h1>${finding}</h1>
<p class="about">${say.compared(periodBefore(source))} ${say.timeZone(digest.timezone)}</p>
<p class="about">${viewer.isExact ? say.exact : say.isPublic}</p>${isFew ? html`<p class="about">${say.fewActive(activeMembers)}</p>` : null}</div>
<dl class="summary">${facts.map(
    ({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>
<p class="question"><strong>${say.question}:</strong> ${question}</p>
<nav class="contents" aria-labelledby="contents"><h2 id="contents" class="unseen">${say.contents}</h2><ul>${sections.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav>`
}

/** What a chat is told, and what only this page has: a line for each question that somebody opens it with. */
function factsInShort(
  { told, people, structure: { network, absenceFactor } }: Seen,
  words: Words,
): readonly { readonly label: string; readonly value: string }[] {
  const say = words.page.summary
  const { facts } = digestFacts(told, people, words)
  const connected = network?.members ?? 0
  return [
    { label: words.digest.labels.waiting, value: waitingFact(told, words) },
    ...facts.map(({ label, value }) => ({ label, value: plain(value) })),
    ...(network === null || connected === 0
      ? []
      : [
          {
            label: say.structure,
            value: say.connected(connected, network.clusters, absenceFactor, people.isRounded),
          },
        ]),
    { label: say.unknown, value: say.cannotTell },
  ]
}

/** Hidden until the script that makes it work is there. */
function themeSwitch(words: Words): Html {
  const say = words.page.colours
  const choices = [
    { theme: 'light', label: say.light },
    { theme: 'dark', label: say.dark },
    { theme: 'device', label: say.device },
  ]
  return html`<div class="switch" role="group" aria-label="${say.label}" hidden>${choices.map(
    ({ theme, label }) =>
      html`<button type="button" data-theme="${theme}" aria-pressed="${theme === 'device' ? 'true' : 'false'}">${label}</button>`,
  )}</div>`
}
