/** Touches that are no touches, glass that must not keep a picture, and how much a walk-in asks of a person. */
import { describe, expect, it } from 'vitest'
import { flow, isPersonal, start } from '../../renderer/patient/flow.ts'
import type { FlowEvent, FlowState } from '../../renderer/patient/flow.ts'
import { placeAt, PLACES_COUNT } from '../../renderer/patient/attract.tsx'
import { isTaken } from '../../renderer/ui/touch-guard.ts'
import type { Touch } from '../../renderer/ui/touch-guard.ts'

const touch = (part: Partial<Touch>): Touch => ({ atMs: 0, xMm: 10, yMm: 10, wideMm: 0, first: true, moment: 'name', ...part })

describe('a touch', () => {
  it('of a palm or a second finger is none; glass that reports no size is a finger', () => {
    expect(isTaken(touch({ wideMm: 60 }), null)).toBe(false)
    expect(isTaken(touch({ first: false }), null)).toBe(false)
    for (const wideMm of [0, .25, 12]) expect(isTaken(touch({ wideMm }), null)).toBe(true)
  })
  it('again at the same place does not act on the screen that came meanwhile, forty a second', () => {
    const first = touch({})
    for (let atMs = 25; atMs <= 400; atMs += 25) expect(isTaken(touch({ atMs, moment: 'birth-date' }), first)).toBe(false)
    expect(isTaken(touch({ atMs: 25 }), first)).toBe(true)
    expect(isTaken(touch({ atMs: 25, xMm: 60, moment: 'birth-date' }), first)).toBe(true)
    expect(isTaken(touch({ atMs: 401, moment: 'birth-date' }), first)).toBe(true)
  })
})

describe('the attract screen', () => {
  it('moves each time, and comes to every part of the glass', () => {
    const places = Array.from({ length: PLACES_COUNT }, (_, step) => placeAt(step))
    for (const [step, [x, y]] of places.entries()) expect(placeAt(step + 1)).not.toEqual([x, y])
    expect(new Set(places.map(String)).size).toBe(PLACES_COUNT)
    for (const edge of [0, 1]) expect(places.some(([x]) => x === edge) && places.some(([, y]) => y === edge)).toBe(true)
  })
})

describe('a walk-in', () => {
  const vaccine = { vaccine: { system: 's', code: '13' }, name: {}, forWhom: {}, minAgeMonths: null, maxAgeMonths: null, freeNow: 1, waitMinutes: [0, 5] as const, standbyAhead: 0, later: [{ slotId: 's', start: 1, end: 2, free: 1 }] }
  const typed = (field: 'birthDate' | 'phone', keys: string): FlowEvent[] => [...keys].map((digit) => ({ kind: 'digit', field, digit }))
  const next: FlowEvent = { kind: 'next', today: '2026-11-24' }
  const events: FlowEvent[] = [
    { kind: 'go', screen: 'vaccine' }, { kind: 'vaccine', vaccine, cvx: '140' }, { kind: 'when', when: 'soonest', start: null }, { kind: 'type', field: 'name', letter: 'ㄱ' }, next, ...typed('birthDate', '19610527'), next, ...typed('phone', '01012345678'), next,
    { kind: 'sex', sex: 'male' }, ...Array.from({ length: 9 }, (): FlowEvent => ({ kind: 'answer', answer: false })), { kind: 'consent' }, { kind: 'confirming', commandId: 'c' },
  ]
  /** The screens of EXPERIENCE: each may ask several things, one after another. */
  const SCREEN: Partial<Record<FlowState['screen'], string>> = { when: 'vaccine', name: 'who', guardian: 'who', 'birth-date': 'who', phone: 'who', sex: 'who', detail: 'question' }
  /** The keys, Next among them, are typing; the form's answers are the form. */
  const TYPING: readonly FlowEvent['kind'][] = ['type', 'digit', 'next', 'answer', 'confirming']
  it('is six screens and at most eight taps besides typing and the form', () => {
    const states: FlowState[] = [start]
    for (const event of events) states.push(flow(states.at(-1) ?? start, event))
    expect(states.at(-1)?.screen).toBe('confirm')
    expect([...new Set([...states.map(({ screen }) => SCREEN[screen] ?? screen), 'ticket'])]).toEqual(['welcome', 'vaccine', 'who', 'question', 'confirm', 'ticket'])
    const taps = events.filter(({ kind }) => !TYPING.includes(kind)).length
    expect(taps + 1).toBeLessThanOrEqual(8)
  })
  it('leaves a page that must go, from the first letter on', () => {
    expect(isPersonal(start)).toBe(false)
    expect(isPersonal(flow(flow(start, { kind: 'go', screen: 'vaccine' }), { kind: 'vaccine', vaccine, cvx: null }))).toBe(false)
    expect(isPersonal(flow(start, { kind: 'digit', field: 'phone', digit: '0' }))).toBe(true)
    expect(isPersonal(flow(start, { kind: 'type', field: 'name', letter: 'ㄱ' }))).toBe(true)
  })
  it('whose code leads to no booking is asked for digits, with nothing kept', () => {
    expect(flow({ ...start, birthDate: '19610527' }, { kind: 'unread' })).toMatchObject({ screen: 'find-phone', unread: true, wrong: true, birthDate: '' })
  })
})
