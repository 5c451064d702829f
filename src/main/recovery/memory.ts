/** What survives a restart of the program: its starts, and whether it draws without the graphics card. A file that cannot be read is an empty one. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { INCIDENTS_KEPT_MAX } from './ladder.ts'
import type { Incident } from './ladder.ts'

export type Memory = { readonly incidents: readonly Incident[]; readonly software: boolean }
const NOTHING: Memory = { incidents: [], software: false }

/** Beside the browser's own state, not among the clinic's data. */
const fileOf = (dataDir: string): string => join(dataDir, 'browser', 'recovery.json')

export function recall(dataDir: string): Memory {
  try {
    const found = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Partial<Memory>
    const incidents = Array.isArray(found.incidents) ? found.incidents.filter((one) => typeof one?.at === 'number').slice(-INCIDENTS_KEPT_MAX) : []
    return { incidents, software: found.software === true }
  } catch {
    return NOTHING
  }
}

/** On a full disk the ladder forgets; it must not fall by it. */
export function keep(dataDir: string, memory: Memory): void {
  try {
    writeFileSync(`${fileOf(dataDir)}.new`, JSON.stringify(memory))
    renameSync(`${fileOf(dataDir)}.new`, fileOf(dataDir))
  } catch { /* forgotten */ }
}
