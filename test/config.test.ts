import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { Refusal } from '../src/core/errors.ts'

const TOKEN = 'not-a-real-token.but-as-long'

const refusalOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
    return error instanceof Refusal ? error.message : ''
  }
  return 'nothing was refused'
}

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: expect.stringMatching(/^file:.*commonplace\.db$/),
      key: null,
      logLevel: 'warn',
      discord: { token: null, applicationId: null, apiUrl: null },
    })
  })

  it('takes what is set, without the space around it', () => {
    expect(
      readConfig({
        DATABASE_URL: ' postgres://localhost/club ',
        COMMONPLACE_KEY: 'key\n',
        LOG_LEVEL: 'debug ',
        DISCORD_TOKEN: ` ${TOKEN}\r\n`,
        DISCORD_APPLICATION_ID: ' 1199999999999999999',
        DISCORD_API_URL: 'http://127.0.0.1:4000/api//',
      }),
    ).toMatchObject({
      databaseUrl: 'postgres://localhost/club',
      key: 'key',
      logLevel: 'debug',
      discord: {
        token: TOKEN,
        applicationId: '1199999999999999999',
        apiUrl: 'http://127.0.0.1:4000/api',
      },
    })
  })

  it('is the same for a variable that is empty and one that is not set', () => {
    const variables = [
      'DATABASE_URL',
      'COMMONPLACE_KEY',
      'LOG_LEVEL',
      'DISCORD_TOKEN',
      'DISCORD_APPLICATION_ID',
      'DISCORD_API_URL',
    ]
    for (const variable of variables)
      for (const empty of ['', ' ', '\n']) expect(readConfig({ [variable]: empty })).toEqual(readConfig({}))
  })

  it.each([
    ['LOG_LEVEL', 'loud'],
    ['LOG_LEVEL', 'WARN'],
    ['DISCORD_TOKEN', 'short'],
    ['DISCORD_TOKEN', `Bot ${TOKEN}`],
    ['DISCORD_APPLICATION_ID', 'Commonplace'],
    ['DISCORD_APPLICATION_ID', '-1'],
    ['DISCORD_API_URL', '127.0.0.1:4000'],
    ['DISCORD_API_URL', 'file:///etc/passwd'],
    ['DISCORD_API_URL', 'discord'],
  ])('refuses %s=%s in a sentence that says what to do', (variable, value) => {
    const sentence = refusalOf({ [variable]: value })
    expect(sentence).toContain(variable)
    expect(sentence).toMatch(/(Correct it|Copy it)/)
    expect(sentence).not.toMatch(/undefined|Invalid|\bzod\b/)
  })

  it('never repeats a token that it refuses', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, unit: 'grapheme-ascii' }), (part) => {
        const token = `${part.trim()} spoilt ${part.trim()}`
        expect(refusalOf({ DISCORD_TOKEN: token })).not.toContain('spoilt')
      }),
    )
  })

  it('takes anything or refuses it, and never fails otherwise', () => {
    const variable = fc.constantFrom(
      'LOG_LEVEL',
      'DISCORD_TOKEN',
      'DISCORD_APPLICATION_ID',
      'DISCORD_API_URL',
    )
    fc.assert(
      fc.property(fc.dictionary(variable, fc.string({ maxLength: 500 })), (environment) => {
        try {
          const { discord } = readConfig(environment)
          if (discord.token !== null) expect(discord.token).toMatch(/^\S{8,400}$/)
          if (discord.apiUrl !== null) expect(new URL(discord.apiUrl).protocol).toMatch(/^https?:$/)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      }),
    )
  })
})
