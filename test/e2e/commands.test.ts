/** The technician's commands through the real program, with no display and no kiosk running: as they are typed over a remote line. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runnableElectron } from '../../scripts/electron-runtime.mjs'
import { root } from '../../scripts/steps.mjs'
import type { SelfTest } from '../../src/contract/care.ts'
import { openKioskFile } from '../../src/store/db/open.ts'
import './clinic.ts'

const KEY = 'ab'.repeat(32)
let folder: string
let dataDir: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-commands-'))
  dataDir = join(folder, 'kiosk')
  mkdirSync(join(dataDir, 'key'), { recursive: true })
  writeFileSync(join(dataDir, 'key', 'database.key'), KEY)
  writeFileSync(join(folder, 'config.json'), '{\n  "language": "en",\n  "diagonal": 15\n}')
  const opened = openKioskFile(join(dataDir, 'kiosk.db'), KEY, 0)
  if (!opened.ok) throw new Error(opened.error.code)
  opened.value.db.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const electron = runnableElectron()
  const { DISPLAY: _display, XAUTHORITY: _authority, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  return spawnSync(electron.executable, [...electron.args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...words], {
    encoding: 'utf8', timeout: 60_000, env: { ...env, KIOSK_DATA_DIR: dataDir, KIOSK_CONFIG_FILE: join(folder, 'config.json'), KIOSK_NODE: join(root, 'node_modules', 'node', 'bin', 'node'), KIOSK_TECHNICIAN_PIN: '987654' },
  })
}
const answer = (stdout: string) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>

describe('a command in the real program', () => {
  it('--about and --print-config: what it is, each value with its source, no secret, an unknown key with its line', () => {
    expect(run('--about')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^vaccination-kiosk \d+\.\d+\.\d+/) })
    const { status, stdout } = run('--print-config')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^language +en +file \(.*config\.json\)$/m)
    expect(stdout).toMatch(/^idleS +90 +default$/m)
    expect(stdout).toContain('config.json line 3: "diagonal" is not known and was ignored')
    expect(stdout).not.toContain('987654')
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--self-test') })
    for (const words of [['--backup', '--wipe'], ['--restore', '--flie=x'], ['--self-tset']]) expect(run(...words)).toMatchObject({ status: 78, stderr: expect.stringContaining('--help') })
  })

  it('--self-test --json: every check of the contract, what it measured, and 1 where one failed', () => {
    const { status, stdout } = run('--self-test', '--json')
    const test = answer(stdout) as unknown as SelfTest
    expect(test.checks.map(({ id }) => id).sort()).toEqual(['backup', 'clock', 'file', 'printer', 'scanner', 'screens', 'service', 'sound', 'space', 'tls', 'touch', 'write'])
    expect(test.checks.find(({ id }) => id === 'write')).toMatchObject({ facts: { times: 200, medianMs: expect.any(Number) } })
    for (const check of test.checks) if (check.state === 'not-run') expect(check.facts.why).toEqual(expect.any(String))
    expect(status).toBe(test.checks.some(({ state }) => state === 'fail') ? 1 : 0)
    expect(run('--self-test').stdout.trim().split('\n')).toHaveLength(test.checks.length)
  })

  it('--unsent, --try-migration, --backup, --check-backup, --restore, --step-back: one after the other, and the file is still good', () => {
    expect(run('--unsent')).toMatchObject({ status: 0, stdout: '0\n' })
    expect(answer(run('--try-migration').stdout)).toMatchObject({ entries: 0, bookings: 0 })
    expect(answer(run('--backup').stdout)).toMatchObject({ restorable: true })
    expect(run('--check-backup').status).toBe(0)
    expect(answer(run('--restore').stdout)).toMatchObject({ restorable: true, setAside: expect.stringContaining('before-restore') })
    expect(answer(run('--step-back').stdout)).toMatchObject({ how: 'not-needed' })
    expect(run('--check-backup', `--file=${join(dataDir, 'kiosk.db')}`).status).toBe(0)
  })

  it('--retire: nothing is left, and a word for the operator', () => {
    const { status, stderr } = run('--retire')
    expect([status, stderr]).toEqual([0, expect.stringContaining('Tell the operator to retire')])
    expect(readdirSync(dataDir).filter((name) => !['browser', 'logs'].includes(name))).toEqual([])
  })
})
