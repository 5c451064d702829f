/** How the program ends, and with which code: what systemd and Shell Launcher act upon. 78 has a file of its own (main-failures). */
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { launchKiosk, tap } from '../../scripts/demo/kiosk-app.mjs'
import type { KioskApp } from '../../scripts/demo/kiosk-app.mjs'
import { EXIT } from '../../src/main/install/command-line.ts'
import { tellTable } from '../support/told-table.ts'
import { until } from './clinic.ts'

const seen: [number | null, string][] = []
afterAll(() => tellTable('exit-codes', ['exit code', 'what was done'], seen.map(([code, what]) => [String(code), what])))

let dataDir: string
let app: KioskApp
let over: Promise<number | null>
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'kiosk-exit-'))
  app = await launchKiosk({ dataDir, serviceUrl: 'http://127.0.0.1:9', env: { KIOSK_SUPERVISED: '1' } })
  over = once(app.kiosk.process(), 'exit').then(([code]) => code as number | null)
})
afterEach(async () => { await app.kiosk.close().catch(() => {}); rmSync(dataDir, { recursive: true, force: true }) })

async function openCare() {
  await tap(app.desk, 'open-technician')
  const panel = await app.windowOf('technician')
  for (const digit of '4711') await tap(panel, `pin-${digit}`)
  await tap(panel, 'pin-ok')
  await tap(panel, 'tech-care')
  await panel.getByTestId('machine').waitFor()
  return panel
}

describe('the technician ends the program on purpose', () => {
  it.each([['restart', EXIT.restart], ['reboot', EXIT.reboot], ['maintenance', EXIT.maintenance]] as const)('%s: code %i, asked twice, and no trouble is remembered', async (how, code) => {
    const panel = await openCare()
    await tap(panel, `leave-${how}`)
    await tap(panel, 'leave-no')
    await tap(panel, `leave-${how}`)
    if (how === 'maintenance') { await panel.waitForTimeout(300); await panel.screenshot({ path: 'out/screens/leave.png' }) }
    await tap(panel, 'leave-yes')
    expect(await over).toBe(code)
    expect((JSON.parse(readFileSync(join(dataDir, 'browser', 'recovery.json'), 'utf8')) as { incidents: unknown[] }).incidents).toEqual([])
    seen.push([code, `technician: ${how}`])
  })

  it('not without the PIN, not with a word that is none, and not from another window', async () => {
    const panel = await openCare()
    const leave = (input: unknown) => panel.evaluate((given) => (window.kiosk as unknown as { leave: (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }> }).leave(given), input)
    expect(await leave({ pin: '0000', how: 'reboot' })).toMatchObject({ ok: false, error: { code: 'PIN_WRONG' } })
    for (const input of [{ pin: '4711', how: 'format' }, { pin: '4711', how: 'reboot', more: 1 }, null]) expect(await leave(input)).toMatchObject({ ok: false, error: { code: 'INPUT_INVALID' } })
    expect(await app.patient.evaluate(() => 'leave' in (window.kiosk as object))).toBe(false)
    await app.desk.getByTestId('strip-unsent').waitFor()
  })
})

describe('it ends otherwise', () => {
  it('asked by the system: code 0', async () => {
    process.kill(await app.kiosk.evaluate(() => process.pid), 'SIGTERM')
    expect(await over).toBe(EXIT.ended)
    seen.push([EXIT.ended, 'asked by the system (SIGTERM)'])
  })

  it('by a bug of its own: code 70, no dialog, and the log says which', async () => {
    let said = ''
    app.kiosk.process().stderr?.on('data', (text) => { said += String(text) })
    await app.kiosk.evaluate(() => { setTimeout(() => { throw new Error('planted bug') }, 50) })
    expect(await over).toBe(EXIT.internal)
    await until('the trace', () => said.includes('planted bug'))
    seen.push([EXIT.internal, 'an exception nobody caught'])
  })
})
