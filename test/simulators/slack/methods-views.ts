/** Methods that show modals and home tabs. */
import type { JsonObject } from '../discord/json.ts'
import { arg, type Call, jsonArg, type Method, needed, userArg } from './methods.ts'
import type { View } from './model.ts'
import { Refusal } from './refusal.ts'
import { findView, openView, publishHome, pushView, takeTrigger, updateView, viewJson } from './views.ts'

const shown = (call: Call, view: View): JsonObject => ({ ok: true, view: viewJson(call.world, view) })

/** The view as it was sent; as text it must be JSON. */
const viewArg = (call: Call) => {
  const view = jsonArg(call, 'view')
  if (view === undefined) needed(call, 'view')
  return view
}

/** All of them. */
export const viewMethods: readonly Method[] = [
  {
    name: 'views.open',
    scopes: [],
    token: 'bot',
    tier: 4,
    run: (call) => {
      const view = viewArg(call)
      return shown(call, openView(call.world, takeTrigger(call.world, arg(call, 'trigger_id')), view))
    },
  },
  {
    name: 'views.push',
    scopes: [],
    token: 'bot',
    tier: 4,
    run: (call) => {
      const view = viewArg(call)
      return shown(call, pushView(call.world, takeTrigger(call.world, arg(call, 'trigger_id')), view))
    },
  },
  {
    name: 'views.update',
    scopes: [],
    token: 'bot',
    tier: 4,
    run: (call) => {
      const view = findView(call.world, arg(call, 'view_id'), arg(call, 'external_id'))
      updateView(call.world, view, viewArg(call), arg(call, 'hash'))
      return shown(call, view)
    },
  },
  {
    name: 'views.publish',
    scopes: [],
    token: 'bot',
    tier: 4,
    run: (call) => {
      const user = userArg(call, 'user_id')
      if (!call.world.app.hasHome) throw new Refusal('not_enabled')
      return shown(call, publishHome(call.world, user, viewArg(call), arg(call, 'hash')))
    },
  },
]
