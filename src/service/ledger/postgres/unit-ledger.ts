/** The ledger as a decision sees it, over the rows of one unit of work. */
import { assert } from '../../../base/assert.ts'
import type { DeviceRow, Ledger } from '../ledger.ts'
import { entryCalls } from './unit-entries.ts'
import { placeCalls } from './unit-places.ts'
import { epochKey } from './unit.ts'
import type { Unit } from './unit.ts'

export const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

export const unitLedger = (unit: Unit): Ledger => ({
  close: () => assert(false, 'a decision closes no ledger'),
  atomically: (act) => undoing(unit, act), savepoint: (act) => undoing(unit, act),
  ...clinicCalls(unit), ...deviceCalls(unit), ...slotCalls(unit), ...placeCalls(unit), ...entryCalls(unit),
  putDeviceReport: unit.tables.deviceReport.put, putDrill: unit.tables.drill.put, putClosedCase: unit.tables.closedCase.put, putMessage: unit.tables.message.put,
  messagesOf: (clinicId: string, limit: number) => {
    unit.needOf(clinicId, 'messages', clinicId, limit)
    return unit.tables.message.filter((m) => m.clinicId === clinicId).sort((a, b) => b.at - a.at || order(b.messageId, a.messageId)).slice(0, limit)
  },
})

function undoing<T>(unit: Unit, act: () => T): T {
  const mark = unit.mark()
  try {
    return act()
  } catch (cause) {
    unit.undoTo(mark)
    throw cause
  }
}

/** What belongs to one clinic only names it: `windows-over/<clinic>`. */
export const clinicOfSetting = (key: string): string => key.split('/')[1] ?? ''

const clinicCalls = (unit: Unit) => ({
  setting: (key: string) => unit.tables.setting.get(key)?.value ?? null,
  putSetting: (key: string, value: string) => unit.tables.setting.put({ clinicId: clinicOfSetting(key), key, value }),
  clinic: (clinicId: string) => {
    if (!unit.tables.clinic.has(clinicId)) unit.need('crew', clinicId)
    return unit.tables.clinic.get(clinicId)
  },
  putClinic: unit.tables.clinic.put,
  clinics: () => {
    unit.need('clinics')
    return unit.tables.clinic.filter(() => true).sort((a, b) => order(a.clinicId, b.clinicId))
  },
  code: (code: string) => {
    unit.need('code', code)
    return unit.tables.code.get(code)
  },
  putCode: unit.tables.code.put,
  unusedCodes: (clinicId: string, now: number) => {
    unit.needOf(clinicId, 'unused-codes', clinicId)
    return unit.tables.code.filter((c) => c.clinicId === clinicId && c.usedBy === null && c.expiresAt > now).map((c) => c.code).sort(order)
  },
})

const deviceCalls = (unit: Unit) => {
  const { device, deviceKey, contact, learner } = unit.tables
  const crewOf = (clinicId: string | null): void => { if (clinicId === null) unit.need('devices'); else unit.needOf(clinicId, 'crew', clinicId) }
  const find = (deviceId: string): DeviceRow | null => {
    if (!device.has(deviceId) && unit.scope.clinicId === null) unit.need('device', deviceId)
    return device.get(deviceId)
  }
  const home = (deviceId: string): string => unit.scope.clinicId ?? find(deviceId)?.clinicId ?? ''
  return {
    device: find,
    deviceByKey: (publicKey: string) => {
      unit.need('device-by-key', publicKey)
      const key = deviceKey.filter((k) => k.publicKey === publicKey).sort((a, b) => order(a.clinicId, b.clinicId))[0]
      return key ? device.get(key.deviceId) : null
    },
    keyOf: (deviceId: string, epoch: number) => {
      find(deviceId)
      return deviceKey.get(epochKey(deviceId, epoch))?.publicKey ?? null
    },
    devices: (clinicId: string | null) => {
      crewOf(clinicId)
      return device.filter((d) => clinicId === null || d.clinicId === clinicId).sort((a, b) => order(a.stationLetter, b.stationLetter) || order(a.deviceId, b.deviceId))
    },
    putDevice: (d: DeviceRow) => {
      device.put(d)
      const { clinicId, deviceId, epoch, publicKey } = d
      if (!deviceKey.has(epochKey(deviceId, epoch))) deviceKey.put({ clinicId, deviceId, epoch, publicKey })
    },
    contact: (deviceId: string, epoch: number) => {
      const found = contact.get(epochKey(deviceId, epoch))
      return found && { boot: found.boot, number: found.number }
    },
    putContact: (deviceId: string, epoch: number, c: { readonly boot: number; readonly number: number }) => contact.put({ clinicId: home(deviceId), deviceId, epoch, ...c }),
    learners: (clinicId: string) => {
      crewOf(clinicId)
      return learner.filter((l) => l.clinicId === clinicId).map(({ deviceId, state }) => ({ deviceId, state })).sort((a, b) => order(a.deviceId, b.deviceId))
    },
    putLearner: (clinicId: string, l: { readonly deviceId: string; readonly state: 'pending' | 'lost' }) => learner.put({ clinicId, ...l }),
    dropLearner: (_clinicId: string, deviceId: string) => learner.drop(deviceId),
  }
}

const slotCalls = (unit: Unit) => {
  const { session, slot } = unit.tables
  const inOrder = (rows: ReturnType<typeof slot.filter>) => rows.sort((a, b) => order(a.startAt, b.startAt) || order(a.slotId, b.slotId))
  return {
    session: (sessionId: string) => {
      // Who asks for the session of one slot asks for those of its neighbours.
      if (!session.has(sessionId) && !unit.isFetched('session', sessionId)) for (const s of slot.filter((row) => !session.has(row.sessionId))) unit.want('session', s.sessionId)
      if (!session.has(sessionId)) unit.need('session', sessionId)
      return session.get(sessionId)
    },
    sessions: (clinicId: string, from: string, to: string) => {
      unit.needOf(clinicId, 'sessions', clinicId, from, to)
      return session.filter((s) => s.clinicId === clinicId && s.date >= from && s.date <= to).sort((a, b) => order(a.sessionId, b.sessionId))
    },
    putSession: (s: Parameters<Ledger['putSession']>[0]) => {
      unit.needOf(s.clinicId, 'sessions', s.clinicId, s.date, s.date)
      const known = session.filter((k) => k.clinicId === s.clinicId && k.date === s.date && k.vaccine.system === s.vaccine.system && k.vaccine.code === s.vaccine.code)[0]
      if (!known) session.put(s)
      return known ?? s
    },
    slot: (slotId: string) => {
      if (!slot.has(slotId)) unit.need('slot', slotId)
      return slot.get(slotId)
    },
    slots: (clinicId: string | null, from: string, to: string) => {
      unit.needOf(clinicId, 'slots', clinicId, from, to)
      return inOrder(slot.filter((s) => (clinicId === null || s.clinicId === clinicId) && s.date >= from && s.date <= to))
    },
    putSlot: (s: Parameters<Ledger['putSlot']>[0]) => {
      if (!session.changes().some(({ before, row }) => before === null && row?.sessionId === s.sessionId)) unit.need('slots-of-session', s.sessionId)
      if (slot.has(s.slotId) || slot.filter((k) => k.sessionId === s.sessionId && k.startAt === s.startAt).length > 0) return
      slot.put({ heldMax: null, cut: 0, ...s })
      const incarnation = Number(unit.tables.setting.get('incarnation')?.value ?? 0)
      for (let n = 1; n <= s.capacity; n++) unit.tables.place.put({ slotId: s.slotId, n, state: 'pool', deviceId: null, epoch: null, allotmentId: null, bookingId: null, incarnation })
    },
    cutSlots: (clinicId: string, endAfter: number) => {
      unit.needOf(clinicId, 'cut-slots', clinicId, endAfter)
      return inOrder(slot.filter((s) => s.clinicId === clinicId && s.cut === 1 && s.endAt > endAfter))
    },
    slotsEndedIn: (clinicId: string, after: number, until: number) => {
      unit.needOf(clinicId, 'slots-ended', clinicId, after, until)
      return inOrder(slot.filter((s) => s.clinicId === clinicId && s.endAt > after && s.endAt <= until))
    },
    setCapacity: (slotId: string, capacity: number) => {
      if (!slot.has(slotId)) unit.need('slot', slotId)
      const found = slot.get(slotId)
      if (found) slot.put({ ...found, capacity, cut: found.capacity > capacity ? 1 : (found.cut ?? 0) })
    },
  }
}
