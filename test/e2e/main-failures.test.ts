/** What stops the kiosk before a window opens: exit code 78, one line that names what to do, nothing half-made. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runnableElectron } from '../../scripts/electron-runtime.mjs'
import { root } from '../../scripts/steps.mjs'
import { errorCatalogue } from '../../src/contract/errors.ts'
import type { ErrorCode } from '../../src/contract/errors.ts'
import { openKioskFile } from '../../src/store/db/open.ts'
import './clinic.ts'

const EXIT_CONFIGURATION = 78
const KEY = 'ab'.repeat(32)

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'kiosk-e2e-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A file as a kiosk leaves it, with its key. */
function oldFile(version?: number): string {
  const dataDir = join(folder, 'kiosk')
  mkdirSync(join(dataDir, 'key'), { recursive: true })
  writeFileSync(join(dataDir, 'key', 'database.key'), KEY)
  const opened = openKioskFile(join(dataDir, 'kiosk.db'), KEY, 0)
  if (!opened.ok) throw new Error(opened.error.code)
  if (version !== undefined) opened.value.db.pragma(`user_version = ${version}`)
  opened.value.db.close()
  return dataDir
}

/** All that a person or a program may have left there; the browser's own folder and the log are not it. */
const contents = (dataDir: string): Record<string, string> => Object.fromEntries(
  (existsSync(dataDir) ? readdirSync(dataDir, { recursive: true, withFileTypes: true }) : []).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(dataDir.length + 1))
    .filter((name) => !/^(browser|logs)\//.test(name)).map((name) => [name, readFileSync(join(dataDir, name)).toString('base64')]),
)

async function start(env: Record<string, string>): Promise<{ code: number | null; said: string[] }> {
  const electron = runnableElectron()
  const child = spawn(electron.executable, [...electron.args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'], {
    stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, KIOSK_NODE: join(root, 'node_modules', 'node', 'bin', 'node'), ...env },
  })
  let text = ''
  child.stderr.on('data', (data) => { text += String(data) })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said: text.split('\n') }
}

/** Exactly one line says it, beginning with the code, ending with what to do. */
function expectOneLine(said: readonly string[], code: ErrorCode, names: string): void {
  const lines = said.filter((line) => line.startsWith(`${code}: `))
  expect(lines, said.join('\n')).toHaveLength(1)
  expect(lines[0]).toContain(names)
  expect(lines[0]?.endsWith(errorCatalogue[code].hint)).toBe(true)
  expect(said.filter((line) => /^\s+at |Error:.*Cannot|A JavaScript error/.test(line))).toEqual([])
}

describe('the kiosk does not start, and says why', () => {
  it.each([['that cannot be made', 'a-file/kiosk'], ['that is no folder', 'a-file']])('a data folder %s', async (_what, dataDir) => {
    const file = join(folder, 'a-file')
    writeFileSync(file, 'not a folder')
    const { code, said } = await start({ KIOSK_DATA_DIR: join(folder, dataDir) })
    expect(code).toBe(EXIT_CONFIGURATION)
    expectOneLine(said, 'DISK_READ_ONLY', file)
    expect(readdirSync(folder)).toEqual(['a-file'])
    expect(readFileSync(file, 'utf8')).toBe('not a folder')
  })

  it('a key file that cannot be made', async () => {
    const dataDir = join(folder, 'kiosk')
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const { code, said } = await start({ KIOSK_DATA_DIR: dataDir, KIOSK_KEY_FILE: join(file, 'database.key') })
    expect(code).toBe(EXIT_CONFIGURATION)
    expectOneLine(said, 'DISK_READ_ONLY', join(file, 'database.key'))
    expect(contents(dataDir)).toEqual({})
  })

  it.each([
    ['of another kiosk', 'cd'.repeat(32)],
    ['that holds no key', 'not a key'],
  ])('a key file %s', async (_what, text) => {
    const dataDir = oldFile()
    writeFileSync(join(dataDir, 'key', 'database.key'), text)
    const before = contents(dataDir)
    const { code, said } = await start({ KIOSK_DATA_DIR: dataDir })
    expect(code).toBe(EXIT_CONFIGURATION)
    expectOneLine(said, 'DATABASE_KEY_WRONG', 'key')
    expect(contents(dataDir)).toEqual(before)
  })

  it('a key file of another kiosk, with no note of which key it was', async () => {
    const dataDir = oldFile()
    writeFileSync(join(dataDir, 'key', 'database.key'), 'cd'.repeat(32))
    rmSync(join(dataDir, 'kiosk.db.keycheck'))
    const before = contents(dataDir)
    const { code, said } = await start({ KIOSK_DATA_DIR: dataDir })
    expect(code).toBe(EXIT_CONFIGURATION)
    expectOneLine(said, 'DATABASE_KEY_WRONG', 'key')
    expect(contents(dataDir)).toEqual(before)
  })

  it('a key that is missing beside a file', async () => {
    const dataDir = oldFile()
    rmSync(join(dataDir, 'key'), { recursive: true })
    const before = contents(dataDir)
    const { code, said } = await start({ KIOSK_DATA_DIR: dataDir })
    expect(code).toBe(EXIT_CONFIGURATION)
    expectOneLine(said, 'DATABASE_KEY_MISSING', join(dataDir, 'key', 'database.key'))
    expect(contents(dataDir)).toEqual(before)
  })

  it('a file of a newer version', async () => {
    const dataDir = oldFile(99)
    const copy = join(folder, 'copy.db')
    copyFileSync(join(dataDir, 'kiosk.db'), copy)
    const { code, said } = await start({ KIOSK_DATA_DIR: dataDir })
    expect(code).toBe(EXIT_CONFIGURATION)
    expectOneLine(said, 'DATABASE_TOO_NEW', '99')
    expect(readFileSync(join(dataDir, 'kiosk.db')).equals(readFileSync(copy))).toBe(true)
  })

  it.each([
    ['KIOSK_DIAGONAL_INCH', '3'], ['KIOSK_SERVICE_URL', 'file:///etc/passwd'], ['KIOSK_NODE', '/nowhere/node'],
  ])('a setting that cannot be right: %s=%s', async (name, value) => {
    const dataDir = join(folder, 'kiosk')
    const { code, said } = await start({ KIOSK_DATA_DIR: dataDir, [name]: value })
    expect(code).toBe(EXIT_CONFIGURATION)
    expectOneLine(said, 'CONFIG_INVALID', name)
    expect(contents(dataDir)).toEqual({})
  })
})
