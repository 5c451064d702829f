/** What a ticket needs is worked out before somebody waits for it, and a scanner reads what was drawn. */
import { create } from 'qrcode'
import { describe, expect, it } from 'vitest'
import { squaresOf } from '../../renderer/ui/qr-code.tsx'
import { rehearse } from '../../renderer/ui/rehearse.ts'
import type { Idle } from '../../renderer/ui/rehearse.ts'

const RECEIPT = `vk1.${Buffer.from(JSON.stringify({ b: '0190c6a2-7b54-7c61-9a43-2f3d5e6a7b8c', d: 'd0f2a9c4-6b1e-4c57-8f3a-9b2d1e0c7a65', e: 3, t: 'A-017', s: 'c1-2026-11-28-140-1', n: 12, v: '140', day: '2026-11-28' })).toString('base64url')}.${'Zk3_-qPv'.repeat(11).slice(0, 86)}`

/** The strokes of the path, laid on squares again. */
function darkOf(path: string, side: number): number[] {
  const dark = new Array<number>(side * side).fill(0)
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) dark.fill(1, Number(y) * side + Number(x), Number(y) * side + Number(x) + Number(length))
  return dark
}

describe('the picture of a receipt', () => {
  it('has every dark square of the code and no other, in no more squares than the shortest mixture needs', () => {
    for (const text of [RECEIPT, 'a', 'ABCD-1234', '대기 A-017']) {
      const { side, path } = squaresOf(text)
      const shortest = create(text, { errorCorrectionLevel: 'L' }).modules
      expect(side, text).toBe(shortest.size)
      const told = /^[0-9A-Z-]+$/.test(text) ? text : [{ mode: 'byte' as const, data: new TextEncoder().encode(text) }]
      expect(darkOf(path, side), text).toEqual([...create(told, { errorCorrectionLevel: 'L' }).modules.data].map(Number))
    }
  })
})

/** Idle moments as a test hands them out. */
function idleOf(): Idle & { readonly moment: (ms: number) => boolean } {
  const waiting = new Map<number, (deadline: { timeRemaining: () => number }) => void>()
  let ids = 0
  return {
    ask: (act) => { waiting.set(++ids, act); return ids }, drop: (id) => { waiting.delete(id) },
    moment: (ms) => {
      const [first] = waiting
      if (!first) return false
      waiting.delete(first[0])
      first[1]({ timeRemaining: () => ms })
      return true
    },
  }
}

describe('a rehearsal', () => {
  it('runs one piece in each moment that is long enough, each once, and then asks for no more', () => {
    const ran: string[] = []
    const idle = idleOf()
    rehearse([() => ran.push('a'), () => ran.push('b')], idle)
    expect(ran).toEqual([])
    expect(idle.moment(49)).toBe(true)
    expect(idle.moment(3)).toBe(true)
    expect(ran).toEqual(['a'])
    expect(idle.moment(49)).toBe(true)
    expect(ran).toEqual(['a', 'b'])
    expect(idle.moment(49)).toBe(false)
  })
  it('ends with the page it is for', () => {
    const ran: string[] = []
    const idle = idleOf()
    const stop = rehearse([() => ran.push('a'), () => ran.push('b')], idle)
    idle.moment(49)
    stop()
    expect(idle.moment(49)).toBe(false)
    expect(ran).toEqual(['a'])
  })
})
