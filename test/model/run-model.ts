/**
 * The protocol once more, small and pure, for schedule counts in the tens of thousands: one clinic, up to four devices, 400 steps of sales, cancellations,
 * returns, lost, doubled, late and overtaken messages, crashes, re-images, deaths, and restores of the centre from an older copy.
 */
import { chanceOf } from '../simulation/chance.ts'
import type { Chance } from '../simulation/chance.ts'
import { ModelCentre } from './centre.ts'
import type { Entry, EntryKind, Order, Verdict } from './centre.ts'
import { checkStep, finish, KINDS, newDevice, RATES_MOST } from './parts.ts'
import type { Device, Kind, ModelOptions, ModelOutcome } from './parts.ts'

export const MODEL_STEPS = 400
const FOUND_SEED = 4

type Message = { at: number; readonly act: () => void }

class Model {
  readonly chance: Chance
  /** Of its own, so that the schedules of earlier seeds stay as they were. */
  private readonly found: Chance
  centre: ModelCentre
  readonly devices: Device[] = []
  readonly violations: string[] = []
  readonly faults = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>
  readonly rates: Record<Kind, number>
  readonly end = { lost: 0, duplicated: 0, oversold: 0, falseConfirmations: 0, undrained: 0 }
  readonly trace: string[] = []
  private backups: ModelCentre[] = []
  private lives = 1
  private messages: Message[] = []
  private ids = 1
  private readonly lastHeard = new Map<number, number>()
  now = 0
  private readonly options: ModelOptions

  constructor(seed: number, options: ModelOptions) {
    this.options = options
    this.chance = chanceOf(seed)
    this.found = chanceOf(seed + FOUND_SEED)
    this.rates = Object.fromEntries(KINDS.map((kind) => {
      const on = kind === 'asymmetricPartition' ? seed % 2 === 0 : kind === 'diskFound' ? this.found.happens(0.3) : this.chance.happens(0.6)
      return [kind, on && !options.without?.has(kind) ? RATES_MOST[kind] : 0]
    })) as Record<Kind, number>
    this.centre = new ModelCentre(2 + this.chance.whole(7), options.wrong ?? null)
    const count = 1 + this.chance.whole(4)
    for (let id = 0; id < count; id++) this.addDevice(id)
  }

  private fault(kind: Kind): boolean {
    if (!this.chance.happens(this.rates[kind])) return false
    this.faults[kind]++
    return true
  }
  private note(text: string): void { if (this.options.trace) this.trace.push(`${this.now} ${text}`) }
  readonly violated = (text: string): void => {
    this.note(`VIOLATED ${text}`)
    this.violations.push(text)
  }

  private addDevice(id: number): void {
    const epoch = (this.centre.epochs.get(id) ?? 0) + 1
    this.centre.epochs.set(id, epoch)
    this.devices.push(newDevice(id, epoch, this.centre.life))
  }

  step(): void {
    this.now++
    const due = this.messages.filter((message) => message.at <= this.now)
    this.messages = this.messages.filter((message) => message.at > this.now)
    for (const message of due) message.act()
    const live = this.devices.filter((device) => !device.dead)
    const device = this.chance.pick(live)
    if (device) this.work(device)
    for (const other of live) if (this.chance.happens(0.5)) this.sync(other)
    if (this.now % 40 === 0) this.backups = [...this.backups.slice(-2), this.centre.copy()]
    this.strike(live)
    checkStep(this)
  }

  private work(device: Device): void {
    const dice = this.chance.next()
    if (dice < 0.4) return this.sell(device)
    if (dice < 0.52) return this.cancel(device)
    if (dice < 0.6) return this.giveBack(device)
  }

  private sell(device: Device): void {
    const booking = this.ids++
    const [place, allotment] = device.frozen ? [] : ([...device.free][this.chance.whole(Math.max(1, device.free.size))] ?? [])
    if (place === undefined || allotment === undefined) return this.append(device, 'waitlisted', booking, -1, 0)
    device.free.delete(place)
    device.spent.set(place, allotment)
    device.booked.set(booking, place)
    device.shown.push({ booking, place })
    this.note(`d${device.id} books ${booking} at ${place}`)
    this.append(device, 'created', booking, place, allotment)
  }

  private cancel(device: Device): void {
    const [booking, place] = this.chance.pick([...device.booked]) ?? []
    if (booking === undefined || place === undefined) return
    const allotment = device.spent.get(place) ?? 0
    device.booked.delete(booking)
    device.spent.delete(place)
    if (!device.frozen) device.free.set(place, allotment)
    device.cancelled.add(booking)
    this.append(device, 'cancelled', booking, place, allotment)
  }

  private giveBack(device: Device): void {
    const [place, allotment] = this.chance.pick([...device.free]) ?? []
    if (place === undefined || allotment === undefined || device.frozen) return
    if (this.options.wrong !== 'returnReuse') device.free.delete(place)
    this.append(device, 'returned', -1, place, allotment)
  }

  private append(device: Device, kind: EntryKind, booking: number, place: number, allotment: number): void {
    device.outbox.push({ entry: { id: this.ids++, device: device.id, epoch: device.epoch, kind, booking, place, allotment, answer: null }, settled: false, deferred: false })
  }

  /** One request in flight; an answer that nobody waits for any more reaches nobody. */
  private send(device: Device, ask: (order: Order) => (() => void) | null): void {
    const order = { boot: device.boot, number: ++device.number }
    const ticket = {}
    let open: object | null = ticket
    const close = (): void => { open = null; if (device.waiting === close) device.waiting = null }
    device.waiting = close
    this.messages.push({ at: this.now + 6, act: close })
    const deliver = (): void => {
      this.lastHeard.set(device.id, this.now)
      const before = this.fault('serviceCrash')
      if (before && this.chance.happens(0.5)) return
      const answer = ask(order)
      if (before || !answer || device.deafUntil > this.now || this.fault('drop')) return
      this.messages.push({ at: this.now + 1 + this.chance.whole(3), act: () => { if (open !== ticket) return; close(); answer() } })
    }
    if (!this.fault('drop')) this.messages.push({ at: this.now + (this.fault('delay') ? 8 + this.chance.whole(60) : 1), act: deliver })
    if (this.fault('duplicate')) this.messages.push({ at: this.now + 2 + this.chance.whole(40), act: deliver })
  }

  private sync(device: Device): void {
    if (device.waiting) return
    if (this.chance.happens(0.2)) return this.hello(device)
    const unsettled = device.outbox.filter((row) => !row.settled).slice(0, 4)
    if (unsettled.length > 0 && this.chance.happens(0.8)) return this.push(device, unsettled.map((row) => ({ ...row.entry })))
    // What is held is told when all that happened was told, but for what waits for others.
    if (device.inventoryDue && !device.frozen && unsettled.every((row) => row.deferred)) return this.report(device)
    if (!device.frozen && this.chance.happens(0.5)) this.wish(device)
  }

  private hello(device: Device): void {
    this.send(device, () => {
      const { life, learning } = this.centre
      const known = this.centre.epochs.get(device.id) === device.epoch && !this.centre.lost.has(device.id)
      return () => {
        if (!known) device.frozen = true
        this.meet(device, life)
        if (learning) device.inventoryDue = true
      }
    })
  }

  /** Another life of the centre: all is sent again with the answer it got, then what is held. */
  private meet(device: Device, life: number): void {
    if (life === device.life) return
    device.life = life
    device.inventoryDue = true
    for (const row of device.outbox) Object.assign(row, { settled: false, deferred: false })
  }

  private push(device: Device, batch: readonly Entry[]): void {
    const lifeSeen = device.life
    this.send(device, (order) => {
      const verdicts = this.centre.entries(device.id, device.epoch, order, batch, lifeSeen)
      const { life } = this.centre
      return () => {
        for (const [i, entry] of batch.entries()) this.settle(device, entry, verdicts[i] ?? 'deferred')
        this.meet(device, life)
      }
    })
  }

  private settle(device: Device, entry: Entry, verdict: Verdict): void {
    const row = device.outbox.find((other) => other.entry.id === entry.id)
    if (!row) return
    row.deferred = verdict === 'deferred'
    if (row.deferred) return
    row.settled = true
    row.entry.answer ??= verdict
  }

  private report(device: Device): void {
    const held = new Map([...device.free, ...device.spent])
    const { life } = device
    this.send(device, (order) => {
      this.centre.inventory(device.id, device.epoch, order, life, held)
      const after = this.centre
      return () => {
        device.inventoryDue = after.learning
        this.meet(device, after.life)
      }
    })
  }

  private wish(device: Device): void {
    // On disk before it is sent.
    if (device.request === 0) device.request = this.ids++
    const { request } = device
    this.send(device, (order) => {
      const answer = this.centre.allot(device.id, device.epoch, order, request, 1 + this.chance.whole(2), 4)
      return () => {
        if (!answer) { device.frozen = true; return }
        if (device.request !== request || answer.life < device.life) return
        device.request = 0
        for (const place of answer.places) if (!device.spent.has(place)) device.free.set(place, answer.allotment)
        this.meet(device, answer.life)
      }
    })
  }

  private strike(live: readonly Device[]): void {
    const device = this.chance.pick(live)
    if (!device) return
    if (this.fault('asymmetricPartition')) device.deafUntil = this.now + this.chance.whole(80)
    if (this.fault('deviceCrash')) this.crash(device)
    if (this.fault('restore')) this.restore()
    if (this.fault('reimage')) this.reimage(device)
    this.findDisk()
    if (this.fault('deviceLost')) {
      device.dead = true
      this.note(`d${device.id} dies`)
    }
    if (this.options.wrong === 'reclaimByTime')
      for (const place of this.centre.places) if (place.state === 'allotted' && this.now - (this.lastHeard.get(place.device) ?? 0) > 30) Object.assign(place, { state: 'pool', device: -1 })
  }

  private crash(device: Device): void {
    device.waiting?.()
    device.boot++
    device.number = 0
    device.inventoryDue = true
  }

  private restore(): void {
    const backup = this.chance.pick(this.backups)
    if (!backup) return
    this.note('centre restored')
    this.centre = backup.restored(this.lives)
    this.lives = this.centre.life
    // Enrolled after the backup: the stated exception.
    for (const device of this.devices) if ((this.centre.epochs.get(device.id) ?? 0) < device.epoch) Object.assign(device, { unknown: true, frozen: true })
  }

  /** The disk is wiped; the machine goes on in its next epoch. The old one's people have their tickets; its entries are gone. */
  private reimage(device: Device): void {
    if (device.unknown || this.centre.epochs.get(device.id) !== device.epoch) return
    Object.assign(device, { dead: true, replaced: true })
    device.waiting?.()
    this.centre.inDoubt(device.id)
    this.addDevice(device.id)
    this.note(`d${device.id} re-imaged`)
  }

  /** Staff report a machine that is no more; an old or a stolen disk is started again: it sells what it has until it hears that it may not, and sends what nobody knew. */
  private findDisk(): void {
    if (this.rates.diskFound === 0 || !this.found.happens(this.rates.diskFound)) return
    const device = this.found.pick(this.devices.filter(({ dead }) => dead))
    if (!device) return
    if (!device.replaced && this.centre.epochs.get(device.id) === device.epoch && this.found.happens(0.5)) return this.centre.reportLost(device.id)
    this.faults.diskFound++
    device.dead = false
    this.crash(device)
    this.note(`the old disk of d${device.id} is started`)
  }

  heal(): void {
    for (const kind of KINDS) this.rates[kind] = 0
    this.note('healing')
    for (const device of this.devices) device.deafUntil = 0
    for (const { id, dead } of this.devices) if (dead && !this.devices.some((other) => other.id === id && !other.dead)) this.centre.reportLost(id)
    for (let round = 0; round < 1_500 && this.violations.length === 0; round++) {
      this.now++
      for (const message of this.messages.filter((m) => m.at <= this.now)) message.act()
      this.messages = this.messages.filter((m) => m.at > this.now)
      const live = this.devices.filter((device) => !device.dead)
      for (const device of live) this.sync(device)
      if (round > 60 && this.messages.length === 0 && live.every((device) => device.outbox.every((row) => row.settled))) break
      if (round === 500) for (const id of this.centre.learners) if (!live.some((d) => d.id === id && !d.frozen)) this.centre.reportLost(id)
    }
    finish(this)
  }
}

export function runModel(seed: number, options: ModelOptions = {}): ModelOutcome {
  const model = new Model(seed, options)
  const steps = options.steps ?? MODEL_STEPS
  for (let step = 0; step < steps && model.violations.length === 0; step++) model.step()
  if (model.violations.length === 0) model.heal()
  return { seed, steps, faults: model.faults, violations: model.violations, trace: model.trace, end: model.end }
}
