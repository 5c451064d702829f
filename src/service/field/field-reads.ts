/** What leaves by the interfaces of the field: FHIR pages, the published slots, tables and sums. Reads only. */
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import type { Instant } from '../../base/time.ts'
import { addDays, localDateOf } from '../../base/time.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { pageKey } from '../ledger/field-reads.ts'
import type { FieldReads, PageFilter, Totals } from '../ledger/field-reads.ts'
import type { ClinicRow } from '../ledger/ledger.ts'
import { exportPage } from './csv-tables.ts'
import type { ExportName, ExportPage } from './csv-tables.ts'
import { appointmentOf, immunizationOf, locationOf, patientOf, scheduleOf, slotOf } from './fhir-resources.ts'
import type { Resource } from './fhir-resources.ts'

export type ReadDeps = { readonly reads: FieldReads; readonly clock: () => Instant }
export const fhirTypes = ['Appointment', 'Immunization', 'Location', 'Patient', 'Schedule', 'Slot'] as const
export type FhirType = (typeof fhirTypes)[number]
/** `next` is the key to go on after; null on the last page. */
export type FhirPage = { readonly resources: readonly Resource[]; readonly next: string | null }
export type FleetTotals = Totals & { readonly devices: number; readonly silent: number; readonly backlog: number; readonly oldestMs: number; readonly at: number }

const DAYS_PUBLISHED = 2
const SLOTS_PUBLISHED_MAX = 10_000
const CLINICS_PUBLISHED_MAX = 50_000
const SILENT_AFTER_MS = 200_000
const UNKNOWN_CLINIC: ClinicRow = { clinicId: 'unknown', name: '', timeZone: 'UTC' }

export function fieldReads({ reads, clock }: ReadDeps) {
  return {
    fhirPage: (type: FhirType, filter: PageFilter, after: string, limit: number): Promise<FhirPage> => fhirPage({ reads, clock }, type, filter, after, limit),
    /** What is published of one clinic from now on: NDJSON lines of its schedules, or of its slots. */
    publishedSchedules: (clinicId: string) => published({ reads, clock }, clinicId, 'Schedule'),
    publishedSlots: (clinicId: string) => published({ reads, clock }, clinicId, 'Slot'),
    publishedLocations: async (): Promise<readonly Resource[]> => (await reads.clinicsPage({}, '', CLINICS_PUBLISHED_MAX)).map(locationOf),
    exportPage: (name: ExportName, clinicId: string | null, after: string): Promise<ExportPage> => exportPage(reads, name, clinicId, after),
    fleetTotals: async (): Promise<FleetTotals> => {
      const now = clock()
      const [totals, devices, reports] = await Promise.all([reads.totals(localDateOf(now, 'UTC')), reads.devices(null), reads.deviceReports(null)])
      const behind = new Map(devices.map((device) => [device.deviceId, device.backlog]))
      return {
        ...totals, at: now, devices: devices.length, silent: devices.filter((d) => d.state === 'ok' && !d.lost && (d.lastSeenAt === null || now - d.lastSeenAt > SILENT_AFTER_MS)).length,
        backlog: devices.reduce((sum, device) => sum + device.backlog, 0), oldestMs: Math.max(0, ...reports.map((r) => ((behind.get(r.deviceId) ?? 0) > 0 ? r.oldestMs + now - r.at : 0))),
      }
    },
  }
}

type Row = { readonly key: string; readonly resource: Resource | null }

async function fhirPage({ reads, clock }: ReadDeps, type: FhirType, filter: PageFilter, after: string, limit: number): Promise<FhirPage> {
  const rows = await rowsOf({ reads, clock }, type, filter, after, limit + 1)
  const shown = rows.slice(0, limit)
  return { resources: shown.flatMap(({ resource }) => (resource ? [resource] : [])), next: rows.length > limit ? (shown.at(-1)?.key ?? null) : null }
}

async function rowsOf({ reads, clock }: ReadDeps, type: FhirType, filter: PageFilter, after: string, limit: number): Promise<readonly Row[]> {
  if (type === 'Location') return (await reads.clinicsPage({ id: filter.id }, after, limit)).map((clinic) => ({ key: pageKey(clinic.clinicId, clinic.clinicId), resource: locationOf(clinic) }))
  if (type === 'Slot') return (await reads.slotsPage(filter, after, limit)).map((slot) => ({ key: pageKey(slot.clinicId, slot.slotId), resource: slotOf(slot, clock()) }))
  const clinics = new Map((await reads.clinics()).map((clinic) => [clinic.clinicId, clinic]))
  const clinicOf = (clinicId: string): ClinicRow => clinics.get(clinicId) ?? { ...UNKNOWN_CLINIC, clinicId }
  if (type === 'Schedule') return (await reads.sessionsPage(filter, after, limit)).map((row) => ({ key: pageKey(row.clinicId, row.sessionId), resource: scheduleOf(row, clinicOf(row.clinicId).timeZone) }))
  if (type === 'Immunization') return (await reads.dosesPage(filter, after, limit)).map((row) => ({ key: pageKey(row.clinicId, row.entryId), resource: immunizationOf(row, clinicOf(row.clinicId)) }))
  const bookings = await reads.bookingsPage(filter, after, limit)
  return bookings.map((row) => ({ key: pageKey(row.clinicId, row.bookingId), resource: type === 'Patient' ? patientOf(row) : appointmentOf(row, clinicOf(row.clinicId)) }))
}

async function published({ reads, clock }: ReadDeps, clinicId: string, type: 'Schedule' | 'Slot'): Promise<Result<readonly Resource[], Failure>> {
  const [clinic] = await reads.clinicsPage({ id: clinicId }, '', 1)
  if (!clinic) return err(failure('NOT_FOUND', 'no such clinic'))
  const now = clock()
  const today = localDateOf(now, clinic.timeZone)
  const until = addDays(today, DAYS_PUBLISHED)
  const filter = { clinicId, fromDate: today }
  if (type === 'Slot') return ok((await reads.slotsPage(filter, '', SLOTS_PUBLISHED_MAX)).filter((slot) => slot.date <= until && slot.endAt > now).map((slot) => slotOf(slot, now)))
  return ok((await reads.sessionsPage(filter, '', SLOTS_PUBLISHED_MAX)).filter((session) => session.date <= until).map((session) => scheduleOf(session, clinic.timeZone)))
}

