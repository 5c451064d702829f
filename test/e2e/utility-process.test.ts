/**
 * On the compatibility runtime the utilityProcess path is exercised with a store that answers without SQLite:
 * that Electron cannot load the database module, the shipped one can.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchKiosk } from '../../scripts/demo/kiosk-app.mjs'
import type { KioskApp } from '../../scripts/demo/kiosk-app.mjs'
import { ask, logged, until } from './clinic.ts'

let app: KioskApp
const dataDir = mkdtempSync(join(tmpdir(), 'kiosk-e2e-'))
beforeAll(async () => { app = await launchKiosk({ dataDir, serviceUrl: 'http://127.0.0.1:9', env: { KIOSK_STORE: 'echo' } }) })
afterAll(async () => {
  await app?.kiosk.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const utilities = () => app.kiosk.evaluate(({ app: electron }) => electron.getAppMetrics().filter((m) => m.type === 'Utility').map(({ pid, serviceName, name }) => ({ pid, serviceName, name })))
const answered = () => until('an answer', async () => {
  const result = await ask(app.desk, 'queueBoard', {})
  return result.ok ? result : null
})

describe('the store as a utility process', () => {
  it('answers a page through the real messages of Electron', async () => {
    expect(await answered()).toEqual({ ok: true, value: { echo: 'queueBoard' } })
    expect(await utilities()).toContainEqual(expect.objectContaining({ pid: app.storePid(), name: 'store' }))
  })

  it('is begun again when it is killed, under another id, and answers as before', async () => {
    for (let times = 0; times < 2; times++) {
      const before = app.storePid()
      process.kill(before, 'SIGKILL')
      await until('another store', () => app.storePid() !== before)
      expect(await answered()).toEqual({ ok: true, value: { echo: 'queueBoard' } })
      const pids = (await utilities()).map(({ pid }) => pid)
      expect(pids).toContain(app.storePid())
      expect(pids).not.toContain(before)
    }
    expect(logged(dataDir, 'store-down')).toHaveLength(2)
  })

  it('ends with the app', async () => {
    const pid = app.storePid()
    await app.kiosk.close()
    await until('the store is gone', () => { try { process.kill(pid, 0); return false } catch { return true } })
  })
})
