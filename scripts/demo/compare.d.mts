export type Entry = { readonly id: string; /** JSON as it went up. */ readonly text: string }
export type Booking = { readonly id: string; readonly status: string; readonly slotId: string | null; readonly n: number | null; readonly ticket: string }
export type Compared = {
  readonly outbox: readonly (Entry & { readonly state: string })[]; readonly entries: readonly Entry[]
  readonly local: readonly Booking[]; readonly central: readonly Booking[]
  readonly slots: readonly { readonly booked: number; readonly capacity: number }[]
  readonly shown: readonly { readonly bookingId: string; readonly number: string; readonly status: string; readonly offline: boolean }[]
}
export type Counts = Record<'booked' | 'bookedOffline' | 'waitlisted' | 'entries' | 'acknowledged' | 'lost' | 'duplicated' | 'oversold' | 'falseConfirmations', number>
export function compare(files: Compared): Counts
