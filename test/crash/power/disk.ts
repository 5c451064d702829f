/**
 * What a disk may hold when the power goes, after Pillai et al., "All File Systems Are Not Created Equal" (ALICE, OSDI 2014).
 *
 * Data: what a successful fsync of the file covered is there. Each write or truncate since may be kept, dropped or torn, in any order and
 * independently of the others; it is torn at sectors of 512 or 4,096 bytes, any of which may be there (a sector itself is whole). Where a file
 * grew and the data did not arrive, there are zeros or old rubbish.
 * Names: creations, renames and unlinks since the last fsync of the folder are kept up to a random one and dropped after it, as a journal does
 * (ext4, XFS, NTFS order their metadata); an fsync of a file does not save its name. A file whose name was not saved is not there.
 * A failed fsync (Rebello et al., "Can Applications Recover from fsync Failures?", ATC 2020): what was dirty is not on the disk and counts as
 * clean; only a page of 4,096 bytes that is written again goes down with a later fsync, then with all the page cache holds of it.
 * -shm is left out: SQLite maps it and rebuilds it. Not modelled: a disk that acknowledges a flush it did not do, and bits that rot.
 */
import type { Random } from '../random.ts'
import type { Step } from './trace.ts'

const PAGE_BYTES = 4_096
const SECTORS = [512, 4_096] as const

type Change = { readonly kind: 'write'; readonly offset: number; readonly bytes: Buffer } | { readonly kind: 'truncate'; readonly size: number }
type File = { readonly cache: Bytes; readonly durable: Bytes; pending: Change[] }
type NameChange = { readonly kind: 'link'; readonly name: string; readonly file: File } | { readonly kind: 'rename'; readonly name: string; readonly to: string } | { readonly kind: 'unlink'; readonly name: string }
/** How the changes that no fsync covered fare in one state. */
export type Fate = 'kept' | 'dropped' | 'mixed' | 'torn'
export type DiskState = ReadonlyMap<string, Buffer>

/** Bytes that grow in place: a log of megabytes is written a few bytes at a time. */
class Bytes {
  #room: Buffer
  length: number
  constructor(from?: Bytes) {
    this.#room = from ? Buffer.from(from.view()) : Buffer.alloc(0)
    this.length = this.#room.length
  }
  view(): Buffer { return this.#room.subarray(0, this.length) }
  resize(size: number, filler = 0): void {
    if (size > this.#room.length) {
      const room = Buffer.alloc(Math.max(size, this.#room.length * 2))
      this.#room.copy(room, 0, 0, this.length)
      this.#room = room
    }
    if (size > this.length) this.#room.fill(filler, this.length, size)
    this.length = size
  }
  put(offset: number, bytes: Buffer, filler = 0): void {
    if (offset + bytes.length > this.length) this.resize(offset + bytes.length, filler)
    bytes.copy(this.#room, offset)
  }
}

function apply(to: Bytes, change: Change): void {
  if (change.kind === 'truncate') to.resize(change.size)
  else to.put(change.offset, change.bytes)
}

/** Some sectors of a write arrive. */
function tear(to: Bytes, change: Change, random: Random): void {
  if (change.kind === 'truncate') return
  const end = change.offset + change.bytes.length
  if (end > to.length) to.resize(end, random.next() < 0.5 ? 0 : random.below(256))
  const sector = random.pick(SECTORS)
  for (let at = change.offset; at < end; ) {
    const next = Math.min((Math.floor(at / sector) + 1) * sector, end)
    if (random.next() < 0.5) to.put(at, change.bytes.subarray(at - change.offset, next - change.offset))
    at = next
  }
}

function settle({ cache, durable, pending }: File): void {
  for (const change of pending) if (change.kind === 'truncate') durable.resize(change.size)
  durable.resize(cache.length)
  const view = cache.view()
  for (const change of pending) {
    if (change.kind === 'truncate') continue
    const from = Math.floor(change.offset / PAGE_BYTES) * PAGE_BYTES
    const end = Math.min(view.length, Math.ceil((change.offset + change.bytes.length) / PAGE_BYTES) * PAGE_BYTES)
    if (end > from) durable.put(from, view.subarray(from, end))
  }
}

function rename(names: Map<string, File>, change: NameChange): void {
  if (change.kind === 'link') names.set(change.name, change.file)
  if (change.kind === 'unlink') names.delete(change.name)
  const moved = change.kind === 'rename' ? names.get(change.name) : undefined
  if (change.kind !== 'rename' || !moved) return
  names.delete(change.name)
  names.set(change.to, moved)
}

/** One folder on one disk: takes the steps of a trace in order, and can tell at any of them what a power cut would leave. */
export function diskOf(folder: string) {
  const inodes = new Map<bigint, File>()
  const durableNames = new Map<string, File>()
  const names = new Map<string, File>()
  let pendingNames: NameChange[] = []
  const nameOf = (path: string): string => path.slice(folder.length + 1)
  const change = (file: File | undefined, what: Change): void => {
    if (!file) return
    apply(file.cache, what)
    file.pending.push(what)
  }
  const named = (what: NameChange): void => {
    rename(names, what)
    pendingNames.push(what)
  }
  const open = (step: Extract<Step, { kind: 'open' }>): void => {
    if (step.folder) return
    const known = step.created ? undefined : names.get(nameOf(step.path))
    const file = known ?? { cache: new Bytes(), durable: new Bytes(), pending: [] }
    inodes.set(step.inode, file)
    if (!known) named({ kind: 'link', name: nameOf(step.path), file })
    if (step.emptied && file.cache.length > 0) change(file, { kind: 'truncate', size: 0 })
  }
  let folderInode: bigint | null = null

  const take = (step: Step): void => {
    if (step.kind === 'open' && step.folder && step.path === folder) folderInode = step.inode
    if (step.kind === 'open') open(step)
    if (step.kind === 'write') change(inodes.get(step.inode), { kind: 'write', offset: step.offset, bytes: step.bytes })
    if (step.kind === 'truncate') change(inodes.get(step.inode), { kind: 'truncate', size: step.size })
    if (step.kind === 'rename') named({ kind: 'rename', name: nameOf(step.path), to: nameOf(step.to) })
    if (step.kind === 'unlink') named({ kind: 'unlink', name: nameOf(step.path) })
    if (step.kind !== 'sync' && step.kind !== 'sync-failed') return
    if (step.inode === folderInode) {
      if (step.kind === 'sync-failed') return
      for (const what of pendingNames) rename(durableNames, what)
      pendingNames = []
    } else {
      const file = inodes.get(step.inode)
      if (file && step.kind === 'sync') settle(file)
      if (file) file.pending = []
    }
  }

  const contentOf = (file: File, fate: Fate, random: Random): Buffer => {
    const content = new Bytes(file.durable)
    for (const what of fate === 'dropped' ? [] : file.pending) {
      const dice = random.next()
      if (fate === 'kept' || (fate === 'mixed' && dice < 0.5) || (fate === 'torn' && dice < 0.4)) apply(content, what)
      else if (fate === 'torn' && dice < 0.8) tear(content, what, random)
    }
    return content.view()
  }

  const cut = (fate: Fate, random: Random): DiskState => {
    const left = new Map(durableNames)
    const keep = fate === 'kept' ? pendingNames.length : fate === 'dropped' ? 0 : random.below(pendingNames.length + 1)
    for (const what of pendingNames.slice(0, keep)) rename(left, what)
    return new Map([...left].filter(([name]) => !name.endsWith('-shm')).map(([name, file]) => [name, contentOf(file, fate, random)]))
  }
  return { take, cut }
}
