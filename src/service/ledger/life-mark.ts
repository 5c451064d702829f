/**
 * Tells whether the ledger's file is an older copy of itself. Beside the file stands a number that grows with every commit; it is written after the
 * commit and never synced, so it may lag behind the ledger (a power cut) but never runs ahead of it, unless the ledger went back.
 * A file without its mark came from somewhere else: a restore, too. Restoring both together is told by `--restored`.
 */
import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs'

const DIGITS = 16

export type LifeMark = { readonly restored: boolean; readonly note: (commits: number) => void; readonly close: () => void }

/** `commits`: what the ledger itself counts; 0 for a new one. */
export function openLifeMark(path: string, commits: number): LifeMark {
  const before = read(path)
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  const note = (count: number): void => { writeSync(file, String(count).padStart(DIGITS, '0'), 0) }
  note(commits)
  return { restored: before === null ? commits > 0 : commits < before, note, close: () => closeSync(file) }
}

function read(path: string): number | null {
  try {
    const count = Number(readFileSync(path, 'utf8').slice(0, DIGITS))
    return Number.isSafeInteger(count) ? count : null
  } catch {
    return null
  }
}
