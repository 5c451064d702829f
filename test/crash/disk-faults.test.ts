/** The disk fails under a running store, by the shim: nobody is shown what is not durable, the answer has a code, and afterwards booking goes on. */
import { afterEach, describe, expect, it } from 'vitest'
import { errorCatalogue } from '../../src/contract/errors.ts'
import type { ErrorCode } from '../../src/contract/errors.ts'
import { openFaultClinic } from './fault-clinic.ts'
import type { Answer, FaultClinic } from './fault-clinic.ts'
import { replay } from './power/run.ts'
import { randomOf } from './random.ts'
import { buildShim } from './shim.ts'

const shim = buildShim()
const unless = shim.missing ? ` (skipped: ${shim.missing})` : ''
if (shim.missing) process.stderr.write(`disk faults by the shim are skipped: ${shim.missing}\n`)

const TIME_MS = 60_000
const STATES = 250
let clinic: FaultClinic | null = null
afterEach(async () => {
  await clinic?.end()
  clinic = null
})

const codesOf = (answers: readonly Answer[]): (ErrorCode | 'shown')[] => answers.map(({ result }) => (result.ok ? 'shown' : result.error.code))

const faults = [
  ['a full disk (ENOSPC)', 'write 28 0 -1 *', 'DISK_FULL'],
  ['a disk that cannot write (EIO)', 'write 5 0 -1 *', 'DISK_FAILED'],
  ['a write in the middle of a commit that fails (EIO)', 'write 5 7 -1 -wal', 'DISK_FAILED'],
  ['an fsync that fails (EIO)', 'fsync 5 0 -1 *', 'DISK_FAILED'],
  ['a file system that turned read-only (EROFS)', 'write 30 0 -1 *', 'DISK_FAILED'],
  ['a log that may not grow any more (EFBIG)', 'write 27 0 -1 -wal', 'DISK_FAILED'],
] as const

describe('a running store on', () => {
  it.skipIf(shim.missing).each(faults)(`%s says so, shows nothing that is not durable, and goes on when it heals${unless}`, async (_name, fault, code) => {
    clinic = await openFaultClinic({ library: shim.library })
    expect(codesOf(await clinic.book(3))).toEqual(['shown', 'shown', 'shown'])
    clinic.fault(fault)
    const during = await clinic.book(4)
    expect(codesOf(during)).toEqual([code, code, code, code])
    expect(errorCatalogue[code].hint).not.toBe('')
    expect((await clinic.store().call('queueBoard', {})).ok).toBe(true)
    clinic.fault('')
    for (const { input } of during) expect((await clinic.send(input)).result.ok).toBe(true)
    expect(codesOf(await clinic.book(3))).toEqual(['shown', 'shown', 'shown'])
    expect(clinic.store().isAlive()).toBe(true)
    expect(await clinic.missing()).toEqual([])
  }, TIME_MS)

  it.skipIf(shim.missing).each(faults)(`%s, with the centre in reach, is opened again by its keeper or says why not${unless}`, async (_name, fault, code) => {
    clinic = await openFaultClinic({ library: shim.library, online: true })
    await clinic.book(2)
    clinic.fault(fault)
    const during = await clinic.book(3)
    for (const answer of codesOf(during)) expect([code, 'STORE_UNAVAILABLE']).toContain(answer)
    const { failed } = await clinic.restart()
    // The fault stands: the store is up or says what is wrong. It never ends without a word, and never takes the key for a wrong one.
    expect([null, 'DISK_FULL', 'DISK_FAILED', 'DISK_READ_ONLY']).toContain(failed && failed !== 'died' ? failed.code : failed)
    clinic.fault('')
    expect((await clinic.restart()).failed).toBe(null)
    for (const { input } of during) expect((await clinic.send(input)).result.ok).toBe(true)
    expect(await clinic.missing()).toEqual([])
  }, TIME_MS)
})

describe('after an fsync that failed (what was dirty is gone from the disk, and counts as clean)', () => {
  const replayed = (traced: FaultClinic, seed: number): string[] => {
    const told: string[] = []
    replay({ folder: traced.dataDir, trace: traced.trace }, STATES, randomOf(seed), (text) => told.push(text))
    return told
  }

  it.skipIf(shim.missing)(`a store that lives on loses nothing in a power cut${unless}`, async () => {
    clinic = await openFaultClinic({ library: shim.library, traced: true })
    await clinic.book(2)
    clinic.fault('fsync 5 0 -1 -wal')
    const during = await clinic.book(2)
    expect(codesOf(during)).toEqual(['DISK_FAILED', 'DISK_FAILED'])
    clinic.fault('')
    expect(codesOf(await clinic.book(6))).not.toContain('DISK_FAILED')
    for (const { input } of during) await clinic.send(input)
    await clinic.store().kill()
    expect(replayed(clinic, 1)).toEqual([])
  }, TIME_MS)

  it.skipIf(shim.missing)(`a store that is opened again does not believe the page cache, and loses nothing in a power cut${unless}`, async () => {
    clinic = await openFaultClinic({ library: shim.library, traced: true })
    await clinic.book(2)
    clinic.fault('fsync 5 0 -1 -wal')
    const during = await clinic.book(1)
    expect((await clinic.restart()).failed).toMatchObject({ code: 'DISK_FAILED' })
    clinic.fault('')
    expect((await clinic.restart()).failed).toBe(null)
    // The page cache may have kept the commit that was answered with DISK_FAILED: the same command then gets its first answer.
    for (const { input } of during) expect((await clinic.send(input)).result.ok).toBe(true)
    expect(codesOf(await clinic.book(4))).toEqual(['shown', 'shown', 'shown', 'shown'])
    await clinic.store().kill()
    expect(replayed(clinic, 2)).toEqual([])
  }, TIME_MS)
})
