import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { morningZone } from '../../scripts/service-process.mjs'
import { errorCatalogue } from '../../src/contract/errors.ts'
import type { ErrorCode } from '../../src/contract/errors.ts'

/** The central service as whoever runs it meets it: a process, its exit code, what it prints. */
const main = join(process.cwd(), 'src/service/main.ts')
const EXIT_CONFIGURATION = 78
const MINUTE = 60_000
const PAGE = 4_096

const folders: string[] = []
const children: ReturnType<typeof spawn>[] = []
const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'centre-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const start = (args: readonly string[]) => {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  return child
}

/** Runs until it ends by itself. One that prints a line has started, which nobody here wants: it is ended. */
async function ends(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = start(args)
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => { said.stdout += text; child.kill('SIGKILL') })
  child.stderr.setEncoding('utf8').on('data', (text) => { said.stderr += text })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...said }
}

type Ready = { readonly url: string; readonly adminToken: string; readonly clinicId: string; readonly enrolmentCodes: readonly string[] }

/**
 * Runs until it is ready and has answered: a signal in the very instant of the ready line still ends it unasked.
 * `lines` are all it says on stdout, so far.
 */
async function runs(...args: readonly string[]) {
  const child = start(args)
  child.stderr.resume()
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  await once(reader, 'line')
  const end = async (signal: NodeJS.Signals): Promise<{ code: number | null; signal: string | null }> => {
    const ended = once(child, 'close')
    child.kill(signal)
    const [code, by] = (await ended) as [number | null, string | null]
    return { code, signal: by }
  }
  const ready = JSON.parse(lines[0] ?? '') as Ready
  await fetch(`${ready.url}/v1/health`)
  return { ready, lines, end }
}

const expectStop = (ended: { code: number | null; stdout: string; stderr: string }, code: ErrorCode): void => {
  expect(ended.stderr).toMatch(new RegExp(`^${code}: `))
  expect(ended.stderr).toContain(errorCatalogue[code].hint)
  expect(ended).toMatchObject({ code: EXIT_CONFIGURATION, stdout: '' })
}

describe('the central service does not start', () => {
  it('on a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const ended = await ends(`--port=${(other.address() as AddressInfo).port}`, `--data=${scratch()}`)
    other.close()
    expectStop(ended, 'PORT_TAKEN')
  }, MINUTE)

  it('with a data folder that cannot be made', async () => {
    const file = join(scratch(), 'a-file')
    writeFileSync(file, '')
    expectStop(await ends('--port=0', `--data=${join(file, 'under-it')}`), 'DISK_READ_ONLY')
    expectStop(await ends('--port=0', `--data=${file}`), 'DISK_READ_ONLY')
  }, MINUTE)

  it('with a data folder it may not write to (only for ordinary users: root may write anywhere)', async (test) => {
    if (process.getuid?.() === 0) test.skip('root may write anywhere')
    const folder = scratch()
    chmodSync(folder, 0o500)
    expectStop(await ends('--port=0', `--data=${folder}`), 'DISK_READ_ONLY')
  }, MINUTE)

  it('on noise instead of a ledger, which it leaves as it is', async () => {
    const folder = scratch()
    const file = join(folder, 'ledger.db')
    writeFileSync(file, 'x'.repeat(2 * PAGE))
    expectStop(await ends('--port=0', `--data=${folder}`), 'DATABASE_CORRUPTED')
    expect(readFileSync(file, 'utf8')).toBe('x'.repeat(2 * PAGE))
  }, MINUTE)

  it('on a ledger with overwritten pages, which it leaves as it is', async () => {
    const folder = scratch()
    const file = join(folder, 'ledger.db')
    const { end } = await runs('--port=0', `--data=${folder}`, '--demo', '--json')
    expect(await end('SIGTERM')).toEqual({ code: 0, signal: null })
    const bytes = readFileSync(file)
    const damaged = Buffer.concat([bytes.subarray(0, 4 * PAGE), Buffer.alloc(8 * PAGE, 0x5a), bytes.subarray(12 * PAGE)])
    writeFileSync(file, damaged)
    expectStop(await ends('--port=0', `--data=${folder}`, '--demo'), 'DATABASE_CORRUPTED')
    expect(readFileSync(file).equals(damaged)).toBe(true)
  }, MINUTE)

  it('on a ledger of a newer version, which it leaves as it is', async () => {
    const folder = scratch()
    const file = join(folder, 'ledger.db')
    const db = new Database(file)
    db.exec('PRAGMA journal_mode = WAL; PRAGMA user_version = 999; CREATE TABLE future (a TEXT) STRICT')
    db.close()
    const before = readFileSync(file)
    expectStop(await ends('--port=0', `--data=${folder}`), 'DATABASE_TOO_NEW')
    expect(readFileSync(file).equals(before)).toBe(true)
  }, MINUTE)

  const refused = async (args: readonly string[], named: string): Promise<void> => {
    const ended = await ends(...args.map((arg) => arg.replace('DATA', scratch())))
    expectStop(ended, 'CONFIG_INVALID')
    expect(ended.stderr.toLowerCase()).toContain(named)
  }

  it.each([
    ['a port that is no number', 'port', ['--port=abc', '--data=DATA']],
    ['a port too high', 'port', ['--port=65536', '--data=DATA']],
    ['a port with a fraction', 'port', ['--port=80.5', '--data=DATA']],
    ['an unknown flag', 'colour', ['--port=0', '--data=DATA', '--colour']],
    ['no data folder', 'data', ['--port=0']],
    ['an empty data folder', 'data', ['--port=0', '--data=']],
    ['a word too many', 'word', ['--port=0', '--data=DATA', 'word']],
    ['an empty port', 'port', ['--port=', '--data=DATA']],
    ['no such host', 'host', ['--port=0', '--data=DATA', '--host=256.1.1.1']],
    ['a certificate without its key', 'tls-key', ['--port=0', '--data=DATA', '--tls-certificate=x.pem']],
    ['a certificate that is not there', 'tls-certificate', ['--port=0', '--data=DATA', '--tls-certificate=/x.pem', '--tls-key=/x.pem']],
    ['a demo clinic nowhere on earth', 'demo-time-zone', ['--port=0', '--data=DATA', '--demo', '--demo-time-zone=Mars/Olympus']],
    ['a capacity below nothing', 'capacity', ['--port=0', '--data=DATA', '--demo', '--capacity=-1']],
  ])('with %s, and names it', (_name, named, args) => refused(args, named), MINUTE)
})

type Slot = { readonly sessionId: string; readonly date: string; readonly start: string; readonly end: string }

const ask = async ({ url, adminToken }: Ready, path: string, body?: unknown): Promise<Record<string, unknown>> => {
  const authorization = `Bearer ${adminToken}`
  const sent: RequestInit = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(`${url}/v1/admin${path}`, { ...sent, headers: { authorization, 'content-type': 'application/json' } })
  expect(answer.ok).toBe(true)
  return (await answer.json()) as Record<string, unknown>
}

const seoulDate = (instant: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(instant)

describe('the demo clinic', () => {
  it('prints one JSON line, and has six vaccines in windows of half an hour, today and tomorrow', async () => {
    const before = seoulDate(Date.now())
    const { ready, lines, end } = await runs('--port=0', `--data=${scratch()}`, '--demo', '--json')
    expect(Object.keys(ready).sort()).toEqual(['adminToken', 'clinicId', 'enrolmentCodes', 'url'])
    expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(new Set(ready.enrolmentCodes).size).toBe(12)
    const { slots } = (await ask(ready, `/slots?clinicId=${ready.clinicId}`)) as { readonly slots: readonly Slot[] }
    const days = [...new Set(slots.map((slot) => slot.date))].sort()
    expect(days).toHaveLength(2)
    expect([before, seoulDate(Date.now())]).toContain(days[0])
    expect(Date.parse(days[1] ?? '') - Date.parse(days[0] ?? '')).toBe(24 * 60 * MINUTE)
    for (const day of days) {
      const ofDay = slots.filter((slot) => slot.date === day)
      expect(new Set(ofDay.map((slot) => slot.sessionId)).size).toBe(6)
      expect(ofDay).toHaveLength(6 * 48)
    }
    expect(slots.filter((slot) => Date.parse(slot.end) - Date.parse(slot.start) !== 30 * MINUTE)).toEqual([])
    expect(await end('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(lines).toHaveLength(1)
  }, MINUTE)

  it('lies where it is morning for whoever tests with it, and stays where it was made', async () => {
    for (let hour = 0; hour < 24; hour++) {
      const now = Date.parse('2026-11-24T00:35:00Z') + hour * 60 * MINUTE
      expect(new Intl.DateTimeFormat('en-GB', { timeZone: morningZone(now), hour: '2-digit', minute: '2-digit' }).format(now)).toBe('10:35')
    }
    const data = scratch()
    const first = await runs('--port=0', `--data=${data}`, '--demo', '--demo-time-zone=Etc/GMT+5', '--json')
    await first.end('SIGTERM')
    const second = await runs('--port=0', `--data=${data}`, '--demo', '--json')
    expect(await ask(second.ready, '/clinics')).toMatchObject({ clinics: [{ timeZone: 'Etc/GMT+5' }] })
    await second.end('SIGTERM')
  }, MINUTE)

  it('keeps ledger, token and codes through kill -9', async () => {
    const data = scratch()
    const first = await runs('--port=0', `--data=${data}`, '--demo', '--json')
    const clinic = await ask(first.ready, '/clinics', { name: 'Made just before the kill' })
    expect(await first.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' })
    const second = await runs('--port=0', `--data=${data}`, '--demo', '--json')
    const { url: _url, ...kept } = second.ready
    const { url: _old, ...had } = first.ready
    expect(kept).toEqual(had)
    expect(await ask(second.ready, '/clinics')).toMatchObject({ clinics: expect.arrayContaining([expect.objectContaining(clinic)]) })
    expect(await second.end('SIGINT')).toEqual({ code: 0, signal: null })
  }, MINUTE)
})
