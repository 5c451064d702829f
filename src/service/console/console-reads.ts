/** What the console shows: reads only. */
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import type { Instant } from '../../base/time.ts'
import { localDateOf } from '../../base/time.ts'
import { consoleLimits } from '../../contract/console-api.ts'
import type { Board, ClinicFleet, Fleet, SentMessage } from '../../contract/console-api.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import { vaccineName } from '../field/vaccines.ts'
import type { CountedSlot, FieldReads } from '../ledger/field-reads.ts'
import { isOpen, openCasesByClinic, readCases } from './cases.ts'
import { deviceView, fleetOf, summaryOf, todays } from './fleet.ts'
import type { FleetRows } from './fleet.ts'
import { cutPreview, lostPreview, messagePreview } from './previews.ts'

const SLOTS_OF_A_DAY_MAX = 2_000

export type ReadDeps = { readonly reads: FieldReads; readonly clock: () => Instant }

export function consoleReads({ reads, clock }: ReadDeps) {
  return {
    fleet: async (query: { readonly q?: string | undefined; readonly limit?: number | undefined }): Promise<Fleet> => {
      const now = clock()
      const { places } = await reads.totals(localDateOf(now, 'UTC'))
      return fleetOf(await fleetRows(reads, now, null), places.pool ?? 0, { q: query.q, limit: query.limit ?? consoleLimits.clinicsPerPageMax }, now)
    },
    clinicFleet: async (clinicId: string): Promise<Result<ClinicFleet, Failure>> => {
      const now = clock()
      const rows = await fleetRows(reads, now, clinicId)
      const [clinic] = rows.clinics
      if (!clinic) return err(failure('NOT_FOUND', 'no such clinic'))
      const reports = new Map(rows.reports.map((report) => [report.deviceId, report]))
      const drills = new Map((await reads.drills(clinicId)).map((drill) => [drill.deviceId, drill]))
      return ok({
        clinic: summaryOf(clinic, rows.devices, rows, now), devices: rows.devices.map((d) => deviceView(d, reports.get(d.deviceId), drills.get(d.deviceId))),
        unusedCodes: await reads.unusedCodes(clinicId, now), mode: (await reads.isLearning(clinicId)) ? 'learning' : 'normal',
      })
    },
    board: async (clinicId: string, date: string): Promise<Result<Board, Failure>> => {
      const [clinic] = await reads.clinicsPage({ id: clinicId }, '', 1)
      if (!clinic) return err(failure('NOT_FOUND', 'no such clinic'))
      const slots = await reads.slotsPage({ clinicId, date }, '', SLOTS_OF_A_DAY_MAX)
      return ok({ clinicId, timeZone: clinic.timeZone, date, slots: slots.map(boardSlot).sort((a, b) => a.startAt - b.startAt) })
    },
    clinics: async () => reads.clinics(),
    cases: (clinicId: string | null) => readCases(reads, clock(), clinicId),
    sentMessages: async (): Promise<readonly SentMessage[]> => {
      const names = new Map((await reads.clinics()).map((clinic) => [clinic.clinicId, clinic.name]))
      return (await reads.messages(consoleLimits.messagesMax)).map(({ clinicId, text, ...row }) =>
        ({ ...row, text: JSON.parse(text) as Record<string, string>, clinicName: names.get(clinicId) ?? '' }))
    },
    lostPreview: (deviceId: string) => lostPreview(reads, deviceId, clock()),
    cutPreview: (slotId: string, capacity: number) => cutPreview(reads, slotId, capacity),
    messagePreview: (query: { readonly lotNumber?: string | undefined; readonly clinicId?: string | undefined }) => messagePreview(reads, clock(), query),
  }
}

async function fleetRows(reads: FieldReads, now: Instant, clinicId: string | null): Promise<FleetRows> {
  const clinics = clinicId === null ? await reads.clinics() : await reads.clinicsPage({ id: clinicId }, '', 1)
  const dates = todays(clinics, now)
  const counts = new Map(await Promise.all([...new Set(dates.values())].map(async (date) => [date, await reads.bookingCounts(date)] as const)))
  const bookedToday = new Map([...dates].map(([id, date]) => [id, counts.get(date)?.get(id) ?? 0]))
  const [devices, reports, cases] = await Promise.all([reads.devices(clinicId), reads.deviceReports(clinicId), readCases(reads, now, clinicId)])
  return { clinics, devices, reports, bookedToday, openCases: openCasesByClinic(cases), cases: cases.filter(isOpen).length }
}

function boardSlot({ slotId, startAt, endAt, capacity, vaccine, places }: CountedSlot): Board['slots'][number] {
  const { 'in-doubt': inDoubt = 0, ...other } = places
  return { slotId, startAt, endAt, capacity, vaccine: vaccineName(vaccine), places: { pool: 0, allotted: 0, booked: 0, limbo: 0, void: 0, perished: 0, ...other, inDoubt } }
}
