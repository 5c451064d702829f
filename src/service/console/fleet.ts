/** The fleet as the operator sees it. Pure: rows in, a view out. */
import { localDateOf, localMinuteOf, MINUTE_MS } from '../../base/time.ts'
import type { Instant } from '../../base/time.ts'
import type { ClinicState, ClinicSummary, DeviceView, Fleet } from '../../contract/console-api.ts'
import type { DeviceReport } from '../ledger/field-rows.ts'
import type { ClinicRow, DeviceRow } from '../ledger/ledger.ts'

/** Three heartbeats of a minute and a little: one lost message is no outage. */
export const SILENT_AFTER_MS = 200_000
/** When clinics open; before it nobody books, so the day's rate counts from here. */
const DAY_BEGINS_MINUTE = 8 * 60

export type FleetRows = {
  readonly clinics: readonly ClinicRow[]; readonly devices: readonly DeviceRow[]; readonly reports: readonly DeviceReport[]
  /** Bookings of today by clinic; cases that nobody has closed by clinic. */
  readonly bookedToday: ReadonlyMap<string, number>; readonly openCases: ReadonlyMap<string, number>
  /** Each counted once, also one of two clinics. */
  readonly cases: number
}

const isLive = (device: DeviceRow): boolean => device.state === 'ok' && !device.lost
export const isSilent = (lastSeenAt: Instant | null, now: Instant): boolean => lastSeenAt === null || now - lastSeenAt > SILENT_AFTER_MS
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

/** How many bookings a clinic makes in `ms`, by its own day so far. */
export function bookingsIn(ms: number, bookedToday: number, now: Instant, timeZone: string): number {
  const openMinutes = Math.max(60, localMinuteOf(now, timeZone) - ms / MINUTE_MS - DAY_BEGINS_MINUTE)
  return Math.round((bookedToday / openMinutes) * (ms / MINUTE_MS))
}

export function summaryOf(clinic: ClinicRow, devices: readonly DeviceRow[], rows: Omit<FleetRows, 'clinics' | 'devices' | 'cases'>, now: Instant): ClinicSummary {
  const live = devices.filter(isLive)
  const reports = new Map(rows.reports.map((report) => [report.deviceId, report]))
  const seen = live.flatMap((d) => (d.lastSeenAt === null ? [] : [d.lastSeenAt]))
  const lastSeenAt = seen.length > 0 ? Math.min(...seen) : null
  const silent = live.filter((d) => d.lastSeenAt !== null && isSilent(d.lastSeenAt, now))
  const silentMs = silent.length > 0 && lastSeenAt !== null ? now - lastSeenAt : 0
  const guessed = silentMs > 0 ? Math.round(bookingsIn(silentMs, rows.bookedToday.get(clinic.clinicId) ?? 0, now, clinic.timeZone) * (silent.length / live.length)) : 0
  const backlog = sum(devices.map((d) => d.backlog)) + guessed
  const ages = devices.flatMap((d) => { const r = reports.get(d.deviceId); return r && d.backlog > 0 ? [r.oldestMs + (now - r.at)] : [] })
  const free = Math.max(0, sum(live.map((d) => reports.get(d.deviceId)?.free ?? 0)) - guessed)
  return {
    clinicId: clinic.clinicId, name: clinic.name, timeZone: clinic.timeZone, devices: devices.length, lastSeenAt, backlog, free,
    oldestMs: Math.max(0, ...ages, guessed > 0 ? silentMs : 0), estimated: silentMs > 0, state: stateOf(devices, silent.length, backlog, rows.openCases.get(clinic.clinicId) ?? 0),
  }
}

function stateOf(devices: readonly DeviceRow[], silent: number, backlog: number, cases: number): ClinicState {
  if (devices.length === 0) return 'none'
  if (cases > 0 || devices.some((d) => d.state === 'forked')) return 'act'
  if (silent > 0) return 'cut'
  return backlog > 0 ? 'sending' : 'fine'
}

export function deviceView(device: DeviceRow, report: DeviceReport | undefined, drill: { readonly at: number; readonly note: string } | undefined): DeviceView {
  const { deviceId, stationLetter, stationName, appVersion, epoch, state, lost, lastSeenAt, backlog } = device
  return {
    deviceId, stationLetter, stationName, appVersion, epoch, state, lost, lastSeenAt, backlog, oldestMs: report?.oldestMs ?? null, free: report?.free ?? null,
    clockOffsetMs: report?.clockOffsetMs ?? null, lastDrillAt: drill?.at ?? null, lastDrill: drill?.note ?? null,
  }
}

const bySeverity: Readonly<Record<ClinicState, number>> = { act: 1, cut: 1, sending: 2, fine: 3, none: 4 }
/** Who has waited longest stands first; then whoever needs a look. */
const byWaiting = (a: ClinicSummary, b: ClinicSummary): number => b.oldestMs - a.oldestMs || bySeverity[a.state] - bySeverity[b.state] || a.name.localeCompare(b.name, 'ko')

export function fleetOf(rows: FleetRows, pool: number, query: { readonly q?: string | undefined; readonly limit: number }, now: Instant): Fleet {
  const byClinic = Map.groupBy(rows.devices, (device) => device.clinicId)
  const reports = Map.groupBy(rows.reports, (report) => report.clinicId)
  const all = rows.clinics.map((clinic) => summaryOf(clinic, byClinic.get(clinic.clinicId) ?? [], { ...rows, reports: reports.get(clinic.clinicId) ?? [] }, now))
  const wanted = (query.q ?? '').trim().toLocaleLowerCase('ko')
  const fits = ({ clinicId, name }: ClinicSummary): boolean => wanted === '' || name.toLocaleLowerCase('ko').includes(wanted)
    || (byClinic.get(clinicId) ?? []).some((d) => d.deviceId.startsWith(wanted) || d.stationName.toLocaleLowerCase('ko').includes(wanted))
  const found = all.filter(fits).sort(byWaiting)
  const known = all.filter((c) => c.devices > 0)
  return {
    now, clinics: found.slice(0, query.limit), found: found.length,
    figures: {
      clinics: known.length, connected: known.filter((c) => !c.estimated).length, bookedToday: sum([...rows.bookedToday.values()]), backlog: sum(all.map((c) => c.backlog)),
      estimated: all.some((c) => c.estimated), oldestMs: Math.max(0, ...all.map((c) => c.oldestMs)), pool, cases: rows.cases,
    },
  }
}

/** The calendar days that clinics live in now; mostly one. */
export const todays = (clinics: readonly ClinicRow[], now: Instant): ReadonlyMap<string, string> =>
  new Map(clinics.map(({ clinicId, timeZone }) => [clinicId, localDateOf(now, timeZone)]))
