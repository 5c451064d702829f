/** One seeded scheduler for time, network and crashes; one centre; clinics with devices. All code below the network is the product's own. */
import type Database from 'better-sqlite3'
import { uuidV7 } from '../../src/base/ids.ts'
import { addDays, DAY_MS, HOUR_MS } from '../../src/base/time.ts'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'
import { createCentre } from '../../src/service/centre.ts'
import type { Centre } from '../../src/service/centre.ts'
import type { Ledger } from '../../src/service/ledger/ledger.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { orThrow, START } from '../support/clinic.ts'
import type { Chance } from './chance.ts'
import type { Device } from './device.ts'
import { noFaults } from './faults.ts'
import type { FaultCounts, FaultKind, Rates } from './faults.ts'
import type { Clinic, Sim } from './sim.ts'
import { faultyFile, openCopy, openGate, SimulatedCrash, statementOf } from './faulty-file.ts'
import type { Gate } from './faulty-file.ts'
import { ledgerFiles } from './templates.ts'

const DAYS = 3
const FIRST_DAY = '2026-11-24'
const TIME_ZONE = 'Asia/Seoul'
/** Longer than in the product: days pass in a schedule. */
const HELLO_MS = 3_600_000

type Backup = { readonly bytes: Buffer; readonly at: number }

export class World implements Sim {
  now = START
  readonly clinics: Clinic<Device>[] = []
  readonly counts: FaultCounts = noFaults()
  readonly violations: string[] = []
  trace: string[] | null = null
  rates: Rates
  centre: Centre
  ledger: Ledger
  readonly gate: Gate = openGate()
  backups: Backup[] = []
  /** Places that a named person released at their own risk: the stated exception. */
  readonly released = new Set<string>()
  /** Bookings that their person called off. */
  readonly cancelled = new Set<string>()
  steps = 0
  /** Places each slot ever had. */
  readonly capacities = new Map<string, number>()
  /** The largest capacity of each slot, in any life of the centre. */
  readonly capacitiesEver = new Map<string, number>()
  private file: Database.Database
  private queue: { at: number; order: number; act: () => void }[] = []
  private order = 0
  readonly chance: Chance
  /** Of `diskFound` alone. */
  readonly found: Chance

  constructor(chance: Chance, found: Chance, rates: Rates) {
    this.chance = chance
    this.found = found
    this.rates = rates
    this.file = ledgerFiles.take()
    this.ledger = createSqliteLedger(faultyFile(this.file, this.gate))
    this.centre = this.startCentre(null)
  }

  note(line: string): void { this.trace?.push(`${String(Math.round((this.now - START) / 1000)).padStart(7)}s ${line}`) }
  violated(what: string): void {
    this.note(`VIOLATED ${what}`)
    this.violations.push(what)
  }
  fault(kind: FaultKind): boolean {
    if (!this.chance.happens(this.rates[kind])) return false
    this.counts[kind]++
    return true
  }
  newId = (): string => uuidV7(this.now, this.chance.bytes)

  /** Events in the order of their time; what is due at one time in the order it was asked for. */
  at(time: number, act: () => void): () => void {
    const event = { at: time, order: this.order++, act }
    const index = this.queue.findIndex((other) => other.at > time)
    if (index < 0) this.queue.push(event)
    else this.queue.splice(index, 0, event)
    return () => { this.queue = this.queue.filter((other) => other !== event) }
  }

  async runUntil(time: number): Promise<void> {
    for (let next = this.queue[0]; next && next.at <= time; next = this.queue[0]) {
      this.queue.shift()
      this.now = Math.max(this.now, next.at)
      next.act()
      await new Promise((resolve) => { setImmediate(resolve) })
    }
    this.now = Math.max(this.now, time)
  }

  private startCentre(restoredAfter: number | null): Centre {
    this.gate.crashed = false
    this.gate.crashIn = null
    return createCentre({ ledger: this.ledger, clock: () => this.now, newId: this.newId, newCode: () => this.newId(), helloMs: HELLO_MS, log: () => {}, restoredAfter })
  }

  /** The process is started again over the same file. */
  restartCentre(): void {
    this.ledger = createSqliteLedger(faultyFile(this.file, this.gate))
    this.centre = this.startCentre(null)
  }

  backup(): void {
    this.backups = [...this.backups.slice(-3), { bytes: this.file.serialize(), at: this.now }]
  }

  restoreCentre(): boolean {
    const backup = this.chance.pick(this.backups)
    if (!backup) return false
    this.note(`centre restored from a backup ${Math.round((this.now - backup.at) / 60_000)} min old`)
    ledgerFiles.giveBack(this.file)
    this.file = openCopy(backup.bytes)
    this.capacities.clear()
    this.ledger = createSqliteLedger(faultyFile(this.file, this.gate))
    this.centre = this.startCentre(this.life)
    this.life = Number(this.ledger.setting('incarnation'))
    for (const device of this.devices) {
      const identity = device.store?.context.repos.meta.get('identity')
      if (identity && this.ledger.keyOf(identity.deviceId, identity.epoch) !== null) continue
      device.tainted = true
      device.unknownToBackup = true
    }
    return true
  }
  private life = 1

  /** Throws SimulatedCrash when the process died; the caller's answer is then lost. */
  serve<T>(act: (centre: Centre) => T): T {
    try {
      return act(this.centre)
    } catch (cause) {
      if (!(cause instanceof SimulatedCrash)) throw cause
      this.note('centre died in a transaction')
      this.restartCentre()
      throw cause
    }
  }

  addClinic(): Clinic<Device> {
    const { clinicId } = orThrow(this.centre.createClinic({ name: 'clinic', timeZone: TIME_ZONE }))
    const capacity = 1 + this.chance.whole(5)
    const windowMinutes = this.chance.pick([60, 120, 240]) ?? 60
    for (let day = 0; day < DAYS; day++) {
      const starts = Array.from({ length: Math.floor(1_440 / windowMinutes) }, (_, i) => i * windowMinutes).filter((m) => m >= 540 && m < 1_140)
      const windows = starts.map((m) => ({ start: clock24(m), end: clock24(m + windowMinutes), capacity }))
      orThrow(this.centre.createSession({ clinicId, date: addDays(FIRST_DAY, day), vaccine: defaultCatalogue[0]?.vaccine ?? { system: '', code: '' }, windows }))
    }
    const clinic: Clinic<Device> = { clinicId, devices: [] }
    this.clinics.push(clinic)
    return clinic
  }

  newCode(clinicId: string, deviceId?: string): string {
    return orThrow(this.centre.createEnrolmentCode({ clinicId, validForMs: 30 * DAY_MS, deviceId })).code
  }

  placeTotals(): readonly { slotId: string; total: number; capacity: number }[] {
    return statementOf(this.file, 'SELECT slot_id AS slotId, capacity, (SELECT count(*) FROM place WHERE place.slot_id = slot.slot_id) AS total FROM slot').all() as { slotId: string; total: number; capacity: number }[]
  }
  get devices(): Device[] { return this.clinics.flatMap((clinic) => clinic.devices) }
  get sixHoursOn(): number { return this.now + 6 * HOUR_MS }

  end(): void {
    for (const device of this.devices) device.stop()
    for (const device of this.devices) device.closeFile()
    // What of it still runs writes nothing into a file that others use by then.
    this.gate.crashed = true
    ledgerFiles.giveBack(this.file)
  }
}

const clock24 = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
