import { describe, expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import type { Answer } from '../../simulators/slack/answer.ts'
import { type Answering, answering } from './answering.ts'

/** The page that comes in answer, whatever becomes of the Home tab meanwhile. */
async function page(at: Answering, work: Promise<Answer>): Promise<Answer> {
  const answer = await work
  await at.slack.until(() => answer.kind === 'modal', 'a page')
  return answer
}

describe('pages of one’s own in Slack', () => {
  it('opens the menu from anywhere, and answers on pages over it', async () => {
    const at = await answering()
    const community = await at.bind([at.build])
    const menu = await at.ada.shortcut('Open Commonplace')
    expect([menu.kind, menu.modal.title, menu.modal.submit]).toEqual(['modal', 'What you can do here', null])
    const practices = await at.ada.press(menu, '/cp practice')
    expect(practices.modal.title).toBe('How things are done here')
    await at.ada.close()
    const form = await at.ada.press(menu, 'Share a practice')
    const [name = '', how = ''] = form.modal.fields.map((one) => one.label)
    const wrong = await at.ada.submit(form, { [name]: '\u200b', [how]: 'Hot' })
    expect(wrong.kind).toBe('errors')
    const shared = await at.ada.submit(wrong, { [name]: 'Solder' })
    expect([shared.kind, shared.modal.title, shared.modal.submit]).toEqual(['modal', 'Solder', null])
    expect((await at.store.repertoire.practices(community.id)).length).toBe(1)
    expect(at.slack.world.said).toEqual([])
    expect(at.slack.violations).toEqual([])
    expect(at.logged).toEqual([])
  })

  it('shows in the Home tab what concerns oneself, and follows what one does there', async () => {
    const at = await answering()
    const community = await at.bind([at.build])
    const home = await at.ada.openHome()
    expect(home.text).toContain('What is kept of you')
    expect(home.text).not.toContain('For moderators')
    expect(home.buttons.map((one) => one.label)).toEqual(expect.arrayContaining(['Export', 'Pause', 'Erase']))
    const paused = await page(at, at.ada.press(home, 'Pause'))
    expect(paused.modal.text).toContain('Paused.')
    await at.slack.until(() => home.buttons.some((one) => one.label === 'End the pause'), 'the tab to follow')
    const exported = await page(at, at.ada.press(home, 'Export'))
    await at.slack.until(() => exported.text.includes('my-data.json'), 'the file')
    const erase = await page(at, at.ada.press(home, 'Erase'))
    const [practices = '', confirm = ''] = erase.modal.fields.map((one) => one.label)
    const sent = { [practices]: 'Remove it too', [confirm]: 'no' }
    const refused = await page(at, at.ada.submit(erase, sent))
    expect(refused.modal.text).toContain('Nothing was erased.')
    const gone = await page(at, at.ada.submit(refused, { [confirm]: 'erase' }))
    expect(gone.modal.title).toBe('Everything is gone')
    expect(await at.store.people.hasErased(community.id, 'slack', at.ada.id)).toBe(true)
    await at.slack.until(() => home.text.includes('You erased yourself here'), 'the tab to follow')
    expect(at.slack.violations).toEqual([])
    expect(at.logged).toEqual([])
  })

  it('shows moderators the digest there, each community of several apart', async () => {
    const at = await answering()
    const first = await at.bind([at.build], 'Robots')
    const [space] = await at.store.communities.spaces(first.id)
    if (space === undefined) throw new Error('the community has a space')
    const ago = (days: number) => ({
      ...{ kind: 'message' as const, space: at.build.id, key: `1700000000.00000${days}`, thread: null },
      ...{ author: at.bob.id, at: at.slack.now() - days * 86_400_000, reference: null, mentions: [] },
      ...{ length: 5, asks: false },
    })
    await at.store.recording.record(space.workspace.id, [1, 2, 8, 9].map(ago), at.slack.now())
    const home = await at.eve.openHome()
    expect(home.text).toContain('For moderators: Robots')
    expect(home.text).toContain('one person took part')
    const [picture] = home.buttons.filter((one) => one.label === english.digest.buttons.pictures)
    expect(picture).toBeDefined()
    await at.bind([at.general], 'Gardeners')
    const both = await at.eve.openHome()
    expect(both.text).toContain('You in Robots')
    expect(both.text).toContain('You in Gardeners')
    expect(at.slack.violations).toEqual([])
  })

  it('says where there is no community yet, and lets moderators begin one', async () => {
    const at = await answering()
    expect((await at.ada.openHome()).text).toContain('Ask a moderator to run /cp community setup.')
    const home = await at.eve.openHome()
    const form = await page(at, at.eve.press(home, '/cp community'))
    expect(form.modal.title).toBe('Set up this community')
    const sent = {
      Channels: [at.build],
      ...{ 'What for': 'Robots', 'Where digests go': at.mods, When: 'Monday 9:00', 'Time zone': 'Berlin' },
    }
    const screen = await page(at, at.eve.submit(form, sent))
    expect(screen.modal.text).toContain('is set up')
    expect((await at.store.communities.list()).length).toBe(1)
    expect(at.slack.violations).toEqual([])
  })

  it('shows a page while one is being made', async () => {
    const at = await answering()
    await at.bind([at.build])
    const home = await at.ada.openHome()
    at.slack.faults.failHttp(/upload/, { kind: 'delay', ms: 1200 }, { times: 1 })
    const shown = await page(at, at.ada.press(home, 'Export'))
    expect(shown.modal.text).toBe('One moment …')
    await at.slack.until(() => shown.text.includes('my-data.json'), 'the file')
    expect(at.slack.violations).toEqual([])
  })
})
