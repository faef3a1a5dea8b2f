import { describe, expect, it } from 'vitest'
import { spokenOnDiscord, spokenOnSlack } from '../../../src/core/vocabulary/spoken.ts'

const LONG = 40_000

describe('what was said', () => {
  it.each([
    ['code', 'look: `chuck` ```\nchuck\n``` ``a `chuck` b``'],
    ['an address', 'see https://example.org/chuck?x=chuck <http://chuck.example>'],
    ['somebody’s name', '<@12> <@!12> <@&34> @chuck'],
    ['a channel', '<#500> #chuck'],
    ['an emoji', '<:chuck:9> <a:chuck:9> :chuck:'],
    ['a command or a moment', '</chuck:1> <t:1700000000:R> <id:chuck>'],
  ])('on Discord is without %s', (_, text) => {
    expect(spokenOnDiscord(text)).not.toMatch(/chuck/i)
  })

  it('on Discord is everything else, and without the names that an export writes', () => {
    expect(spokenOnDiscord('**the** chuck ||chuck||, 10:30 <chuck>')).toMatch(/chuck.*chuck.*chuck/)
    expect(spokenOnDiscord('ask @Chuck Norris', ['Chuck Norris'])).not.toMatch(/chuck|norris/i)
    expect(spokenOnDiscord('[the chuck](https://example.org/x)')).toContain('the chuck')
  })

  it.each([
    ['code', '`chuck` ```chuck```'],
    ['an address', '<https://chuck.example> <https://chuck.example|chuck.example> https://chuck.example'],
    ['somebody’s name', '<@U1|chuck> <!subteam^S1|@chuck> <!here>'],
    ['a channel', '<#C1|chuck>'],
    ['an emoji', ':chuck: :chuck::skin-tone-2:'],
  ])('in Slack is without %s', (_, text) => {
    expect(spokenOnSlack(text)).not.toMatch(/chuck/)
  })

  it('in Slack is everything else, as it was typed', () => {
    expect(spokenOnSlack('*the* chuck &amp; the <https://x.example|other chuck>')).toMatch(
      /the\* chuck & the {2}other chuck/,
    )
    expect(spokenOnSlack('a &lt;chuck&gt; &amp;lt;')).toBe('a <chuck> &lt;')
  })

  it('takes a long text of one kind in the time of any other', () => {
    const startedAt = performance.now()
    for (const unit of ['`', '``', '```', '<', '<@', ':', ':a', '@', '#', 'http://', '&amp;', '<a|'])
      for (const said of [spokenOnDiscord, spokenOnSlack]) said(unit.repeat(LONG / unit.length))
    expect(performance.now() - startedAt).toBeLessThan(8_000)
  })
})
