/** Calls of everything that is said about the map. */
import { english } from '../../../src/core/words/english.ts'

const { map } = english
const general = { group: 1, place: '#general' }

export const MAP_SAMPLES: Readonly<Record<string, readonly (() => string)[]>> = {
  'map.named': [() => map.named(['#general']), () => map.named(['#general', '#welding'])],
  'map.oneOf': [() => map.oneOf('#general', 2)],
  'map.rest': [() => map.rest(1), () => map.rest(3)],
  'map.detail': [() => map.detail(5, false, ['slack']), () => map.detail(40, true, ['discord', 'slack'])],
  'map.structure': [
    () => map.structure(12, false, 1, { ...general, people: 12 }),
    () => map.structure(120, true, 4, { ...general, people: 40 }),
  ],
  'map.across': [() => map.across(1), () => map.across(7)],
  'map.bridged': [() => map.bridged(1, 2, 1, false), () => map.bridged(1, 3, 15, true)],
  'map.apart': [() => map.apart(2), () => map.apart(3)],
  'map.someApart': [() => map.someApart(1), () => map.someApart(2)],
  'map.platformBridge': [
    () => map.platformBridge(['discord', 'slack'], true),
    () => map.platformBridge(['discord', 'slack'], false),
  ],
  'map.outside': [() => map.outside(1, false), () => map.outside(2, false), () => map.outside(15, true)],
  'map.note.dots': [() => map.note.dots(1), () => map.note.dots(4)],
  'map.note.days': [
    () => map.note.days('1 to 28 March 2026', true),
    () => map.note.days('1 to 28 March 2026', false),
  ],
  'map.bridge': [() => map.bridge('#general', '#welding', '12')],
  'map.commandLine.ending': [() => map.commandLine.ending('map.gif')],
  'map.commandLine.noTheme': [() => map.commandLine.noTheme('blue')],
}
