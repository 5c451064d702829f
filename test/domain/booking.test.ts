import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookingActs, bookingStatuses, decide, freesPlace, isActive } from '../../src/domain/booking.ts'

describe('a booking', () => {
  it('ends in a status of FHIR whatever is tried, and a refused act changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bookingActs), { maxLength: 30 }), (acts) => {
        let status: (typeof bookingStatuses)[number] = 'booked'
        for (const act of acts) {
          const result = decide(status, act)
          if (result.ok) status = result.value
          else expect(result.error).toEqual({ from: status, act })
          expect(bookingStatuses).toContain(status)
        }
      }),
    )
  })

  it('records a dose from every status: reality wins', () => {
    for (const status of bookingStatuses) expect(decide(status, 'fulfil')).toEqual({ ok: true, value: 'fulfilled' })
  })

  it('never goes back from booked to waiting for a place', () => {
    for (const status of bookingStatuses)
      for (const act of bookingActs) {
        const result = decide(status, act)
        if (result.ok) expect(result.value).not.toBe('waitlist')
      }
  })

  it('is over after cancellation, no-show and dose', () => {
    for (const status of ['cancelled', 'noshow', 'fulfilled'] as const) {
      expect(isActive(status)).toBe(false)
      expect(decide(status, 'cancel').ok).toBe(false)
    }
  })

  it('gives its place back only when cancelled or moved', () => {
    expect(bookingActs.filter(freesPlace)).toEqual(['reschedule', 'cancel'])
  })
})
