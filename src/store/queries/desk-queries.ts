import type { BookingDetail, ProblemItem, QueueBoard, QueueRow, SyncOverview, TechnicianOverview } from '../../contract/kiosk-api.ts'
import { maskName, maskPhone } from '../../domain/patient.ts'
import { inLineOrder } from '../../domain/queue.ts'
import { flaggedQuestions } from '../../domain/screening.ts'
import { Refusal, today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { SCHEMA_VERSION } from '../db/migrate.ts'
import type { LineRow } from '../repositories/bookings.ts'
import { maskedNameOf, nameOfVaccine } from './ticket.ts'

const ROWS_MAX = 5_000
const PROBLEMS_MAX = 100
/** Contact older than this is told as the time of the last one, not as now. */
const CONTACT_FRESH_MS = 90_000

function rowOf(context: StoreContext, row: LineRow): QueueRow {
  const over = row.status === 'cancelled' || row.status === 'noshow' || row.status === 'fulfilled'
  return {
    bookingId: row.bookingId, ticketNumber: row.ticketNumber, maskedName: maskedNameOf(row), birthYear: row.body ? Number(row.body.patient.birthDate.slice(0, 4)) : null,
    vaccine: row.vaccine, vaccineName: nameOfVaccine(context, row.vaccine), status: row.status, queue: over ? 'finished' : (row.queue ?? 'expected'), standby: row.standby || row.status === 'waitlist',
    flaggedQuestions: row.body ? flaggedQuestions(row.body.screening.answers) : [], since: row.calledAt ?? row.since ?? row.createdAt, room: row.room, slotStart: row.slotStart,
    needsHelp: row.body?.patient.needsHelp ?? false, version: row.version,
  }
}

export function queueBoard(context: StoreContext): QueueBoard {
  const rows = context.repos.ofDay(today(context), ROWS_MAX).map((row) => ({ row: rowOf(context, row), since: row.since ?? row.createdAt }))
  const inLine = rows.sort((a, b) => inLineOrder(entryOf(a), entryOf(b))).map(({ row }) => row)
  return { now: context.clock(), rooms: context.repos.meta.rooms(), rows: inLine, staffCalls: context.repos.meta.get('staffCalls') ?? 0 }
}

const entryOf = ({ row, since }: { row: QueueRow; since: number }) => ({ bookingId: row.bookingId, ticketNumber: row.ticketNumber, state: 'waiting' as const, standby: row.standby, since, room: null })

export function bookingDetail(context: StoreContext, { bookingId }: { bookingId: string }): BookingDetail {
  const { repos } = context
  const row = repos.booking(bookingId)
  if (!row) throw new Refusal('UNKNOWN_BOOKING', undefined, 'bookingId')
  return {
    ...rowOf(context, row), sex: row.body?.patient.sex ?? 'unspecified', maskedPhone: row.body ? maskPhone(row.body.patient.phone) : '', guardianName: row.body?.patient.guardian ? maskName(row.body.patient.guardian.name) : null,
    answers: (row.body?.screening.answers ?? []).filter((a) => a.answer === true).map(({ question, detail }) => ({ question, detail })),
    lots: repos.meta.catalogue().find((item) => item.vaccine.code === row.vaccine.code)?.lots.map((lot) => ({ ...lot, recalled: repos.isLotRecalled(lot.lotNumber) })) ?? [], events: repos.notes(bookingId),
  }
}

export function syncOverview(context: StoreContext): SyncOverview {
  const { repos } = context
  const now = context.clock()
  const pending = repos.countPending()
  const lastContactAt = repos.meta.get('lastContactAt')
  return {
    enrolled: repos.meta.get('identity') !== null, online: lastContactAt !== null && Math.abs(now - lastContactAt) < CONTACT_FRESH_MS, unsent: pending.n,
    oldestUnsentMs: pending.oldest === null ? null : Math.max(0, now - pending.oldest), lastContactAt, placesLeft: repos.freeToday(today(context), now), problems: repos.countProblems(),
    acknowledgedThrough: repos.meta.get('acknowledgedThrough') ?? 0, mode: repos.meta.get('mode') ?? 'normal', storeProblem: repos.meta.get('setAside') === null ? null : 'DATABASE_CORRUPTED',
  }
}

export function problems(context: StoreContext): readonly ProblemItem[] {
  return context.repos.problems(PROBLEMS_MAX).map((p) => {
    const row = p.bookingId ? context.repos.booking(p.bookingId) : null
    return { entryId: p.entryId, ticketNumber: row?.ticketNumber ?? null, maskedName: row ? maskedNameOf(row) : null, code: p.code, detail: p.detail, at: p.at }
  })
}

export function technicianOverview(context: StoreContext): TechnicianOverview {
  const { repos } = context
  const identity = repos.meta.get('identity')
  const head = repos.head(repos.meta.epoch())
  return {
    ...syncOverview(context), serviceUrl: repos.meta.get('serviceUrl'), deviceId: identity?.deviceId ?? null, epoch: identity?.epoch ?? null, stationLetter: identity?.stationLetter ?? null,
    clinicName: identity?.clinic.name ?? null, appVersion: context.appVersion, dataDir: context.dataDir, schemaVersion: SCHEMA_VERSION, head: { sequence: head.sequence, hash: head.hash },
  }
}
