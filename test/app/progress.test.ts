import { expect, test } from 'vitest'
import { progressBar, progressLine } from '../../src/app/progress.ts'

function terminal(isTTY: boolean, columns = 80) {
  const written: string[] = []
  return {
    written,
    isTTY,
    columns,
    write: (text: string | Uint8Array) => {
      written.push(String(text))
      return true
    },
  }
}

test('nothing in a pipe', () => {
  const pipe = terminal(false)
  const bar = progressBar(pipe, () => 0)
  bar.show(1, 2, 'a file')
  bar.end()
  expect(pipe.written).toEqual([])
})

test('one line in a terminal, drawn now and then, gone at the end', () => {
  const screen = terminal(true)
  let now = 0
  const bar = progressBar(screen, () => now)
  for (; now <= 1000; now += 10) bar.show(now, 1000, 'general/2024-03-31.json')
  expect(screen.written.length).toBeLessThan(15)
  expect(screen.written.join('')).not.toContain('\n')
  expect(screen.written.at(-1)).toContain('100 %')
  bar.end()
  expect(screen.written.at(-1)).toBe('\r\u001b[2K')
})

test('the line tells the share, the time left once it can, and the file', () => {
  const early = progressLine({ done: 50, total: 100, label: 'a.json', elapsedMs: 500, columns: 80 })
  expect(early).toMatch(/█{12}░{12} {3}50 % {2}a\.json/)
  const later = progressLine({ done: 25, total: 100, label: 'a.json', elapsedMs: 30_000, columns: 80 })
  expect(later).toContain('2 min left')
  expect(progressLine({ done: 0, total: 0, label: '', elapsedMs: 0, columns: 80 })).toContain('100 %')
})

test('it stays inside the terminal, also with wide names and names that would steer it', () => {
  for (const columns of [1, 10, 44, 60, 200]) {
    const line = progressLine({ done: 1, total: 3, label: '会話の記録'.repeat(20), elapsedMs: 9000, columns })
    const width = [...line].reduce((sum, character) => sum + (/[\u2e80-\uffff]/.test(character) ? 2 : 1), 0)
    expect(width).toBeLessThan(columns)
  }
  expect(
    progressLine({ done: 1, total: 3, label: '\u001b[31mred\n\u202e', elapsedMs: 0, columns: 80 }),
  ).toContain('[31mred')
})
