import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What a process writes to its standard error that runs `script` with `log`, and with `given` from its input. */
function written(script: string, given: unknown = null): Promise<readonly string[]> {
  const program = `
    import http from 'node:http'
    import { text } from 'node:stream/consumers'
    import { REST, Routes } from 'discord.js'
    import { createLog } from './src/log.ts'
    const log = createLog('debug')
    const given = JSON.parse(await text(process.stdin))
    ${script}`
  return new Promise((resolve, reject) => {
    const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'ignore', 'pipe'] })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (part) => {
      stderr += part
    })
    child.once('error', reject)
    child.once('close', (status) => {
      if (status === 0) resolve(stderr.split('\n').filter((line) => line !== ''))
      else reject(new Error(`the process ended with ${status}: ${stderr}`))
    })
    child.stdin.end(JSON.stringify(given))
  })
}

// As they look, and nobody's: in pieces, so that nothing that looks for secrets stumbles over them.
const botToken = ['MTE5OTk5OTk5OTk5OTk5OTk5OQ', 'GaBcDe', `${'aB3-_x9'.repeat(5)}abc`].join('.')
const interactionToken = `aW50ZXJhY3Rpb246${'MTE5OTk5-_k5'.repeat(14)}`
const SECRETS = [
  botToken,
  interactionToken,
  ['xoxb', '123456789012', 'abcDEFghiJKL'].join('-'),
  ['xapp', '1', 'A0123', '99', 'deadbeefdeadbeef'].join('-'),
]

describe('of an error of Discord’s', () => {
  const WORDS = 'my grandmother is ill'
  const server = (status: number, body: object): string => `
    const server = http.createServer((_request, response) => {
      response.writeHead(${status}, { 'content-type': 'application/json' })
      response.end(${JSON.stringify(JSON.stringify(body))})
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    const api = 'http://127.0.0.1:' + server.address().port
    const rest = new REST({ api, retries: 0 }).setToken(given.bot)
    const body = { content: given.words, components: [{ custom_id: given.words }] }
    await rest.post(Routes.interactionCallback('1', given.token), { auth: false, body })
      .catch((err) => { log.warn({ err }, 'Discord did not take an answer'); log.error(err); log.warn({ deeper: { err } }) })
    await rest.patch(Routes.webhookMessage('1', given.token, '@original'), { body })
      .catch((err) => log.warn({ err: new Error('outer ' + err.message, { cause: err }) }, 'again'))
    server.close()
    server.closeAllConnections()`
  const given = { bot: botToken, token: interactionToken, words: WORDS }

  it('the reason is written, and no body, no address, no token, nor what Discord repeats of them', async () => {
    const lines = await written(
      server(400, {
        code: 50035,
        message: 'Invalid Form Body',
        errors: {
          content: { _errors: [{ code: 'ENUM_TYPE_COERCE', message: `Value "${WORDS}" is not right.` }] },
          components: {
            0: {
              custom_id: {
                _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: `${WORDS}\n${WORDS} is long` }],
              },
            },
          },
        },
      }),
      given,
    )
    expect(lines).toHaveLength(4)
    for (const line of lines.slice(0, 3)) {
      expect(line).toContain('DiscordAPIError[50035]')
      expect(line).toContain('Invalid Form Body\\ncontent[ENUM_TYPE_COERCE]')
      expect(line).toContain('components[0].custom_id[BASE_TYPE_MAX_LENGTH]')
      expect(line).not.toContain(WORDS)
    }
    expect(JSON.parse(lines[0] ?? '').err).toMatchObject({ status: 400, method: 'POST', code: 50035 })
    const all = lines.join('\n')
    for (const secret of SECRETS) expect(all).not.toContain(secret)
    for (const secret of [botToken, interactionToken]) expect(all).not.toContain(secret.slice(0, 30))
    expect(JSON.parse(lines[0] ?? '').err.type).toBe('DiscordAPIError[50035]')
    expect(JSON.parse(lines[3] ?? '').err.cause.status).toBe(400)
    expect(JSON.parse(lines[3] ?? '').err.cause).not.toHaveProperty('requestBody')
    expect(lines[3]).not.toContain('custom_id"')
  })

  it('of one without a reason there is at least the status', async () => {
    const lines = await written(server(503, { message: WORDS }), given)
    expect(lines).toHaveLength(4)
    expect(JSON.parse(lines[0] ?? '').err).toMatchObject({ status: 503, method: 'POST' })
    for (const line of lines) {
      expect(line).not.toContain(WORDS)
      expect(line).not.toContain(interactionToken.slice(0, 30))
    }
  })
})

describe('anything else', () => {
  it('is written without secrets, wherever they stand', async () => {
    const secret = fc.constantFrom(...SECRETS)
    const text = fc
      .tuple(fc.string({ maxLength: 8 }), fc.constantFrom(' ', '\n', '"', '\\', '/', '=', ':'), secret)
      .map(([before, mark, one]) => `${before}${mark}${one}${mark}rest`)
    const { details } = fc.letrec<{ details: unknown }>((tie) => ({
      details: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.dictionary(fc.constantFrom('a', 'b', 'message', 'url', 'token', 'Authorization'), tie('details')),
        fc.array(tie('details'), { maxLength: 3 }),
      ),
    }))
    const samples = fc.sample(fc.record({ details: fc.record({ it: details }), text }), 300)
    const lines = await written(
      `for (const one of given) {
         log.info(one.details, one.text)
         log.debug(one.text)
         log.warn({ err: new Error(one.text, { cause: one.details.it }) }, 'an error')
         log.warn({ err: one.details.it }, 'no error')
       }`,
      samples,
    )
    expect(lines).toHaveLength(4 * samples.length)
    for (const line of lines) {
      expect(() => JSON.parse(line)).not.toThrow()
      for (const one of SECRETS) expect(line).not.toContain(one)
    }
    expect(lines.filter((line) => line.includes('[secret]')).length).toBeGreaterThan(samples.length)
  })

  it('is written without passwords in addresses, whatever is in them', async () => {
    const password = fc.stringMatching(/^[A-Za-z0-9:/@!$*.,~-]{4,20}$/).map((one) => `pw${one}wp`)
    const passwords = fc.sample(password, 100)
    const addresses = passwords.map((one) => `postgres://club:${one}@db.example.org:5432/club`)
    const lines = await written(
      `for (const one of given) {
         log.warn({ err: new Error('connecting to ' + one + ' failed') }, 'away')
         log.warn({ databaseUrl: one }, 'away')
         log.warn({ password: one }, 'away')
       }`,
      addresses,
    )
    expect(lines).toHaveLength(3 * passwords.length)
    for (const [index, line] of lines.entries())
      expect(line).not.toContain(passwords[Math.floor(index / 3)] ?? 'none')
    expect(lines[0]).toContain('db.example.org:5432/club')
  })

  it('is written without what a refused statement was to write', async () => {
    const lines = await written(
      `
      const { DrizzleQueryError } = await import('drizzle-orm')
      const statement = 'insert into "practice" ("name") values ($1)'
      const err = new DrizzleQueryError(statement, [given.words, 'two\\nlines'], new Error('disk full'))
      log.error({ err }, 'a command failed')
      log.error({ err: new Error('outer ' + err.message, { cause: err }) }, 'again')`,
      { words: 'my grandmother\nis ill' },
    )
    expect(lines.length).toBe(2)
    for (const line of lines) {
      for (const told of ['insert into', 'disk full', 'at ']) expect(line).toContain(told)
      for (const word of ['grandmother', 'is ill', 'two', 'lines']) expect(line).not.toContain(word)
    }
  }, 60_000)

  it('is written as it is where it holds no secret', async () => {
    const [line = ''] = await written(
      `log.info({ server: '1199999999999999999', waiting: 3, isLate: true, none: null }, 'a space could not be read')`,
    )
    expect(JSON.parse(line)).toMatchObject({
      ...{ server: '1199999999999999999', waiting: 3, isLate: true, none: null },
      msg: 'a space could not be read',
    })
  })

  it('is written however it is knotted', async () => {
    const lines = await written(
      `const err = new Error('its own cause')
       err.cause = err
       log.error({ err }, 'knotted')
       const self = {}
       self.self = self
       log.error({ self }, 'knotted')
       log.error({ err: null }, 'nothing')
       log.error({ err: undefined }, 'nothing')
       log.error({ err: 'words' }, 'thrown text')`,
    )
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      'knotted',
      'knotted',
      'nothing',
      'nothing',
      'thrown text',
    ])
  })
})
