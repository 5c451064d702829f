/** One kiosk: its file, its clock, its store process while it runs. */
import type Database from 'better-sqlite3'
import { silentLog } from '../../src/base/log.ts'
import type { CallInput, CallName, CallOutput, Ticket } from '../../src/contract/kiosk-api.ts'
import type { Result } from '../../src/base/result.ts'
import type { Failure } from '../../src/contract/errors.ts'
import { createStore } from '../../src/store/store.ts'
import type { Store } from '../../src/store/store.ts'
import { faultyFile, openGate, SimulatedCrash, statementOf } from './faulty-file.ts'
import type { Gate } from './faulty-file.ts'
import { networkOf } from './network.ts'
import { kioskFiles } from './templates.ts'
import type { Clinic, Sim } from './sim.ts'

export type Shown = { readonly ticket: Ticket; readonly place: string | null; readonly tainted: boolean }

export class Device {
  /** 'dead': burnt or stolen; its file is never seen again. */
  state: 'up' | 'down' | 'dead' = 'up'
  /** Copied or rolled back: the stated exception to "never oversold" until it is enrolled again. */
  tainted = false
  /** Re-imaged: the same machine goes on under another name. */
  replaced = false
  /** Enrolled after the backup that was restored: the third stated exception, its places are unknown to everybody. */
  unknownToBackup = false
  skewMs = 0
  clockTouched = false
  cutUntil = 0
  openWish: string | null = null
  answersLostUntil = 0
  readonly gate: Gate = openGate()
  readonly shown: Shown[] = []
  /** Each booking as it was last seen. */
  readonly seen = new Map<string, { readonly slotId: string | null; readonly status: string }>()
  snapshots: Buffer[] = []
  store: Store | null = null
  file: Database.Database
  readonly name: string
  readonly world: Sim
  readonly clinic: Clinic<Device>
  private life = 0

  constructor(world: Sim, clinic: Clinic<Device>, name: string, file: Database.Database = kioskFiles.take()) {
    this.world = world
    this.clinic = clinic
    this.name = name
    this.file = file
    clinic.devices.push(this)
  }

  get clock(): number { return this.world.now + this.skewMs }

  start(code: string | null = null): void {
    const life = ++this.life
    this.gate.crashed = false
    this.gate.crashIn = null
    try { this.store = this.open(life, code) } catch (cause) { return this.died(cause) }
    this.state = 'up'
    this.store.loop.start()
  }

  private open(life: number, code: string | null): Store {
    return createStore({
      start: { dataDir: '', databaseKey: '', serviceUrl: 'http://centre.test', enrolmentCode: code, stationName: this.name, appVersion: '1', technicianPin: '' },
      file: { db: faultyFile(this.file, this.gate), setAside: null }, clock: () => this.clock, randomBytes: this.world.chance.bytes, random: this.world.chance.next,
      client: networkOf(this.world, this), log: silentLog, publish: () => {}, platform: 'simulation',
      after: (ms, act) => this.world.at(this.world.now + ms, () => { if (this.life === life) this.guarded(act) }),
      onBug: (cause) => this.died(cause), backoffCapMs: 600_000,
    })
  }

  stop(): void {
    this.life++
    this.store?.loop.stop()
    this.store = null
  }

  /** What the process dies of; main starts it again a moment later. */
  died(cause: unknown): void {
    // A full disk keeps the process from starting; it is tried again.
    if (!(cause instanceof SimulatedCrash) && (cause as { code?: string }).code !== 'SQLITE_FULL') this.world.violated(`store bug: ${String((cause as Error).stack ?? cause).slice(0, 400)}`)
    this.crash(1_000)
  }

  crash(downMs: number): void {
    this.stop()
    if (this.state === 'dead') return
    this.state = 'down'
    this.world.note(`${this.name} down`)
    this.world.at(this.world.now + downMs, () => { if (this.state === 'down') this.start() })
  }

  guarded(act: () => void): void {
    try { act() } catch (cause) { this.died(cause) }
  }

  /** Null when nobody answers, or when the process died of it. */
  call<N extends CallName>(name: N, input: CallInput<N>): Result<CallOutput[N], Failure> | null {
    try {
      return this.store ? (this.store.handle(name, input) as Result<CallOutput[N], Failure>) : null
    } catch (cause) {
      this.died(cause)
      return null
    }
  }

  snapshot(): void { this.snapshots = [...this.snapshots.slice(-2), this.file.serialize()] }

  closeFile(): void {
    this.gate.crashed = true
    kioskFiles.giveBack(this.file)
  }

  rows<T>(sql: string, ...values: unknown[]): T[] { return statementOf(this.file, sql).all(...values) as T[] }
}

export const hasCancelled = (device: Device, bookingId: string): boolean => device.rows("SELECT 1 FROM outbox WHERE booking_id = ? AND type = 'booking-cancelled'", bookingId).length > 0
