import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { backupPostgres, restorePostgres, verifyPostgres } from '../../src/service/ledger/postgres/keep-postgres.ts'
import { openPostgres } from '../../src/service/ledger/postgres/open-postgres.ts'
import { createPostgresCentre } from '../../src/service/ledger/postgres/postgres-centre.ts'
import { createPostgresLedger } from '../../src/service/ledger/postgres/postgres-ledger.ts'
import { orThrow } from '../support/clinic.ts'
import { startCluster } from '../support/postgres.ts'
import type { Started } from '../support/postgres.ts'

const MINUTE = 60_000
const NOW = Date.parse('2026-11-24T01:10:00Z')
const folder = mkdtempSync(join(tmpdir(), 'keep-postgres-'))
let made = 0
const freshFile = (): string => join(folder, `backup-${++made}.dump`)

let started: Started
let url = ''
beforeAll(async () => { started = await startCluster() }, MINUTE)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  if (started.ok) await started.cluster.stop()
}, MINUTE)

/** A node begins, does something, and ends. */
async function node<T>(act: (port: Awaited<ReturnType<typeof createPostgresCentre>>['port']) => Promise<T>): Promise<T> {
  const door = createPostgresLedger(orThrow(await openPostgres(url)))
  let id = 0
  const { port } = await createPostgresCentre(door, { clock: () => NOW, newId: () => `id-${++made}-${++id}`, newCode: () => `code-${++id}-${made}`, helloMs: 60_000, log: () => {} }, { restored: false })
  const answer = await act(port)
  await door.close()
  return answer
}
/** After a node has begun. */
async function lifeNow(): Promise<number> {
  await node(async () => {})
  return Number((await ask("SELECT value FROM setting WHERE key = 'incarnation'"))[0]?.value)
}
const newClinic = (name: string) => node((port) => port.createClinic({ name, timeZone: 'Asia/Seoul' }))
const clinics = () => node(async (port) => { const all = await port.listClinics(); return all === 'overloaded' ? [] : all.map((clinic) => clinic.name) })
async function ask(text: string): Promise<readonly Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const rows = await sql.unsafe(text)
  await sql.end()
  return [...rows]
}
const command = (...args: string[]) => spawnSync(process.execPath, ['src/service/ledger-command.ts', ...args], { encoding: 'utf8', env: { ...process.env, CENTRAL_DATABASE: url } })

describe('a backup of the ledger on PostgreSQL', () => {
  beforeEach(async (test) => {
    if (!started.ok) return test.skip(started.why)
    url = await started.cluster.createDatabase()
    await newClinic('before')
  }, MINUTE)

  it('brings back what was, sets aside what is, and the next start begins its next life', async () => {
    const file = freshFile()
    orThrow(backupPostgres(url, file))
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await newClinic('after')
    const { setAside } = orThrow(await restorePostgres(file, url, NOW))
    expect(await ask(`SELECT name FROM ${setAside}.clinic ORDER BY name`)).toEqual([{ name: 'after' }, { name: 'before' }])
    expect([await lifeNow(), await clinics(), await lifeNow()]).toEqual([2, ['before'], 2])
    expect(orThrow(await verifyPostgres(url))).toMatchObject({ broken: [] })
  }, MINUTE)

  it('restored twice makes two lives, and on a fresh database one more than its own', async () => {
    if (!started.ok) return
    const file = freshFile()
    orThrow(backupPostgres(url, file))
    orThrow(await restorePostgres(file, url, NOW))
    expect(await lifeNow()).toBe(2)
    orThrow(await restorePostgres(file, url, NOW + 1))
    expect(await lifeNow()).toBe(3)
    url = await started.cluster.createDatabase()
    expect(orThrow(await restorePostgres(file, url, NOW)).setAside).toBeNull()
    expect([await lifeNow(), await clinics()]).toEqual([2, ['before']])
  }, MINUTE)

  it('is gone on with where a node died in the middle of beginning the next life', async () => {
    const file = freshFile()
    orThrow(backupPostgres(url, file))
    orThrow(await restorePostgres(file, url, NOW))
    await ask("UPDATE setting SET value = '2' WHERE key = 'incarnation'")
    await ask("UPDATE setting SET value = 'begun' WHERE key = 'restored'")
    expect(await lifeNow()).toBe(2)
    expect(await ask("SELECT count(*)::int AS begun FROM setting WHERE key LIKE 'life/%' AND value = '2'")).toEqual([{ begun: 1 }])
    expect(await ask("SELECT value FROM setting WHERE key = 'restored'")).toEqual([{ value: '' }])
  }, MINUTE)

  it('is refused when it was cut off, and when nodes still run: nothing changes', async () => {
    const file = freshFile()
    orThrow(backupPostgres(url, file))
    expect(backupPostgres(url, file)).toMatchObject({ ok: false, error: { code: 'CONFIG_INVALID' } })
    const whole = orThrow(await openPostgres(url))
    expect(await restorePostgres(file, url, NOW)).toMatchObject({ ok: false, error: { code: 'CONFIG_INVALID', detail: expect.stringContaining('nodes are connected') } })
    await whole.end()
    truncateSync(file, Math.floor(readFileSync(file).length * 0.7))
    expect(await restorePostgres(file, url, NOW)).toMatchObject({ ok: false, error: { code: 'DATABASE_CORRUPTED' } })
    expect([await lifeNow(), await clinics()]).toEqual([1, ['before']])
  }, MINUTE)

  it('is made, restored and verified by the command, which never prints the password', () => {
    const file = freshFile()
    const answers = [command('backup', `--file=${file}`), command('restore', `--file=${file}`), command('verify')]
    expect(answers.map(({ status }) => status)).toEqual([0, 0, 0])
    expect(JSON.parse(answers[2]?.stdout ?? '')).toMatchObject({ broken: [], entries: 2 })
    const wrong = command('backup', `--file=${freshFile()}`, `--database=${url.replace(/:\d+\//, ':1/')}`, '--json')
    expect(wrong.status).toBe(78)
    expect([...answers, wrong].map(({ stdout, stderr }) => stdout + stderr).join('')).not.toContain(new URL(url).password)
  }, MINUTE)
})
