/** What the technician is told of the machine's state. Facts are plain values; the screens put them into words. */
export type CheckState = 'ok' | 'look' | 'fail' | 'not-run'
export type CheckId = 'space' | 'write' | 'file' | 'clock' | 'tls' | 'service' | 'backup' | 'key' | 'screens' | 'touch' | 'sound' | 'printer' | 'scanner'
export type Check = { readonly id: CheckId; readonly state: CheckState; readonly facts: Readonly<Record<string, string | number | boolean | null>> }
export type SelfTest = { readonly at: number; readonly tookMs: number; readonly appVersion: string; readonly checks: readonly Check[] }
/** Instants in ms. `drainedAt`: everything that waited when the line came back has gone up. */
export type Drill = {
  readonly startedAt: number; readonly endsAt: number; readonly running: boolean; readonly refused: number; readonly booked: number; readonly unsent: number; readonly drainedAt: number | null
}
export const DRILL_MINUTES_MAX = 60
export type BackupFacts = { readonly file: string; readonly bytes: number; readonly entries: number; readonly unsent: number; readonly restorable: boolean }
/** The words that open it are told once and stand nowhere. */
export type Exported = { readonly file: string; readonly entries: number; readonly passphrase: string }
