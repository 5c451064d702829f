/** The shim's records, and the harness's markers among them (kind 7). The layout stands in shim.c. */
import { appendFileSync, readFileSync } from 'node:fs'

export type Marker = { readonly kind: 'shown'; readonly bookingId: string; readonly status: 'booked' | 'standby' } | { readonly kind: 'cancel-asked' | 'cancelled'; readonly bookingId: string }
export type Step =
  | { readonly kind: 'open'; readonly inode: bigint; readonly path: string; readonly created: boolean; readonly emptied: boolean; readonly folder: boolean }
  | { readonly kind: 'write'; readonly inode: bigint; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly inode: bigint; readonly size: number }
  | { readonly kind: 'sync' | 'sync-failed'; readonly inode: bigint }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'marker'; readonly marker: Marker }

const HEAD_BYTES = 23
const MARKER = 7

export function mark(trace: string, marker: Marker): void {
  const data = Buffer.from(JSON.stringify(marker))
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32LE(HEAD_BYTES - 4 + data.length, 0)
  head[4] = MARKER
  appendFileSync(trace, Buffer.concat([head, data]))
}

function stepOf(kind: number, inode: bigint, number: number, path: string, data: Buffer): Step {
  switch (kind) {
    case 1: return { kind: 'open', inode, path, created: (number & 1) !== 0, emptied: (number & 2) !== 0, folder: (number & 4) !== 0 }
    case 2: return { kind: 'write', inode, offset: number, bytes: data }
    case 3: return { kind: 'truncate', inode, size: number }
    case 4: return { kind: 'sync', inode }
    case 5: return { kind: 'rename', path, to: data.toString('utf8') }
    case 6: return { kind: 'unlink', path }
    case MARKER: return { kind: 'marker', marker: JSON.parse(data.toString('utf8')) as Marker }
    case 8: return { kind: 'sync-failed', inode }
    default: throw new Error(`record of kind ${kind}`)
  }
}

export function readTrace(path: string): readonly Step[] {
  const all = readFileSync(path)
  const steps: Step[] = []
  for (let at = 0; at < all.length; ) {
    const end = at + 4 + all.readUInt32LE(at)
    const names = at + HEAD_BYTES + all.readUInt16LE(at + 21)
    steps.push(stepOf(all[at + 4] ?? 0, all.readBigUInt64LE(at + 5), Number(all.readBigInt64LE(at + 13)), all.toString('utf8', at + HEAD_BYTES, names), all.subarray(names, end)))
    at = end
  }
  return steps
}
