/** The centre of the pure model: places, entries with their results, lives that learn. No SQLite, no JSON: numbers and maps. */
/** Protocols that are wrong on purpose: the model must see each of them. */
export const wrongs = ['reclaimByTime', 'returnReuse', 'noLearning', 'noIdempotency', 'lateInventory', 'newBeforeOld', 'oldGrantAgain', 'historyWins'] as const
export type Wrong = (typeof wrongs)[number]

export type PlaceState = 'pool' | 'allotted' | 'booked' | 'in-doubt' | 'limbo'
export type Place = { state: PlaceState; device: number; epoch: number; allotment: number; booking: number; life: number }
export type EntryKind = 'created' | 'waitlisted' | 'cancelled' | 'returned'
export type Entry = { readonly id: number; readonly device: number; readonly epoch: number; readonly kind: EntryKind; readonly booking: number; readonly place: number; readonly allotment: number; answer: Verdict | null }
export type Verdict = 'booked' | 'standby' | 'done' | 'deferred' | 'rejected'
export type Booking = { readonly device: number; status: 'booked' | 'standby' | 'cancelled'; place: number }
/** Boot and number of a request: what was overtaken on its way has no effect. */
export type Order = { readonly boot: number; readonly number: number }

export class ModelCentre {
  places: Place[]
  bookings = new Map<number, Booking>()
  results = new Map<number, Verdict>()
  grants = new Map<number, number[]>()
  allotments = new Map<number, number>()
  contacts = new Map<number, Order>()
  epochs = new Map<number, number>()
  learners = new Set<number>()
  /** Of this life's learning: devices that will not report any more. */
  silent = new Set<number>()
  lost = new Set<number>()
  life = 1
  nextAllotment = 1
  readonly wrong: Wrong | null

  constructor(count: number, wrong: Wrong | null) {
    this.wrong = wrong
    this.places = Array.from({ length: count }, () => ({ state: 'pool', device: -1, epoch: 0, allotment: 0, booking: -1, life: 0 }))
  }

  get learning(): boolean { return this.learners.size > 0 }

  copy(): ModelCentre {
    const twin = new ModelCentre(0, this.wrong)
    twin.places = this.places.map((place) => ({ ...place }))
    twin.bookings = new Map([...this.bookings].map(([id, booking]) => [id, { ...booking }]))
    twin.results = new Map(this.results)
    twin.grants = new Map([...this.grants].map(([id, places]) => [id, [...places]]))
    twin.allotments = new Map(this.allotments)
    twin.contacts = new Map(this.contacts)
    twin.epochs = new Map(this.epochs)
    twin.learners = new Set(this.learners)
    twin.silent = new Set(this.silent)
    twin.lost = new Set(this.lost)
    twin.life = this.life
    twin.nextAllotment = this.nextAllotment
    return twin
  }

  /** A copy of before goes on as the next life; `lives` is the newest number anybody knows. */
  restored(lives: number): ModelCentre {
    const next = this.copy()
    next.life = lives + 1
    // Ids handed out since the backup may not come again.
    next.nextAllotment += 1_000_000 * next.life
    // A backup of a life that still learned: whom it had given up already stays given up, also when the machine goes on in its next epoch.
    if (this.wrong !== 'noLearning') for (const device of next.epochs.keys()) (next.lost.has(device) ? next.silent : next.learners).add(device)
    return next
  }

  private fresh(device: number, epoch: number, order: Order): boolean {
    const key = device * 1_000 + epoch
    const last = this.contacts.get(key)
    if (last && (order.boot < last.boot || (order.boot === last.boot && order.number < last.number))) return false
    this.contacts.set(key, order)
    return true
  }

  /** `keptBy`: a given-up device lets go what nobody's present word is known of; another given-up one may have sold it since. */
  private free(index: number, keptBy = -1): void { this.places[index] = { state: this.learning || keptBy >= 0 ? 'limbo' : 'pool', device: this.learning ? -1 : keptBy, epoch: 0, allotment: 0, booking: -1, life: this.life } }

  private mayTake(device: number, epoch: number, place: Place, booking: number): 'yes' | 'no' | 'contested' {
    if (place.booking === booking && booking >= 0) return 'yes'
    if (place.device === device && (place.state === 'allotted' || place.state === 'in-doubt')) return 'yes'
    // Kept back for what somebody sold unheard, and here is what was sold.
    if (!this.learning && this.givenUp(device, epoch) && place.booking < 0 && place.device >= 0 && (place.state === 'limbo' || (place.state === 'in-doubt' && place.life < this.life))) return 'yes'
    if (!this.learning) return 'no'
    if (place.state === 'pool' || place.state === 'limbo') return 'yes'
    // What is sent again is history: it stands back until its device has told what it holds now.
    if (booking >= 0 && (this.learners.has(device) || !(this.silent.has(device) || this.givenUp(device, epoch))) && this.wrong !== 'historyWins') return this.learners.has(device) ? 'contested' : 'no'
    return place.life < this.life ? 'yes' : 'contested'
  }

  /** The life in which the holder's word of the present was heard; history gives way to it. */
  private lifeOf(device: number, epoch: number): number { return this.learners.has(device) || this.silent.has(device) || this.givenUp(device, epoch) ? 0 : this.life }
  /** No inventory of such an epoch will come. */
  private givenUp(device: number, epoch: number): boolean { return epoch < (this.epochs.get(device) ?? 0) || this.lost.has(device) }

  /** `lifeSeen`: what was sent before the device heard of this life may stand before older entries that the restored ledger lacks: it waits for them. */
  entries(device: number, epoch: number, order: Order, batch: readonly Entry[], lifeSeen: number): Verdict[] {
    this.fresh(device, epoch, order)
    return batch.map((entry) => {
      const known = this.results.get(entry.id)
      if (known !== undefined && this.wrong !== 'noIdempotency') return known
      if (lifeSeen < this.life && this.wrong !== 'newBeforeOld') return 'deferred'
      const verdict = this.apply(device, entry)
      if (verdict !== 'deferred') this.results.set(entry.id, verdict)
      return verdict
    })
  }

  private apply(device: number, entry: Entry): Verdict {
    if (entry.kind === 'returned') {
      const place = this.places[entry.place]
      const same = this.wrong === 'noIdempotency' || place?.allotment === entry.allotment
      if (place?.device === device && same && (place.state === 'allotted' || place.state === 'in-doubt')) this.free(entry.place, this.givenUp(device, entry.epoch) && place.life < this.life ? device : -1)
      return 'done'
    }
    if (entry.kind === 'cancelled') return this.cancel(device, entry)
    if (this.bookings.has(entry.booking)) return this.bookings.get(entry.booking)?.status === 'booked' ? 'booked' : 'standby'
    if (entry.kind === 'waitlisted' || (this.life > 1 && entry.answer === 'standby')) return this.book(device, entry, -1)
    const place = this.places[entry.place]
    const may = place ? this.mayTake(device, entry.epoch, place, entry.booking) : 'no'
    if (may === 'contested') return 'deferred'
    if (may === 'no' && !(this.life > 1 && entry.answer === 'booked')) return this.book(device, entry, -1)
    if (may === 'no') {
      this.bookings.set(entry.booking, { device, status: 'booked', place: -1 })
      return 'booked'
    }
    return this.book(device, entry, entry.place)
  }

  private book(device: number, entry: Entry, index: number): Verdict {
    this.bookings.set(entry.booking, { device, status: index < 0 ? 'standby' : 'booked', place: index })
    const place = this.places[index]
    if (!place) return 'standby'
    const before = place.booking >= 0 && place.booking !== entry.booking ? this.bookings.get(place.booking) : undefined
    if (before) before.place = -1
    this.places[index] = { state: 'booked', device, epoch: entry.epoch, allotment: this.learning || place.device !== device ? entry.allotment : place.allotment, booking: entry.booking, life: this.lifeOf(device, entry.epoch) }
    return 'booked'
  }

  private cancel(device: number, entry: Entry): Verdict {
    const booking = this.bookings.get(entry.booking)
    if (!booking) return 'deferred'
    const place = this.places[booking.place]
    booking.status = 'cancelled'
    if (place?.booking === entry.booking) {
      const sells = place.device === device && this.epochs.get(device) === place.epoch && !this.lost.has(device)
      this.places[booking.place] = { ...place, state: sells ? 'allotted' : 'in-doubt', booking: -1, life: this.lifeOf(device, entry.epoch) }
    }
    booking.place = -1
    return 'done'
  }

  /** The same request, the same places; none while learning, none for a message that was overtaken. Answers the allotment and its places, or null when fenced. */
  allot(device: number, epoch: number, order: Order, request: number, count: number, heldMax: number): { allotment: number; places: readonly number[]; life: number } | null {
    if (this.epochs.get(device) !== epoch || this.lost.has(device)) return null
    const fresh = this.fresh(device, epoch, order)
    const known = this.grants.get(request)
    const allotment = this.allotments.get(request) ?? 0
    if (known && this.wrong === 'oldGrantAgain') return { allotment, places: known, life: this.life }
    // A restored ledger may remember a grant whose places the device gave back since: none is repeated before the device has told what it holds.
    if (known && !this.learning) return { allotment, places: known.filter((index) => this.places[index]?.device === device && this.places[index].allotment === allotment), life: this.life }
    if (this.learning || !fresh) return { allotment: 0, places: [], life: this.life }
    const held = this.places.filter((place) => place.device === device && place.state === 'allotted').length
    const places: number[] = []
    const next = this.nextAllotment++
    for (const [index, place] of this.places.entries()) {
      if (place.state !== 'pool' || places.length >= Math.min(count, heldMax - held)) continue
      this.places[index] = { state: 'allotted', device, epoch, allotment: next, booking: -1, life: this.life }
      places.push(index)
    }
    this.grants.set(request, places)
    this.allotments.set(request, next)
    return { allotment: next, places, life: this.life }
  }

  /** `held`: place to allotment, free and spent alike. */
  inventory(device: number, epoch: number, order: Order, life: number, held: ReadonlyMap<number, number>): void {
    const fresh = this.fresh(device, epoch, order) || this.wrong === 'lateInventory'
    if (!fresh || life !== this.life || this.epochs.get(device) !== epoch || this.lost.has(device)) return
    for (const [index, place] of this.places.entries()) {
      if (place.device !== device || place.epoch !== epoch || place.state !== 'allotted' || held.has(index)) continue
      this.free(index)
    }
    if (!this.learning) return
    let all = true
    for (const [index, allotment] of held) {
      const place = this.places[index]
      if (place?.device === device && (place.state === 'booked' || (place.state === 'allotted' && place.epoch === epoch))) {
        Object.assign(place, { allotment, life: this.life })
        continue
      }
      if (!place) continue
      if (this.mayTake(device, epoch, place, -1) !== 'yes') { all = false; continue }
      const before = place.booking >= 0 ? this.bookings.get(place.booking) : undefined
      if (before) before.place = -1
      this.places[index] = { state: 'allotted', device, epoch, allotment, booking: -1, life: this.life }
    }
    if (all) this.heard(device)
  }

  private heard(device: number): void {
    if (!this.learners.delete(device) || this.learning) return
    // Only now is it known what nobody holds; what a silent device may have sold is kept back, whoever let it go meanwhile.
    const [silent] = this.silent
    for (const [index, place] of this.places.entries()) {
      if (silent !== undefined && (place.state === 'pool' || (place.state === 'limbo' && place.device < 0))) Object.assign(place, { state: 'limbo', device: silent, life: this.life })
      else if (place.state === 'limbo' && place.device < 0) this.free(index)
    }
    this.silent.clear()
  }

  reportLost(device: number): void {
    this.lost.add(device)
    this.inDoubt(device)
  }

  /** A next epoch, or a device that is no more: what it held is in doubt; what it may hold unknown to a restored centre is kept back. */
  inDoubt(device: number): void {
    for (const place of this.places) if (place.device === device && place.state === 'allotted') place.state = 'in-doubt'
    if (!this.learners.has(device)) return
    this.silent.add(device)
    this.heard(device)
  }
}
