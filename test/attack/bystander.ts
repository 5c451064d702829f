/** An honest kiosk that goes on booking while others attack: everything it sends is taken, once. */
import { expect } from 'vitest'
import { enrolDevice, entryOf } from '../support/real-centre.ts'
import type { RealCentre } from '../support/real-centre.ts'

const PAUSE_MS = 15

export type Bystander = { readonly sent: () => number; readonly stop: () => Promise<void> }

export async function startBystander(centre: RealCentre, code: string): Promise<Bystander> {
  const device = await enrolDevice(centre.url, code)
  const bookings: string[] = []
  const refused: unknown[] = []
  let ended = false
  const goOn = async (): Promise<void> => {
    while (!ended) {
      const entry = entryOf(device)
      let answer = await device.entries(entry)
      // "Not now" is an honest answer while others flood: it comes again when it was told to.
      while (answer.status === 503) {
        await new Promise((resolve) => { setTimeout(resolve, Number(answer.body.retryAfterMs)) })
        answer = await device.entries(entry)
      }
      const [result] = (answer.body.results ?? []) as { verdict: string }[]
      if (result?.verdict !== 'accepted') refused.push(answer.body)
      bookings.push(entry.bookingId)
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS) })
    }
  }
  const running = goOn()
  return {
    sent: () => bookings.length,
    stop: async () => {
      ended = true
      await running
      expect(refused).toEqual([])
      expect(bookings.length).toBeGreaterThan(3)
      const { body } = await centre.admin('/bookings')
      const there = (body.bookings as { bookingId: string; deviceId: string }[]).filter((row) => row.deviceId === device.me.deviceId).map((row) => row.bookingId)
      expect(there.sort()).toEqual([...bookings].sort())
      expect((await device.hello()).body).toMatchObject({ acknowledgedThrough: bookings.length, epochState: 'ok' })
    },
  }
}
