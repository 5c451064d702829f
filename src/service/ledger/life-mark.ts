/**
 * Tells whether the ledger's file is an older copy of itself. Beside the file stand the count of its commits and the number of its life; they are written after the
 * commit and never synced, so they may lag behind the ledger (a power cut) but never run ahead of it, unless the ledger went back.
 * A file without its mark came from somewhere else: a restore, too. Restoring both together is told by `--restored`.
 */
import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs'

const DIGITS = 16

/** `life`: the newest incarnation that was noted. */
export type LifeMark = { readonly restored: boolean; readonly life: number; readonly note: (commits: number, life: number) => void; readonly close: () => void }

/** `commits`: what the ledger itself counts; 0 for a new one. */
export function openLifeMark(path: string, commits: number): LifeMark {
  const before = read(path)
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  const note = (count: number, life: number): void => { writeSync(file, `${String(count).padStart(DIGITS, '0')} ${String(life).padStart(DIGITS, '0')}\n`, 0) }
  return { restored: before === null ? commits > 0 : commits < before.commits, life: before?.life ?? 0, note, close: () => closeSync(file) }
}

function read(path: string): { readonly commits: number; readonly life: number } | null {
  try {
    const [commits = Number.NaN, life = Number.NaN] = readFileSync(path, 'utf8').trim().split(' ').map(Number)
    return Number.isSafeInteger(commits) && Number.isSafeInteger(life) ? { commits, life } : null
  } catch {
    return null
  }
}
