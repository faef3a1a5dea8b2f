/** `/my`: what is kept of whoever asks: seen, taken away, paused, joined and erased by them alone, at once. */
import { z } from 'zod'
import { calendarOf } from '../src/core/calendar.ts'
import { type Call, type Command, choice, type Handler, handler, line } from '../src/core/command.ts'
import { Refusal } from '../src/core/errors.ts'
import {
  askToJoin,
  joinByCode,
  nameButton,
  platformsToJoin,
  setNamesCross,
  showCode,
} from '../src/core/people/link.ts'
import { ownDataFacts, ownDataFile, pausedSince } from '../src/core/people/own-data.ts'
import { MAX_CODE_LENGTH } from '../src/core/ports.ts'
import { type Actions, note, ownScreen, paragraph, type Reply } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

/** `/my`: `data` and `link` can be typed; everything else is a button of theirs. */
export const my = (words: Words): Command => {
  const say = words.my
  const button = (summary: string, run: (call: Call<object>) => Promise<Reply>): Handler =>
    handler({
      ...{ summary, may: 'look', isTyped: false, isForErased: true, isForGuests: true },
      ...{ input: z.object({}), run },
    })
  return {
    name: 'my',
    summary: say.summary,
    bare: 'data',
    example: '/my data',
    handlers: new Map([
      [
        'data',
        handler({
          summary: say.data.summary,
          may: 'look',
          isTyped: true,
          isForErased: true,
          isForGuests: true,
          input: z.object({}),
          run: (call) => screen(call),
        }),
      ],
      [
        'link',
        handler({
          summary: say.link.summary,
          may: 'act',
          isTyped: true,
          input: z.object({ code: line({ ...say.link.code, maxLength: MAX_CODE_LENGTH }).optional() }),
          run: ({ input: { code }, ...call }) =>
            code === undefined ? showCode({ ...call, input: {} }) : askToJoin({ ...call, input: { code } }),
        }),
      ],
      [
        'join',
        handler({
          summary: say.link.join.summary,
          may: 'act',
          isTyped: false,
          input: z.object({ code: line({ ...say.link.code, maxLength: MAX_CODE_LENGTH }) }),
          run: joinByCode,
        }),
      ],
      ...(['nameEverywhere', 'nameHere'] as const).map((name): [string, Handler] => [
        name,
        handler({
          summary: say.link[name].summary,
          may: 'act',
          isTyped: false,
          input: z.object({}),
          run: setNamesCross(name === 'nameEverywhere'),
        }),
      ]),
      ['export', button(say.export.summary, exported)],
      ['pause', button(say.pause.summary, pause)],
      ['resume', button(say.resume.summary, resume)],
      ['comeBack', button(say.comeBack.summary, comeBack)],
      [
        'erase',
        handler({
          summary: say.erase.summary,
          may: 'look',
          isTyped: false,
          isForGuests: true,
          form: { title: say.erase.form, submit: say.erase.submit },
          input: z.object({
            practices: choice({
              ...say.erase.practices,
              choices: [
                { value: 'keep', label: say.erase.practices.keep },
                { value: 'remove', label: say.erase.practices.remove },
              ],
            }),
            confirm: line({ ...say.erase.confirm, maxLength: 40 }),
          }),
          run: erase,
        }),
      ],
    ]),
  }
}

const hasErased = ({ store, community, actor }: Call<object>): Promise<boolean> =>
  store.people.hasErased(community.id, actor.identity.platform, actor.identity.externalId)

/** What is kept; for somebody who erased themselves that nothing is, and how to come back. */
async function screen(call: Call<object>, news?: string): Promise<Reply> {
  const { store, community, actor, words } = call
  const say = words.my
  if (await hasErased(call)) {
    return ownScreen(say.erased.title, [
      paragraph(say.erased.text),
      paragraph(say.erased.question),
      buttons([['comeBack', say.buttons.comeBack]]),
    ])
  }
  const data = await store.people.dataOf(community.id, actor.member)
  const platforms = await store.communities.platforms(community.id)
  // Guests join nothing: what they would see by it is not for them.
  const isMember = actor.account === 'member'
  const canLink = isMember && (await platformsToJoin(call)).length > 0
  return ownScreen(say.title, [
    ...(news === undefined ? [] : [paragraph(news)]),
    ownDataFacts(data, platforms, calendarOf(community.timeZone), words),
    buttons([
      ['export', say.buttons.export],
      pausedSince(data) === null ? ['pause', say.buttons.pause] : ['resume', say.buttons.resume],
      ['erase', say.buttons.erase],
      ...(canLink ? [['link', say.link.buttons.link] as const] : []),
      ...(isMember && Math.max(platforms.length, data.identities.length) > 1
        ? [[nameButton(data), say.link.buttons[nameButton(data)]] as const]
        : []),
    ]),
  ])
}

const buttons = (all: readonly (readonly [handler: string, label: string])[]): Actions => ({
  kind: 'actions',
  buttons: all.map(([name, label]) => ({
    label,
    emphasis: 'plain',
    target: { command: 'my', handler: name, input: {} },
  })),
})

async function exported(call: Call<object>): Promise<Reply> {
  const { store, community, actor, words } = call
  if (await hasErased(call)) return screen(call)
  const say = words.my.export
  const data = await store.people.dataOf(community.id, actor.member)
  return ownScreen(say.title, [ownDataFile(data), note(say.note), buttons([['data', words.my.buttons.back]])])
}

async function pause(call: Call<object>): Promise<Reply> {
  const { store, heldWords, community, actor, now, words } = call
  if (await hasErased(call)) return screen(call)
  if ((await store.people.pausedSince(community.id, actor.member)) !== null)
    return screen(call, words.my.pause.already)
  heldWords.forgetOf(community.id, await store.people.identities(community.id, actor.member))
  await store.people.pause(community.id, actor.member, now)
  return screen(call, words.my.pause.done)
}

async function resume(call: Call<object>): Promise<Reply> {
  const { store, community, actor, now, words } = call
  if (await hasErased(call)) return screen(call)
  if ((await store.people.pausedSince(community.id, actor.member)) === null)
    return screen(call, words.my.resume.already)
  await store.people.resume(community.id, actor.member, now)
  return screen(call, words.my.resume.done)
}

async function erase(call: Call<{ practices: 'keep' | 'remove'; confirm: string }>): Promise<Reply> {
  const { input, store, heldWords, community, actor, now, words } = call
  const say = words.my.erase
  if (await hasErased(call)) return screen(call)
  if (input.confirm.toLowerCase() !== say.word) throw new Refusal(say.notConfirmed(say.word))
  heldWords.forgetOf(community.id, await store.people.identities(community.id, actor.member))
  await store.people.erase(community.id, actor.member, { practices: input.practices }, now)
  return ownScreen(say.title, [
    paragraph(input.practices === 'keep' ? `${say.done} ${say.former}` : say.done),
    paragraph(say.howBack),
  ])
}

async function comeBack(call: Call<object>): Promise<Reply> {
  const { store, community, actor, words } = call
  const { platform, externalId } = actor.identity
  if (!(await hasErased(call))) return screen(call, words.my.comeBack.notErased)
  await store.people.comeBack(community.id, platform, externalId)
  return ownScreen(words.my.title, [
    paragraph(words.my.comeBack.done),
    buttons([['data', words.my.buttons.back]]),
  ])
}
