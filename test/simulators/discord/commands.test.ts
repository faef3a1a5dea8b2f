import { describe, expect, it } from 'vitest'
import { listOf, objectOf } from './json.ts'
import { codesIn, refusal, setStage } from './testing.ts'

describe('commands', () => {
  const command = { name: 'did', description: 'What you did' }
  it('are kept with what Discord fills in, and refused where they are wrong', async () => {
    const { client, discord } = await setStage()
    const path = `/applications/${discord.applicationId}/commands` as const
    const [kept] = listOf(
      await client.rest.put(path, { body: [{ ...command, default_member_permissions: '32' }] }),
    ).map(objectOf)
    expect(kept).toMatchObject({
      type: 1,
      nsfw: false,
      dm_permission: true,
      contexts: null,
      integration_types: [0],
      name_localizations: null,
      default_member_permissions: '32',
    })
    const again = objectOf(
      await client.rest.post(path, { body: { ...command, default_member_permissions: '32' } }),
    )
    expect([again['id'], again['version']]).toEqual([kept?.['id'], kept?.['version']])
    const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'd', ...more })
    const bad: readonly (readonly [object, string])[] = [
      [{ ...command, name: 'Did' }, 'APPLICATION_COMMAND_INVALID_NAME'],
      [{ ...command, name: 'did it' }, 'APPLICATION_COMMAND_INVALID_NAME'],
      [{ ...command, description: '' }, 'BASE_TYPE_REQUIRED'],
      [{ ...command, description: 'x'.repeat(101) }, 'BASE_TYPE_BAD_LENGTH'],
      [
        { ...command, options: Array.from({ length: 26 }, (_, index) => option(`o${index}`)) },
        'BASE_TYPE_MAX_LENGTH',
      ],
      [
        { ...command, options: [option('a'), option('b', { required: true })] },
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      ],
      [
        { ...command, options: [option('a'), option('a')] },
        'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
      ],
      [
        {
          ...command,
          options: [
            option('a', {
              choices: Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })),
            }),
          ],
        },
        'BASE_TYPE_MAX_LENGTH',
      ],
      [
        { ...command, options: [{ ...option('a'), type: 1, options: [{ ...option('b'), type: 1 }] }] },
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      ],
      [
        { ...command, options: [option('a'), { ...option('b'), type: 1 }] },
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      ],
      [
        {
          ...command,
          options: Array.from({ length: 25 }, (_, index) =>
            option(`o${index}`, {
              choices: Array.from({ length: 4 }, (__, at) => ({
                name: `${at}${'x'.repeat(90)}`,
                value: `${at}`,
              })),
            }),
          ),
        },
        'APPLICATION_COMMAND_TOO_LARGE',
      ],
    ]
    for (const [body, code] of bad) {
      const refused = await refusal(client.rest.put(path, { body: [body] }))
      expect([code, refused.code, codesIn(refused.errors)]).toEqual([
        code,
        50035,
        expect.arrayContaining([code]),
      ])
    }
    expect(discord.commands.map((one) => one.name)).toEqual(['did'])
  })

  it('live in guilds too, and are created 200 times a day', async () => {
    const { client, discord, guild } = await setStage()
    const path = `/applications/${discord.applicationId}/guilds/${guild.id}/commands` as const
    for (let round = 0; round < 2; round += 1) {
      await client.rest.put(path, {
        body: Array.from({ length: 100 }, (_, index) => ({ ...command, name: `c${index}` })),
      })
      await client.rest.put(path, { body: [] })
    }
    expect(await refusal(client.rest.post(path, { body: command }))).toMatchObject({
      status: 400,
      code: 30034,
    })
  }, 20_000)
})
