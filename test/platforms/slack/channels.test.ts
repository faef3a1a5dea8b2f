import { describe, expect, it } from 'vitest'
import { createChannels } from '../../../src/platforms/slack/channels.ts'
import type { WireChannel } from '../../../src/platforms/slack/wire.ts'

const listed = (id: string, more: Partial<WireChannel> = {}): WireChannel => ({ id, name: id, ...more })

describe('channels', () => {
  it('that were told of while they were listed are as they were told', async () => {
    let answer: (channels: readonly WireChannel[]) => void = () => undefined
    const channels = createChannels({
      channels: () =>
        new Promise((resolve) => {
          answer = resolve
        }),
      channel: async (id) => listed(id, { is_member: true, is_private: true }),
    })
    const first = channels.load()
    answer([listed('C1'), listed('C2', { is_member: true }), listed('C3')])
    await first
    const second = channels.load()
    await channels.ask('C1')
    channels.change('C2', { isMember: false })
    channels.remove('C3')
    await channels.ask('C5')
    answer([listed('C1'), listed('C2', { is_member: true }), listed('C3'), listed('C4')])
    await second
    expect(channels.get('C1')).toMatchObject({ isMember: true, isPrivate: true })
    expect(channels.get('C2')).toMatchObject({ isMember: false, isPrivate: false })
    expect(channels.get('C3')).toBeNull()
    expect(channels.get('C4')).toMatchObject({ isMember: false })
    expect(channels.get('C5')).not.toBeNull()
    channels.change('C9', { isMember: true })
    expect(channels.get('C9')).toBeNull()
  })

  it('stay as they are where they cannot be listed', async () => {
    let failing = false
    const channels = createChannels({
      channels: async () => {
        if (failing) throw new Error('502')
        return [listed('C1', { is_member: true })]
      },
      channel: async (id) => listed(id),
    })
    await channels.load()
    failing = true
    await expect(channels.load()).rejects.toThrow('502')
    expect(channels.get('C1')).toMatchObject({ isMember: true })
  })
})
