/** What the processes of an app hold in memory: each by itself, and all of them with every page counted once. */
import { readdirSync, readFileSync } from 'node:fs'

/** `rss` counts a page that six processes share six times; `pss` gives each of them a sixth of it, so that their sum is what the machine is short of. */
export type Held = { readonly pid: number; readonly name: string; readonly rssMb: number; readonly pssMb: number }

const KB_PER_MB = 1_024

function parentsNow(): readonly { readonly pid: number; readonly parent: number }[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try { return [{ pid: Number(pid), parent: Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) }] } catch { return [] }
  })
}

/** What Chromium calls it, and the window's role where it has one. */
function nameOf(pid: number): string {
  const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  const [, type = line.includes('--inspect') ? 'main' : 'store'] = /--type=([\w-]+)/.exec(line) ?? []
  const [, part = ''] = /"role":"(\w+)"/.exec(line) ?? /--utility-sub-type=(\w+)/.exec(line) ?? []
  return part ? `${type} ${part}` : type
}

/** The process and all that it began. */
export function heldBy(rootPid: number): readonly Held[] {
  const all = parentsNow()
  const ours = new Set([rootPid])
  for (let before = 0; before !== ours.size;) {
    before = ours.size
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid)
  }
  return [...ours].flatMap((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      const mb = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / KB_PER_MB
      return [{ pid, name: nameOf(pid), rssMb: mb('Rss'), pssMb: mb('Pss') }]
    } catch { return [] }
  })
}

export const sumOf = (held: readonly Held[]): { readonly rssMb: number; readonly pssMb: number } => ({ rssMb: held.reduce((sum, { rssMb }) => sum + rssMb, 0), pssMb: held.reduce((sum, { pssMb }) => sum + pssMb, 0) })
