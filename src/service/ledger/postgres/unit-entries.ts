import type { Grant } from '../../../contract/sync-protocol.ts'
import type { BookingRow, EntryRow } from '../ledger.ts'
import { auditHash } from '../../audit-chain.ts'
import { auditKey, epochKey, verdictOf } from './unit.ts'
import type { ImmunizationRow, SettlementRow, Unit } from './unit.ts'

const WAITING = ['waitlist', 'arrived', 'checked-in']
const LAST = Number.MAX_SAFE_INTEGER

const homeOf = (unit: Unit, deviceId: string): string => unit.scope.clinicId ?? unit.tables.device.get(deviceId)?.clinicId ?? ''

export const entryCalls = (unit: Unit) => ({ ...requestCalls(unit), ...sequenceCalls(unit), ...bookingCalls(unit), ...feedCalls(unit) })

const requestCalls = (unit: Unit) => {
  const { request } = unit.tables
  return {
    allotmentRequest: (deviceId: string, requestId: string) => {
      unit.need('request', deviceId, requestId)
      const found = request.get(JSON.stringify([deviceId, requestId]))
      return found && { wants: found.wants, grants: JSON.parse(found.grants) as Grant[] }
    },
    putAllotmentRequest: (deviceId: string, requestId: string, wants: string, grants: readonly Grant[]) =>
      request.put({ clinicId: homeOf(unit, deviceId), deviceId, requestId, wants, grants: JSON.stringify(grants) }),
  }
}

const sequenceCalls = (unit: Unit) => {
  const { entry, sequence, watermark } = unit.tables
  const heldUpTo = (deviceId: string, epoch: number): number => {
    unit.need('watermark', deviceId, epoch)
    return unit.facts.watermark.get(epochKey(deviceId, epoch)) ?? 0
  }
  return {
    entry: (entryId: string) => {
      if (!entry.has(entryId)) unit.need('entry', entryId)
      const found = entry.get(entryId)
      return found && verdictOf(found)
    },
    putEntry: (e: EntryRow): boolean => {
      const twin = e.sequence <= heldUpTo(e.deviceId, e.epoch) || sequence.has(`${e.sequence}/${epochKey(e.deviceId, e.epoch)}`)
      entry.put({ ...e, verdict: JSON.stringify(e.verdict), twin })
      if (!twin) sequence.put({ deviceId: e.deviceId, epoch: e.epoch, sequence: e.sequence, entryId: e.entryId })
      return !twin
    },
    entryIdAt: (deviceId: string, epoch: number, number: number) => {
      const key = `${number}/${epochKey(deviceId, epoch)}`
      if (!sequence.has(key)) unit.need('entry-at', deviceId, epoch, number)
      return sequence.get(key)?.entryId ?? null
    },
    sequencesAbove: (deviceId: string, epoch: number, above: number) => {
      if (above < heldUpTo(deviceId, epoch)) unit.need('sequences', deviceId, epoch, above)
      return sequence.filter((s) => s.deviceId === deviceId && s.epoch === epoch && s.sequence > above).map((s) => s.sequence).sort((a, b) => a - b)
    },
    watermark: (deviceId: string, epoch: number) => {
      unit.need('watermark', deviceId, epoch)
      return watermark.get(epochKey(deviceId, epoch))?.sequence ?? 0
    },
    putWatermark: (deviceId: string, epoch: number, to: number) => watermark.put({ clinicId: homeOf(unit, deviceId), deviceId, epoch, sequence: to }),
  }
}

const bookingCalls = (unit: Unit) => {
  const { booking, immunization } = unit.tables
  const waitingNow = (clinicId: string, date: string): BookingRow[] => {
    // In the order they came; who is new in this unit came last, in the order of writing.
    const came = (b: BookingRow): number => unit.facts.arrival.get(b.bookingId) ?? LAST
    return booking.filter((b) => b.clinicId === clinicId && b.date === date && b.slotId === null && WAITING.includes(b.status)).sort((a, b) => came(a) - came(b))
  }
  return {
    booking: (bookingId: string) => {
      if (!booking.has(bookingId) && !unit.isFetched('booking', bookingId)) {
        // Who asks for the booking of one place asks for the next one's, too.
        for (const p of unit.tables.place.filter((row) => row.bookingId !== null && !booking.has(row.bookingId))) unit.want('booking', p.bookingId)
        unit.need('booking', bookingId)
      }
      return booking.get(bookingId)
    },
    putBooking: booking.put,
    hasWaiting: (clinicId: string, date: string): boolean => {
      if (waitingNow(clinicId, date).length > 0) return true
      unit.need('waiting-exists', clinicId, date)
      return unit.facts.waiting.has(`${clinicId}/${date}`)
    },
    waiting: (clinicId: string, date: string, limit: number) => {
      unit.need('waiting', clinicId, date, limit)
      return waitingNow(clinicId, date).slice(0, limit)
    },
    bookings: (clinicId: string | null) => {
      unit.needOf(clinicId, 'bookings', clinicId)
      return booking.filter((b) => clinicId === null || b.clinicId === clinicId).sort((a, b) => (a.ticketNumber === b.ticketNumber ? 0 : a.ticketNumber < b.ticketNumber ? -1 : 1))
    },
    putImmunization: (row: ImmunizationRow) => immunization.add(row),
    hasImmunization: (clinicId: string, bookingId: string): boolean => {
      if (immunization.all().some((i) => i.bookingId === bookingId && i.clinicId === clinicId)) return true
      unit.need('immunized', bookingId)
      return unit.facts.immunized.has(bookingId)
    },
  }
}

const feedCalls = (unit: Unit) => ({
  settlement: (settlementId: string) => {
    unit.need('settlement', settlementId)
    const found = unit.tables.settlement.get(settlementId)
    return found && { content: found.content, answer: found.answer }
  },
  putSettlement: (row: SettlementRow) => unit.tables.settlement.put(row),
  audit: (clinicId: string, at: number, who: string, what: string) => {
    unit.needOf(clinicId, 'audit-head', clinicId)
    const previousHash = unit.tables.audit.all().findLast((row) => row.clinicId === clinicId)?.hash ?? unit.facts.auditHead.get(clinicId) ?? ''
    unit.tables.audit.add({ clinicId, at, who, what, previousHash, hash: auditHash(previousHash, { clinicId, at, who, what }) })
  },
  /** What this unit wrote has no number yet, and is not among them. */
  audits: (clinicId: string | null, above: number, limit: number) => {
    unit.need('audits', clinicId, above, limit)
    return unit.facts.audits.get(auditKey(clinicId, above, limit)) ?? []
  },
  lastAudits: (clinicId: string | null, limit: number) => {
    unit.need('last-audits', clinicId, limit)
    return unit.facts.audits.get(auditKey(clinicId, null, limit)) ?? []
  },
  addChange: (clinicId: string, byDevice: string | null, content: string) => unit.tables.change.add({ clinicId, byDevice, content }),
  changesAbove: (clinicId: string, id: number, limit: number) => {
    unit.need('changes-above', clinicId, id, limit)
    return unit.facts.feed.get(`${clinicId}/${id}/${limit}`) ?? []
  },
  /** Of the unit's clinic: a cursor is never read elsewhere. */
  lastChangeId: () => {
    unit.need('last-change', unit.scope.clinicId)
    return unit.facts.lastChange.get(unit.scope.clinicId ?? '') ?? 0
  },
})
