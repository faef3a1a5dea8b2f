/** `/community`: how a community is set up, and its quiet dates. Moderators only. */
import { z } from 'zod'
import {
  type Call,
  type Command,
  channel,
  channels,
  choice,
  date,
  type Handler,
  handler,
  line,
  namedLine,
  ownId,
  prose,
} from '../src/core/command.ts'
import { MAX_CODE_LENGTH } from '../src/core/ports.ts'
import { addBreak, clearBreaks } from '../src/core/setup/breaks.ts'
import { applyForm, foundByForm, openForm, takeOff } from '../src/core/setup/form.ts'
import { join, offer, offeredTo, openJoinForm } from '../src/core/setup/join.ts'
import { joinCommunityByCode, openCodeForm, showCommunityCode } from '../src/core/setup/join-by-code.ts'
import { putBoard, readBack } from '../src/core/setup/reach.ts'
import { setupScreen } from '../src/core/setup/screen.ts'
import type { Words } from '../src/core/words/words.ts'

const MAX_NAME_LENGTH = 80
const MAX_PURPOSE_LENGTH = 500
const MAX_SLOT_LENGTH = 60

/** `/community`: the setup screen and `break` can be typed; everything else is a button or a form of the screen. */
export const community = (words: Words): Command => ({
  name: 'community',
  summary: words.community.summary,
  bare: 'setup',
  example: '/community break from:2026-12-21 to:2027-01-04',
  handlers: new Map([...screens(words), ...forms(words), ...breaks(words), ...reach(words)]),
})

type Handlers = readonly (readonly [string, Handler])[]
const nothing = z.object({})

/** The screen; where there is no community yet, the form that makes one. */
const screens = (words: Words): Handlers => {
  const look = {
    may: 'moderate',
    input: nothing,
    run: (call: Call<object>) => setupScreen(call.community, call),
  } as const
  return [
    [
      'setup',
      handler({
        may: 'moderate',
        input: z.object({
          code: namedLine({ ...words.setup.code.field, maxLength: MAX_CODE_LENGTH }).optional(),
        }),
        summary: words.community.setup.summary,
        isTyped: true,
        run: ({ input: { code }, ...call }) =>
          code === undefined ? setupScreen(call.community, call) : openCodeForm({ ...call, input: { code } }),
        found: async ({ input: { code }, ...rest }) => {
          if (code !== undefined) return openCodeForm({ ...rest, input: { code } })
          const call = { ...rest, input: {} }
          const elsewhere = await offeredTo(call)
          return elsewhere.length === 0 ? openForm('begin', null, call) : offer(elsewhere, call)
        },
      }),
    ],
    ['code', handler({ ...look, summary: words.setup.code.summary, isTyped: false, run: showCommunityCode })],
    ['again', handler({ ...look, summary: words.setup.again.summary, isTyped: false })],
  ]
}

/** What makes a community and what changes it. */
const forms = (words: Words): Handlers => {
  const say = words.setup
  const texts = say.form
  const purpose = prose({ ...texts.purpose, maxLength: MAX_PURPOSE_LENGTH })
  const name = line({ ...texts.name, maxLength: MAX_NAME_LENGTH }).optional()
  const when = line({ ...texts.when, maxLength: MAX_SLOT_LENGTH })
  const ofWhich = ownId(say.join.community)
  const moderate = { may: 'moderate', isTyped: false } as const
  const changing = { title: texts.change, submit: texts.changeSubmit }
  return [
    [
      'begin',
      handler({
        ...moderate,
        summary: say.begin.summary,
        form: { title: texts.begin, submit: texts.beginSubmit },
        input: z.object({
          channels: channels(texts.channels),
          purpose,
          channel: channel(texts.channel),
          when,
          timeZone: line({ ...texts.timeZone, maxLength: MAX_SLOT_LENGTH }),
        }),
        run: foundByForm,
        found: foundByForm,
      }),
    ],
    [
      'joining',
      handler({
        ...moderate,
        summary: say.join.summary,
        input: z.object({ community: ofWhich }),
        run: openJoinForm,
        found: openJoinForm,
      }),
    ],
    [
      'join',
      handler({
        ...moderate,
        summary: say.join.summary,
        openedBy: 'joining',
        input: z.object({ community: ofWhich, channels: channels(texts.channels) }),
        run: join,
        found: join,
      }),
    ],
    [
      'joinByCode',
      handler({
        ...moderate,
        summary: say.join.summary,
        openedBy: 'setup',
        input: z.object({
          code: line({ ...say.code.field, maxLength: MAX_CODE_LENGTH }),
          channels: channels(texts.channels),
        }),
        run: joinCommunityByCode,
        found: joinCommunityByCode,
      }),
    ],
    [
      'another',
      handler({
        ...moderate,
        summary: say.another.summary,
        input: nothing,
        run: async (call) => openForm('begin', null, call),
      }),
    ],
    [
      'edit',
      handler({
        ...moderate,
        summary: say.change.summary,
        input: nothing,
        run: (call) => openForm('change', call.community, call),
      }),
    ],
    [
      'change',
      handler({
        ...moderate,
        summary: say.change.summary,
        form: changing,
        input: z.object({
          name,
          channels: channels(texts.channels),
          purpose,
          channel: channel(texts.channel).optional(),
          when,
        }),
        run: (call) => applyForm(call, true),
      }),
    ],
    [
      'add',
      handler({
        ...moderate,
        summary: say.change.summary,
        form: changing,
        input: z.object({
          name,
          channels: channels(texts.moreChannels).optional(),
          purpose,
          channel: channel(texts.channel).optional(),
          when,
        }),
        run: (call) => applyForm(call, false),
      }),
    ],
    [
      'takeOff',
      handler({
        ...moderate,
        summary: say.takeOff.summary,
        form: { title: say.takeOff.form, submit: say.takeOff.submit },
        input: z.object({ channels: channels(say.takeOff.channels) }),
        run: takeOff,
      }),
    ],
  ]
}

const breaks = (words: Words): Handlers => {
  const say = words.community
  return [
    [
      'break',
      handler({
        summary: say.break.summary,
        may: 'moderate',
        isTyped: true,
        form: { title: say.break.form, submit: say.break.submit },
        input: z.object({ from: date(say.break.from), to: date(say.break.to) }),
        run: addBreak,
      }),
    ],
    [
      'clear',
      handler({
        summary: say.clear.summary,
        may: 'moderate',
        isTyped: false,
        input: nothing,
        run: clearBreaks,
      }),
    ],
  ]
}

/** How far back is read, and where the board stands. */
const reach = (words: Words): Handlers => {
  const { history, board } = words.setup
  return [
    [
      'history',
      handler({
        summary: history.summary,
        may: 'moderate',
        isTyped: false,
        form: { title: history.form, submit: history.submit },
        input: z.object({
          back: choice({
            ...history.back,
            choices: [
              { value: '30', label: history.choices.days30 },
              { value: '90', label: history.choices.days90 },
              { value: '365', label: history.choices.year },
              { value: 'everything', label: history.choices.everything },
            ],
          }),
        }),
        run: readBack,
      }),
    ],
    [
      'board',
      handler({ summary: board.summary, may: 'moderate', isTyped: false, input: nothing, run: putBoard }),
    ],
  ]
}
