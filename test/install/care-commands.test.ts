/** The technician's commands without a window: restore, export, wipe, retire. What they refuse, and what they leave. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runCare } from '../../src/store/care.ts'
import { countBookings, countUnsent, lookInto, metaOf } from '../../src/store/db/look.ts'
import { unlock } from '../../src/store/db/unlock.ts'
import { KEY, orThrow, testClock, testKiosk, walkIn } from '../support/clinic.ts'

let folder = ''
let path = ''
let said = { out: '', err: '' }
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-'))
  path = join(folder, 'kiosk.db')
  said = { out: '', err: '' }
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => { said.out += String(text); return true })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => { said.err += String(text); return true })
})
afterEach(() => { vi.restoreAllMocks(); rmSync(folder, { recursive: true, force: true }) })

const nobody = () => Promise.reject(new TypeError('fetch failed'))
const run = (name: string, words: string[] = [], key: string | null = KEY) => runCare({ name, words, dataDir: folder, databaseKey: key, serviceUrl: null, appVersion: '0.1.0' })
const answer = () => JSON.parse(said.out.trim().split('\n').at(-1) ?? '') as Record<string, unknown>
let turn = 0
function book(count = 1): void {
  const { store } = testKiosk(testClock(), nobody, { path })
  for (let n = 0; n < count; n++) orThrow(store.handle('bookWalkIn', walkIn({ commandId: `care-${++turn}` })))
  store.close()
}
function change(sql: string): void {
  const db = new Database(path)
  unlock(db, KEY)
  db.exec(sql)
  db.close()
}
const sendAll = () => change("UPDATE outbox SET state = 'settled'")
const enrolled = () => change(`INSERT INTO meta VALUES ('identity', '{"deviceId":"device-7","epoch":1,"stationLetter":"A","clinic":{"locationId":"c1","name":"한빛","timeZone":"Asia/Seoul"}}') ON CONFLICT (key) DO UPDATE SET value = excluded.value`)
const bookings = () => lookInto(path, KEY, countBookings)

describe('--restore', () => {
  it('puts the newest backup back, keeps the file of before beside, and sells no place until the machine is enrolled again', async () => {
    book(2)
    enrolled()
    expect(await run('backup')).toBe(0)
    book(1)
    sendAll()
    expect(await run('restore')).toBe(0)
    const { setAside, entries } = answer() as { setAside: string; entries: number }
    expect([entries, bookings(), lookInto(setAside, KEY, countBookings)]).toEqual([2, 2, 3])
    expect(lookInto(path, KEY, (db) => metaOf(db, 'frozen'))).toBe('forked')
  })

  it('refuses where unsent entries are not in the backup, and obeys a person who insists', async () => {
    book(1)
    await run('backup')
    book(2)
    expect(await run('restore')).toBe(1)
    expect(said.err).toContain('UNSENT_WOULD_BE_LOST: 2 unsent entries')
    expect(bookings()).toBe(3)
    expect(await run('restore', ['--even-if-unsent-are-lost'])).toBe(0)
    expect(bookings()).toBe(1)
  })

  it('takes neither a damaged copy nor a file of somebody else', async () => {
    book(1)
    const file = join(folder, 'stranger.db')
    writeFileSync(file, Buffer.alloc(8_192, 7))
    expect(await run('restore', [`--file=${file}`])).toBe(1)
    expect(await run('check-backup', [`--file=${file}`])).toBe(1)
    expect(said.err.match(/DATABASE_CORRUPTED/g)).toHaveLength(2)
    expect(bookings()).toBe(1)
  })
})

describe('--wipe and --retire', () => {
  it.each(['wipe', 'retire'])('%s is refused while anything is unsent', async (name) => {
    book(1)
    enrolled()
    expect(await run(name)).toBe(1)
    expect(said.err).toContain('UNSENT_WOULD_BE_LOST: 1 entries')
    expect(bookings()).toBe(1)
  })

  it('retire leaves nothing of the patients, and says which device the operator must be told of', async () => {
    book(1)
    enrolled()
    await run('backup')
    writeFileSync(join(folder, 'health.json'), '{}')
    sendAll()
    expect(await run('retire')).toBe(0)
    expect(answer()).toMatchObject({ deviceId: 'device-7', unsent: 0 })
    expect(said.err).toContain('retire device device-7')
    expect(readdirSync(folder)).toEqual([])
  })

  it('counts what is carried for another machine among what is unsent', async () => {
    book(1)
    const stick = mkdtempSync(join(tmpdir(), 'stick-'))
    expect(await run('export-unsent', [`--to=${stick}`])).toBe(0)
    const { passphrase, file } = answer() as { passphrase: string; file: string }
    sendAll()
    expect(await run('import-unsent', [`--file=${file}`, `--passphrase=${passphrase}`])).toBe(0)
    expect(lookInto(path, KEY, countUnsent)).toBe(0)
    expect(await run('retire')).toBe(1)
    expect(existsSync(path)).toBe(true)
    rmSync(stick, { recursive: true })
  })
})

describe('--support-bundle', () => {
  it('tells versions, counts, settings and log lines, and nothing of a person, a key, a code or a PIN', async () => {
    book(2)
    change("INSERT INTO meta VALUES ('enrolmentCode', '\"SECRET-CODE\"')")
    mkdirSync(join(folder, 'logs'))
    writeFileSync(join(folder, 'logs', 'kiosk.log'), '{"level":"info","event":"displays","count":2,"name":"CANARYNAME"}\nCANARYNAME printed by a library\n')
    writeFileSync(join(folder, 'set-up.json'), '{"language":"ko","printer":"usb:/dev/usb/lp0"}')
    expect(await run('support-bundle')).toBe(0)
    const text = gunzipSync(readFileSync(String(answer().file))).toString('utf8')
    const bundle = JSON.parse(text) as Record<string, unknown>
    expect(bundle).toMatchObject({ appVersion: '0.1.0', settings: { printer: 'usb:/dev/usb/lp0' }, log: ['{"level":"info","event":"displays","count":2}'], file: { outbox: [{ n: 2 }] } })
    const { name, phone } = walkIn().patient
    for (const secret of ['CANARYNAME', 'SECRET-CODE', KEY, name, phone]) expect(text).not.toContain(secret)
  })
})

describe('a command', () => {
  it('that would put another file in its place is refused while the kiosk uses it, and changes nothing', async () => {
    book(1)
    await run('backup')
    const { store } = testKiosk(testClock(), nobody, { path })
    for (const name of ['restore', 'step-back', 'forget-pin', 'wipe', 'retire']) expect([name, await run(name, ['--even-if-unsent-are-lost'])]).toEqual([name, 78])
    expect(said.err.match(/KIOSK_RUNS.*systemctl stop/g)).toHaveLength(5)
    orThrow(store.handle('bookWalkIn', walkIn({ commandId: `care-${++turn}` })))
    store.close()
    expect(bookings()).toBe(2)
  })

  it('forgets a technician PIN, and the next start takes the one that the settings name', async () => {
    book(1)
    const wrong = (technicianPin: string): boolean => {
      const { store } = testKiosk(testClock(), nobody, { path, technicianPin })
      try { return !store.handle('unlockTechnician', { commandId: `care-${++turn}`, pin: '24680' }).ok } finally { store.close() }
    }
    expect(wrong('24680')).toBe(true)
    expect(await run('forget-pin')).toBe(0)
    expect(answer()).toEqual({ forgotten: true })
    expect([wrong(''), wrong('24680'), wrong('13579')]).toEqual([true, false, false])
    expect(bookings()).toBe(1)
  })

  it('with the wrong key says so with 78, names the file and touches nothing', async () => {
    book(1)
    const before = readFileSync(path)
    for (const name of ['self-test', 'unsent', 'backup', 'support-bundle']) expect([name, await run(name, [], 'cd'.repeat(32))]).toEqual([name, 78])
    expect(said.err.match(/DATABASE_KEY_WRONG: \S+kiosk\.db/g)).toHaveLength(4)
    expect(said.out).toBe('unknown\n')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(['kiosk.db'])
  })

  it('says in one line what is missing or cannot be written, and shows no trace of the program', async () => {
    const wanted: readonly (readonly [string, string[], RegExp])[] = [
      ['check-backup', [], /^NOT_FOUND: no backup lies in/], ['restore', [], /^NOT_FOUND: no backup lies in/], ['check-backup', ['--file=/no/such'], /^NOT_FOUND: \/no\/such is no file/], ['import-unsent', [], /^NOT_FOUND: name the export/],
      ['import-unsent', [`--file=${folder}`], /is no file/], ['export-unsent', ['--to=/no/such/stick'], /^DISK_READ_ONLY: \/no\/such\/stick/], ['support-bundle', ['--to=/no/such/stick'], /^DISK_READ_ONLY: /],
    ]
    book(1)
    for (const [name, words, line] of wanted) {
      said.err = ''
      expect([name, await run(name, words)]).toEqual([name, 1])
      expect(said.err).toMatch(line)
      expect(said.err.trim().split('\n')).toHaveLength(1)
    }
  })

  it('on a machine that has no data yet tests what there is to test', async () => {
    expect(await run('self-test', ['--json'])).toBe(1)
    expect((answer().checks as { id: string; state: string }[]).filter(({ state }) => state === 'fail').map(({ id }) => id)).toEqual(['file'])
  })

  it('that nobody knows, or whose key is missing, ends with 78', async () => {
    expect([await run('no-such'), await run('restore', [], null)]).toEqual([78, 78])
    expect(said.err).toContain('DATABASE_KEY_MISSING')
  })
})
