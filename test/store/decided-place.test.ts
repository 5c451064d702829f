import { describe, expect, it } from 'vitest'
import { START, testClock, testKiosk } from '../support/clinic.ts'

const nobody = () => Promise.reject(new TypeError('fetch failed'))

describe('a place that the centre gives to one booking', () => {
  it('is no stock when that booking lets it go, also where the device had sold from it before', () => {
    const { repos } = testKiosk(testClock(), nobody).store.context
    repos.putSession({ sessionId: 's', date: '2026-11-24', vaccine: { system: 'x', code: '1' } })
    repos.putSlot({ slotId: 'slot', sessionId: 's', date: '2026-11-24', start: START, end: START + 1, capacity: 1 })
    const place = { slotId: 'slot', n: 1, epoch: 0 }
    repos.addPlace({ ...place, allotmentId: 'granted', sellBy: START + 1 })
    repos.giveBack('slot', 1)
    expect(repos.addDecided({ ...place, allotmentId: 'decided', bookingId: 'b' })).toBe(true)
    expect(repos.release('slot', 1, 'b', 0)).toBe(true)
    expect(repos.placeState('slot', 1)).toBe('returned')
  })
})
