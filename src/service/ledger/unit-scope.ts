/** What a decision says of itself before it runs. SQLite has one writer and every row at hand, and needs none of it. */
export type NeedKind =
  | 'crew' | 'clinics' | 'devices' | 'device' | 'device-by-key' | 'code' | 'unused-codes' | 'session' | 'sessions' | 'slot' | 'slots' | 'slots-of-session' | 'cut-slots' | 'slots-ended'
  | 'place' | 'places' | 'places-of-booking' | 'place-counts' | 'reserve' | 'request' | 'entry' | 'entry-at' | 'watermark' | 'sequences' | 'booking' | 'bookings'
  | 'waiting-exists' | 'waiting' | 'immunized' | 'settlement' | 'changes-above' | 'last-change' | 'audit-head' | 'audits' | 'last-audits' | 'messages'
export type NeedArg = string | number | null
export type Want = readonly [kind: NeedKind, ...args: NeedArg[]]

/**
 * `write`: alone in its clinic. `grant`: beside other grants of the clinic, with pool places that nobody else has in hand. `read`: one moment of the database, nothing is written.
 * A clinic of null: across clinics, for reading or to make a new one; `centre`: alone with what belongs to no clinic.
 */
export type UnitScope = {
  readonly clinicId: string | null; readonly mode: 'read' | 'write' | 'grant'; readonly deviceId?: string; readonly centre?: boolean
  /** Known beforehand to be needed: fetched at once, so that the decision runs once. */
  readonly wants?: readonly Want[]
}
