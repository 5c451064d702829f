/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number
/** Calendar day in the clinic's zone, `YYYY-MM-DD`. */
export type LocalDate = string
/** Wall clock, handed in at the composition root; pure rooms never read one. */
export type Clock = () => Instant
/** Calls `act` after `ms`; gives back how to call it off. A timer, handed in as the clock is. */
export type After = (ms: number, act: () => void) => () => void

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** One for each zone: to make a formatter takes about 100 us, to use it 2 us. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}

const partsOf = (at: Instant, timeZone: string): Record<string, string> =>
  Object.fromEntries(formatOf(timeZone).formatToParts(at).map((part) => [part.type, part.value]))

type LocalQuarter = { readonly date: LocalDate; readonly minute: number }
const quarters = new Map<string, LocalQuarter>()
/** Every zone's days and hours begin, and its clocks are put forward or back, at a full quarter of an hour (IANA, since 1972). */
const QUARTER_MS = 15 * MINUTE_MS
const QUARTERS_KEPT_MAX = 1_000

/** Day and minute of the quarter of an hour that an instant lies in. Kept, as asking the calendar takes 15 us. */
function localQuarterOf(at: Instant, timeZone: string): LocalQuarter {
  const quarter = Math.floor(at / QUARTER_MS)
  const name = `${quarter} ${timeZone}`
  const kept = quarters.get(name)
  if (kept !== undefined) return kept
  const p = partsOf(quarter * QUARTER_MS, timeZone)
  const made = { date: `${p.year}-${p.month}-${p.day}`, minute: Number(p.hour) * 60 + Number(p.minute) }
  if (quarters.size >= QUARTERS_KEPT_MAX) quarters.clear()
  quarters.set(name, made)
  return made
}

/** The calendar day of an instant in an IANA zone. */
export const localDateOf = (at: Instant, timeZone: string): LocalDate => localQuarterOf(at, timeZone).date

/** Minutes since local midnight, 0..1439. */
export const localMinuteOf = (at: Instant, timeZone: string): number => localQuarterOf(at, timeZone).minute + Math.floor((at - Math.floor(at / QUARTER_MS) * QUARTER_MS) / MINUTE_MS)

/** The instant of a local wall time; a time skipped by daylight saving maps to the instant after the gap. */
export function instantOfLocal(date: LocalDate, minuteOfDay: number, timeZone: string): Instant {
  const guess = Date.parse(`${date}T00:00:00Z`) + minuteOfDay * MINUTE_MS
  const offsetAt = (at: Instant): number => {
    const p = partsOf(at, timeZone)
    return Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}Z`) - Math.floor(at / SECOND_MS) * SECOND_MS
  }
  const first = guess - offsetAt(guess)
  return guess - offsetAt(first)
}

/** The day `days` after `date`. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

export const toIso = (at: Instant): string => new Date(at).toISOString()
