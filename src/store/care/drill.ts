/** The outage drill: inside the program the line is cut, and everything else goes on. Ends by itself, and with the process. */
import { MINUTE_MS } from '../../base/time.ts'
import type { After } from '../../base/time.ts'
import type { Drill } from '../../contract/care.ts'

type Fetch<I> = (url: string, init: I) => Promise<Response>
export type DrillDeps = { readonly now: () => number; readonly after: After; readonly counts: () => { readonly bookings: number; readonly unsent: number }; readonly lineIsBack: () => void }

export function createDrill(deps: DrillDeps) {
  let drill: (Omit<Drill, 'booked' | 'unsent' | 'running'> & { readonly bookingsBefore: number }) | null = null
  let cut = false
  let calledOff: (() => void) | null = null
  const end = (): void => {
    if (!cut) return
    cut = false
    calledOff?.()
    if (drill) drill = { ...drill, endsAt: deps.now() }
    deps.lineIsBack()
  }
  const report = (): Drill | null => {
    if (!drill) return null
    const { bookings, unsent } = deps.counts()
    if (!cut && unsent === 0 && drill.drainedAt === null) drill = { ...drill, drainedAt: deps.now() }
    const { bookingsBefore, ...facts } = drill
    return { ...facts, running: cut, booked: bookings - bookingsBefore, unsent }
  }
  return {
    start: (minutes: number): Drill | null => {
      if (cut) return report()
      cut = true
      drill = { startedAt: deps.now(), endsAt: deps.now() + minutes * MINUTE_MS, refused: 0, bookingsBefore: deps.counts().bookings, drainedAt: null }
      calledOff = deps.after(minutes * MINUTE_MS, end)
      return report()
    },
    end: (): Drill | null => { end(); return report() },
    report,
    /** The only way out of the store: while the line is cut it fails as an unplugged cable does. */
    through: <I>(fetch: Fetch<I>): Fetch<I> => (url, init) => {
      if (!cut) return fetch(url, init)
      if (drill) drill = { ...drill, refused: drill.refused + 1 }
      return Promise.reject(new Error('the line is cut for a drill'))
    },
  }
}
export type DrillControl = ReturnType<typeof createDrill>
