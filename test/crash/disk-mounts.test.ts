/** Disks that are really full or read-only, by a small mount (root only), and a log that a long reader keeps from being folded back. */
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openFaultClinic } from './fault-clinic.ts'
import type { FaultClinic } from './fault-clinic.ts'
import { openWithKey } from './kills/integrity.ts'
import { KEY } from './power/record.ts'

const TIME_MS = 60_000
const BOOKINGS_MAX = 400
/** SQLite folds the log back after 1,000 pages of 4 KiB. */
const LOG_BYTES_USUAL = 1_000 * 4_120
const mount = (...args: string[]): boolean => spawnSync('mount', args, { stdio: 'ignore' }).status === 0
const unmount = (folder: string): boolean => spawnSync('umount', [folder], { stdio: 'ignore' }).status === 0

function whyNoMount(): string | null {
  if (process.platform !== 'linux') return 'no tmpfs here'
  if (process.getuid?.() !== 0) return 'not root'
  const folder = mkdtempSync(join(tmpdir(), 'crash-mount-'))
  const may = mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder) && unmount(folder)
  rmSync(folder, { recursive: true, force: true })
  return may ? null : 'mount is not permitted'
}
const noMount = whyNoMount()
const unless = noMount ? ` (skipped: ${noMount})` : ''
if (noMount) process.stderr.write(`disk faults by mounts are skipped: ${noMount}\n`)

let clinic: FaultClinic | null = null
let disk: string | null = null
afterEach(async () => {
  await clinic?.end()
  clinic = null
  if (disk && unmount(disk)) rmSync(disk, { recursive: true, force: true })
  disk = null
})

/** A disk of its own, 4 MB. */
function smallDisk(): string {
  disk = mkdtempSync(join(tmpdir(), 'crash-disk-'))
  if (!mount('-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk)) throw new Error('mount failed')
  mkdirSync(join(disk, 'kiosk'))
  return disk
}

/** Takes all that is left. */
function fill(path: string): void {
  const file = openSync(path, 'w')
  const block = Buffer.alloc(4_096, 1)
  try { for (;;) writeSync(file, block) } catch { /* the disk is full now */ }
  fsyncSync(file)
  closeSync(file)
}

describe('a store on', () => {
  it.skipIf(noMount)(`a disk that is full says so, keeps what was shown, and goes on when there is room${unless}`, async () => {
    const place = smallDisk()
    clinic = await openFaultClinic({ folder: join(place, 'kiosk') })
    await clinic.book(3)
    fill(join(place, 'filler'))
    const during = await clinic.book(6)
    expect(during.map(({ result }) => (result.ok ? 'shown' : result.error.code)).at(-1)).toBe('DISK_FULL')
    expect((await clinic.store().call('queueBoard', {})).ok).toBe(true)
    rmSync(join(place, 'filler'))
    for (const { input, result } of during) if (!result.ok) expect((await clinic.send(input)).result.ok).toBe(true)
    for (const { result } of await clinic.book(3)) expect(result.ok).toBe(true)
    expect(await clinic.missing()).toEqual([])
  }, TIME_MS)

  it.skipIf(noMount)(`a disk that fills up by bookings alone stops at the last durable one, and goes on when there is room${unless}`, async () => {
    const place = smallDisk()
    clinic = await openFaultClinic({ folder: join(place, 'kiosk') })
    const reader = openWithKey(join(clinic.dataDir, 'kiosk.db'), KEY, { readonly: true })
    reader.exec('BEGIN; SELECT count(*) FROM booking')
    let last = 'shown'
    for (let i = 0; i < BOOKINGS_MAX && last === 'shown'; i++) {
      const [answer] = await clinic.book(1)
      last = answer?.result.ok === false ? answer.result.error.code : 'shown'
    }
    expect(last).toBe('DISK_FULL')
    reader.close()
    expect(mount('-o', 'remount,size=12m', place)).toBe(true)
    expect((await clinic.book(1))[0]?.result.ok).toBe(true)
    expect(await clinic.missing()).toEqual([])
  }, TIME_MS)

  it.skipIf(noMount)(`a disk that is read-only at the start says so, does not replace the file, and starts when it may write${unless}`, async () => {
    const place = smallDisk()
    clinic = await openFaultClinic({ folder: join(place, 'kiosk') })
    await clinic.book(3)
    await clinic.store().kill()
    expect(mount('-o', 'remount,ro', place)).toBe(true)
    expect((await clinic.restart()).failed).toMatchObject({ code: 'DISK_READ_ONLY' })
    expect(mount('-o', 'remount,rw', place)).toBe(true)
    expect((await clinic.restart()).failed).toBe(null)
    for (const { result } of await clinic.book(3)) expect(result.ok).toBe(true)
    expect(await clinic.missing()).toEqual([])
  }, TIME_MS)

  it.skipIf(noMount)(`a disk that is full at the start ends with a word or starts, and starts when there is room${unless}`, async () => {
    const place = smallDisk()
    clinic = await openFaultClinic({ folder: join(place, 'kiosk') })
    await clinic.book(3)
    await clinic.store().kill()
    fill(join(place, 'filler'))
    const { failed } = await clinic.restart()
    expect([null, 'DISK_FULL']).toContain(failed && failed !== 'died' ? failed.code : failed)
    rmSync(join(place, 'filler'))
    expect((await clinic.restart()).failed).toBe(null)
    for (const { result } of await clinic.book(3)) expect(result.ok).toBe(true)
    expect(await clinic.missing()).toEqual([])
  }, TIME_MS)

  it('a log past its usual size, because somebody reads for long, books on and folds it back afterwards', async () => {
    clinic = await openFaultClinic()
    const file = join(clinic.dataDir, 'kiosk.db')
    const reader = openWithKey(file, KEY, { readonly: true })
    reader.exec('BEGIN; SELECT count(*) FROM booking')
    for (let i = 0; i < BOOKINGS_MAX && statSync(`${file}-wal`).size < 1.5 * LOG_BYTES_USUAL; i++) for (const { result } of await clinic.book(1)) expect(result.ok).toBe(true)
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(LOG_BYTES_USUAL)
    reader.close()
    for (const { result } of await clinic.book(3)) expect(result.ok).toBe(true)
    expect(await clinic.missing()).toEqual([])
    expect(existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0).toBeLessThan(LOG_BYTES_USUAL)
  }, TIME_MS)
})
