/** What Prometheus reads: how requests went, and what the ledger holds. Counts and times only. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Instant } from '../base/time.ts'
import type { FleetTotals } from './field/field-reads.ts'
import type { ReadPort } from './field/read-calls.ts'

/** The ledger is counted at most so often, whoever scrapes. */
const COUNTED_EVERY_MS = 15_000
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type Served = { readonly method: string; readonly route: string; readonly status: number; readonly seconds: number }
export type Metrics = { readonly began: () => void; readonly served: (what: Served) => void; readonly text: () => Promise<string>; readonly contentType: string; readonly registry: Registry }
type Deps = { /** Without it, no figures of the ledger. */ readonly reads: ReadPort | null; readonly clock: () => Instant; /** Memory, processor and event loop of this process. */ readonly ofProcess: boolean }

export function createMetrics({ reads, clock, ofProcess }: Deps): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const duration = new Histogram({ name: 'http_request_duration_seconds', help: 'Time to the answer', labelNames: ['method', 'route', 'status'], buckets: SECONDS, registers })
  const inFlight = new Gauge({ name: 'http_requests_in_flight', help: 'Requests that have no answer yet', registers })
  const shed = new Counter({ name: 'http_requests_shed_total', help: 'Requests turned away because the service was busy', labelNames: ['route'], registers })
  const ledger = reads ? ledgerGauges(registers) : () => {}
  if (ofProcess) collectDefaultMetrics({ register: registry })
  let counted: { at: Instant; totals: Promise<FleetTotals | 'overloaded'> } | null = null
  return {
    registry, contentType: registry.contentType,
    began: () => inFlight.inc(),
    served: ({ method, route, status, seconds }) => {
      inFlight.dec()
      duration.observe({ method, route, status }, seconds)
      if (status === 503 || status === 429) shed.inc({ route })
    },
    text: async () => {
      if (!reads) return registry.metrics()
      if (!counted || clock() - counted.at >= COUNTED_EVERY_MS) counted = { at: clock(), totals: reads.fleetTotals() }
      const totals = await counted.totals
      // The last count stays when the ledger is busy: a scrape never adds to a flood.
      if (totals === 'overloaded') counted = null
      else ledger(totals)
      return registry.metrics()
    },
  }
}

function ledgerGauges(registers: Registry[]): (totals: FleetTotals) => void {
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge => new Gauge({ name, help, labelNames, registers })
  const devices = gauge('centre_devices', 'Enrolled devices')
  const silent = gauge('centre_devices_silent', 'Devices that should be heard of and are not')
  const backlog = gauge('centre_backlog_entries', 'Entries that devices had not sent at their last contact')
  const oldest = gauge('centre_backlog_oldest_seconds', 'Age of the oldest of them')
  const bookings = gauge('centre_bookings', 'Bookings of today and later by status', ['status'])
  const places = gauge('centre_places', 'Places of today and later by state', ['state'])
  const entries = gauge('centre_entries', 'Entries with a kept result')
  const problems = gauge('centre_entries_refused', 'Entries rejected or in conflict')
  const doses = gauge('centre_doses', 'Doses given')
  const counted = gauge('centre_counted_at_seconds', 'When the ledger was counted, in seconds since 1970')
  return (totals) => {
    devices.set(totals.devices)
    silent.set(totals.silent)
    backlog.set(totals.backlog)
    oldest.set(totals.oldestMs / 1_000)
    bookings.reset()
    for (const [status, count] of Object.entries(totals.bookings)) bookings.set({ status }, count)
    places.reset()
    for (const [state, count] of Object.entries(totals.places)) places.set({ state }, count)
    entries.set(totals.entries)
    problems.set(totals.problems)
    doses.set(totals.doses)
    counted.set(totals.at / 1_000)
  }
}
