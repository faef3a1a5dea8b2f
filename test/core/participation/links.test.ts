import { expect, it } from 'vitest'
import type { Platform } from '../../../src/core/activity.ts'
import { workspaceId } from '../../../src/core/ids.ts'
import { messageLink } from '../../../src/core/participation/links.ts'
import type { Space } from '../../../src/core/ports.ts'
import { general } from './conversations.ts'

const space = (platform: Platform): Space => ({
  id: general,
  externalId: '20',
  name: 'general',
  workspace: { id: workspaceId(1), platform, externalId: '10', name: 'Robotics', removedAt: null },
  isBound: true,
  readFromAt: null,
})

it('leads to the message, in its thread where it is in one', () => {
  expect(messageLink(space('discord'), { key: '30', thread: null })).toBe(
    'https://discord.com/channels/10/20/30',
  )
  expect(messageLink(space('discord'), { key: '30', thread: '25' })).toBe(
    'https://discord.com/channels/10/25/30',
  )
  expect(messageLink(space('discord'), { key: '../x', thread: null })).toBe(
    'https://discord.com/channels/10/20/..%2Fx',
  )
})

it('is unknown where an export does not tell the address', () => {
  expect(messageLink(space('slack'), { key: '1.2', thread: null })).toBeNull()
  expect(messageLink(space('terminal'), { key: '1', thread: null })).toBeNull()
})
