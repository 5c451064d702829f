import type { BoardSettings, DeskSettings, HandOver } from '../../contract/desk-types.ts'
import type { CatalogueVaccine } from '../../contract/sync-protocol.ts'
import { defaultCatalogue } from '../../domain/catalogue.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export type Identity = {
  readonly deviceId: string; readonly epoch: number; readonly audience: string; readonly stationLetter: string
  readonly clinic: { readonly locationId: string; readonly name: string; readonly timeZone: string }
}
export type HashedSecret = { readonly kdf: 'scrypt'; readonly cost: number; readonly blockSize: number; readonly parallel: number; readonly salt: string; readonly hash: string }
export type PinLock = { readonly salt: string; readonly hash: string; readonly failures: number; readonly lockedUntil: number }
export type PendingAllotment = { readonly requestId: string; readonly wants: readonly { readonly slotId: string; readonly count: number }[] }

/** Every key of `meta` with the type of its value. */
export type MetaValues = {
  identity: Identity; deviceKey: JsonWebKey; incarnation: number; cursor: string; acknowledgedThrough: number; devices: number
  serviceUrl: string; enrolmentCode: string; lastContactAt: number; pin: PinLock; pendingAllotment: PendingAllotment; catalogue: readonly CatalogueVaccine[]
  staffCalls: number; rooms: readonly string[]; setAside: string; mode: 'normal' | 'learning'; boot: number; serverOffsetMs: number
  /** Set when this file was found to be copied, rolled back or replaced: nothing is sold until it is enrolled again. */
  frozen: 'forked' | 'drain-only' | 'revoked'
  /** Set by a salvage: numbers that bookings may have had that are lost, for the day after. */
  ticketFloor: { readonly at: number; readonly byLetter: Readonly<Record<string, number>> }
  /** Of no booking before this day is it known any more whose it was. */
  identityGoneBefore: string
  boardSettings: BoardSettings; deskSettings: DeskSettings; handOver: HandOver
  /** The next number of the paper series. Goes on over the days: forms are printed before they are needed. */
  paperNext: number
  /** The code of this clinic's enrolment, hashed: who has the letter sets a forgotten PIN. */
  enrolmentKey: HashedSecret; recoveryTries: { readonly failures: number; readonly waitMs: number; readonly seenAt: number }
  /** Mean bookings of this device in a window of each session, counted once a day. */
  demand: { readonly date: string; readonly bySession: readonly (readonly [string, number])[] }
}

const TIME_ZONE_DEFAULT = 'Asia/Seoul'
/** Before enrolment: letters no clinic hands out first, the second from the machine's own key, so that two fresh machines hardly share one. */
const unenrolledLetter = (publicKey: string): string => `X${String.fromCharCode(65 + ([...publicKey].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 26))}`
const ROOMS_DEFAULT = ['1진료실', '2진료실']

export const metaTable = ({ one, run, kept }: Rows) => {
  const get = <K extends keyof MetaValues>(key: K): MetaValues[K] | null => kept.of(`meta/${key}`, () => {
    const found = one<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)
    return found ? (JSON.parse(found.value) as MetaValues[K]) : null
  })
  const put = <K extends keyof MetaValues>(key: K, value: MetaValues[K]): void => {
    kept.drop(`meta/${key}`)
    run('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, JSON.stringify(value))
  }
  return {
    get, put,
    drop: (key: keyof MetaValues): void => {
      kept.drop(`meta/${key}`)
      run('DELETE FROM meta WHERE key = ?', key)
    },
    timeZone: (): string => get('identity')?.clinic.timeZone ?? TIME_ZONE_DEFAULT,
    stationLetter: (): string => get('identity')?.stationLetter ?? unenrolledLetter(get('deviceKey')?.x ?? ''),
    epoch: (): number => get('identity')?.epoch ?? 0,
    rooms: (): readonly string[] => get('rooms') ?? ROOMS_DEFAULT,
    catalogue: (): readonly CatalogueVaccine[] => get('catalogue') ?? defaultCatalogue,
  }
}
