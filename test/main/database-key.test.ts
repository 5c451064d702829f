import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseKey } from '../../src/main/database-key.ts'

let folder: string
let keyFile: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-'))
  keyFile = join(folder, 'key', 'database.key')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const turned = { seal: (text: string) => Buffer.from([...text].reverse().join('')), open: (bytes: Buffer) => [...bytes.toString('utf8')].reverse().join('') }

describe('the key of the kiosk file', () => {
  it('is made once, readable by its owner alone, and is the same ever after', () => {
    const made = databaseKey(folder, keyFile, null)
    expect(made).toEqual({ ok: true, value: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(statSync(keyFile).mode & 0o777).toBe(0o400)
    expect(readdirSync(join(folder, 'key'))).toEqual(['database.key'])
    expect(databaseKey(folder, keyFile, null)).toEqual(made)
  })
  it('stands sealed where the system seals', () => {
    const made = databaseKey(folder, keyFile, turned)
    expect(made.ok && readFileSync(keyFile, 'utf8')).toBe(made.ok && [...made.value].reverse().join(''))
    expect(databaseKey(folder, keyFile, turned)).toEqual(made)
  })
  it('is begun again where a power cut left it unfinished before any booking', () => {
    databaseKey(folder, keyFile, null)
    rmSync(keyFile)
    writeFileSync(`${keyFile}.new`, 'ab')
    expect(databaseKey(folder, keyFile, null).ok).toBe(true)
    expect(existsSync(`${keyFile}.new`)).toBe(false)
  })
  it.each([['empty', ''], ['cut short', 'ab'.repeat(16)], ['no key', 'x'.repeat(64)]])('is refused when its file is %s, and stays as it was', (_what, text) => {
    databaseKey(folder, keyFile, null)
    rmSync(keyFile)
    writeFileSync(keyFile, text)
    expect(databaseKey(folder, keyFile, null)).toMatchObject({ ok: false, error: { code: 'DATABASE_KEY_WRONG' } })
    expect(readFileSync(keyFile, 'utf8')).toBe(text)
  })
  it('is never made beside a file that has another', () => {
    writeFileSync(join(folder, 'kiosk.db'), 'bookings')
    expect(databaseKey(folder, keyFile, null)).toMatchObject({ ok: false, error: { code: 'DATABASE_KEY_MISSING' } })
    expect(existsSync(keyFile)).toBe(false)
  })
})
