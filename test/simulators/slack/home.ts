/** The app's home tab in the eyes of one person. */
import { listOf } from '../discord/json.ts'
import { waitUntil } from './answer.ts'
import { directChannel } from './channels.ts'
import { type ButtonView, blocksText, buttonsOf, type SelectView, selectsOf } from './looking.ts'
import type { User, View } from './model.ts'
import { viewJson } from './views.ts'
import { emit, type World } from './world.ts'

/** What stands in the tab; read anew each time. */
export interface HomeView {
  readonly view: View
  readonly text: string
  readonly buttons: readonly ButtonView[]
  readonly selects: readonly SelectView[]
}

/** Opens the tab and waits until the app has published it, or for a while where there was one already. */
export async function openHome(world: World, user: User): Promise<HomeView> {
  if (!world.app.hasHome) throw new Error('This app has no home tab.')
  const shown = world.homes.get(user.id)
  const hash = shown?.hash
  const channel = directChannel(world, [world.bot.id, user.id])
  emit(world, {
    subscription: 'app_home_opened',
    scopes: [],
    channel: null,
    teamId: user.teamId,
    data: {
      type: 'app_home_opened',
      user: user.id,
      channel: channel.id,
      tab: 'home',
      ...(shown === undefined ? {} : { view: viewJson(world, shown) }),
      event_ts: world.clock.nextTs(world.stamp),
    },
    message: null,
  })
  const hasCome = () => world.homes.get(user.id) !== undefined && world.homes.get(user.id)?.hash !== hash
  await waitUntil(
    world,
    hasCome,
    shown === undefined ? world.timing.acknowledgeMs + world.timing.quietMs : world.timing.quietMs,
  )
  const view = world.homes.get(user.id)
  if (view === undefined) throw new Error('The home tab is empty: the app has published nothing.')
  const blocks = () => listOf(view.body['blocks'])
  return {
    view,
    get text() {
      return blocksText(world, blocks())
    },
    get buttons() {
      return buttonsOf(blocks())
    },
    get selects() {
      return selectsOf(blocks())
    },
  }
}
