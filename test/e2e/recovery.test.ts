/** Every rung of the ladder, caused in the real app. The table at the end is what was seen. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runnableElectron } from '../../scripts/electron-runtime.mjs'
import { root } from '../../scripts/steps.mjs'
import { at, confirm, fillIn, finish, launchKiosk, readTicket } from '../../scripts/demo/kiosk-app.mjs'
import { tellTable } from '../support/told-table.ts'
import { drained, ended, logged, openClinic, overview, placesHeld, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'

const PERSON = { jamo: 'ㄱㅣㅁㅁㅣㄴㅅㅓ', birthDate: '19570304', phone: '01012345678' }
const seen: [string, string, string][] = []
const rungs = (dataDir: string, trouble: string): unknown[] => logged(dataDir, 'recovery').filter((line) => line.trouble === trouble).map((line) => line.rung)

let clinic: Clinic
beforeAll(async () => { clinic = await openClinic({ env: { KIOSK_HANG_S: '3', KIOSK_SUPERVISED: '1' } }); await placesHeld(clinic) })
afterAll(async () => {
  await clinic?.close()
  tellTable('recovery', ['trouble', 'caused by', 'what was seen'], seen)
})

describe('the recovery ladder in the real app', () => {
  it('a page that hangs is crashed and replaced, at the welcome screen', async () => {
    await clinic.patient.getByTestId('book-now').click()
    void clinic.patient.evaluate(() => { setTimeout(() => { for (;;) { /* hangs */ } }, 50) }).catch(() => {})
    await until('the hung page replaced', () => rungs(clinic.dataDir, 'page-hung').length > 0)
    await until('a new page answers', () => clinic.kiosk.evaluate(async ({ BrowserWindow }) => {
      const asked = BrowserWindow.getAllWindows().map((w) => (w.webContents.isCrashed() ? '' : w.webContents.executeJavaScript("document.querySelector('[data-screen]')?.getAttribute('data-screen')")))
      // A page that is on its way to be replaced never answers.
      const late = new Promise<string[]>((resolve) => { setTimeout(() => resolve([]), 1_000) })
      return (await Promise.race([Promise.all(asked), late])).includes('welcome')
    }))
    expect(rungs(clinic.dataDir, 'page-hung')[0]).toBe('crash-page')
    seen.push(['page hangs', 'an endless loop in the page', 'crashed, new page at welcome'])
  })

  it('a damaged file is set aside, what it owes is saved, and nothing is sold until it is enrolled again', async () => {
    // Three crashes in five minutes are another rung: this one starts anew.
    await clinic.kiosk.close()
    await ended(await stopCentre())
    const first = await launchKiosk({ dataDir: clinic.dataDir, serviceUrl: `http://127.0.0.1:${clinic.port}` })
    await fillIn(first.patient, PERSON)
    await confirm(first.patient)
    const { number } = await readTicket(first.patient)
    await finish(first.patient)
    await first.kiosk.close()
    scratch(join(clinic.dataDir, 'kiosk.db'))
    const again = await launchKiosk({ dataDir: clinic.dataDir, serviceUrl: `http://127.0.0.1:${clinic.port}` })
    const [line] = await until('set aside', () => { const found = readLog(clinic.dataDir, again); return found.length > 0 ? found : null })
    expect(existsSync(String(line))).toBe(true)
    const owed = await until('the owed entry', async () => overview(again))
    expect(owed).toMatchObject({ unsent: 1, storeProblem: 'DATABASE_CORRUPTED', placesLeft: 0 })
    await again.desk.getByTestId(`row-${number}`).waitFor()
    const service = await clinic.startService()
    await drained({ ...clinic, desk: again.desk })
    expect(clinic.ledger('SELECT count(*) AS n FROM booking')).toEqual([{ n: 1 }])
    await again.kiosk.close()
    await ended(service)
    seen.push(['file damaged', '64 bytes overwritten in its middle', 'set aside; 1 unsent entry saved and sent; sells nothing until enrolled again; desk is told'])
  })
})

/** The centre of `openClinic` is its own to end; here it is stopped by ending its port. */
async function stopCentre(): Promise<null> {
  spawnSync('sh', ['-c', `for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline 2>/dev/null | grep -q -- '--port=${clinic.port} ' && kill $(basename $p); done; true`])
  await new Promise((resolve) => { setTimeout(resolve, 500) })
  return null
}

/** In the middle of the file and not on its first page: as a dying disk would. */
function scratch(file: string): void {
  const size = statSync(file).size
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(64, 0xee), 0, 64, Math.floor(size / 4_096 / 2) * 4_096 + 128)
  closeSync(handle)
}
const readLog = (dataDir: string, _app: unknown): string[] => readdirSync(dataDir).filter((name) => /^kiosk\.db\.damaged-\d+$/.test(name)).map((name) => join(dataDir, name))

/** A kiosk of its own whose end is watched. */
async function own(env: Record<string, string>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'kiosk-recovery-'))
  mkdirSync(join(dataDir, 'browser'), { recursive: true })
  return { dataDir, start: () => launchKiosk({ dataDir, serviceUrl: 'http://127.0.0.1:9', env: { KIOSK_SUPERVISED: '1', ...env } }) }
}
const exitOf = async (app: Awaited<ReturnType<typeof launchKiosk>>): Promise<number | null> => {
  const child = app.kiosk.process()
  return child.exitCode ?? ((await once(child, 'exit')) as [number | null])[0]
}

/** The whole program, ended by force as soon as it has noted that it was started. */
async function startAndKill(dataDir: string, nth: number): Promise<void> {
  const electron = runnableElectron()
  const child = spawn(electron.executable, [...electron.args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'], { detached: true, stdio: 'ignore', env: { ...process.env, KIOSK_DATA_DIR: dataDir, KIOSK_SERVICE_URL: 'http://127.0.0.1:9', KIOSK_TECHNICIAN_PIN: '4711', KIOSK_SUPERVISED: '1', KIOSK_NODE: join(root, 'node_modules', 'node', 'bin', 'node') } })
  await until(`start ${nth}`, () => startsNoted(dataDir) === nth)
  const gone = once(child, 'exit')
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  await gone
}
function startsNoted(dataDir: string): number {
  try { return (JSON.parse(readFileSync(join(dataDir, 'browser', 'recovery.json'), 'utf8')) as { incidents: { trouble: string }[] }).incidents.filter(({ trouble }) => trouble === 'started').length } catch { return 0 }
}

describe('a kiosk of its own', () => {
  it('three crashes in five minutes restart the program with exit code 10', async () => {
    const { dataDir, start } = await own({})
    const app = await start()
    const over = exitOf(app)
    for (let n = 1; n <= 3; n++) {
      await app.kiosk.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows().at(-1)?.webContents.forcefullyCrashRenderer() }).catch(() => {})
      if (n < 3) await until(`page ${n} is back`, async () => rungs(dataDir, 'page-gone').length === n && app.kiosk.windows().length === 2)
      await new Promise((resolve) => { setTimeout(resolve, 1_500) })
    }
    expect(await over).toBe(10)
    expect(rungs(dataDir, 'page-gone')).toEqual(['new-page', 'new-page', 'restart'])
    seen.push(['page crashes', 'its process ended by force', 'new page at welcome'], ['page crashes thrice in 5 minutes', 'the same, three times', 'restart, exit code 10'])
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('at the end patients are sent to the desk by a page that needs nothing', async () => {
    const { dataDir, start } = await own({})
    for (let n = 1; n <= 5; n++) await startAndKill(dataDir, n)
    const app = await start()
    const page = await until('the page', () => app.kiosk.windows().find((one) => one.url().endsWith('out-of-service.html')))
    await at(page, 'out-of-service')
    expect(await page.locator('h1').textContent()).toContain('접수처로')
    mkdirSync('out/screens', { recursive: true })
    await page.screenshot({ path: 'out/screens/out-of-service.png' })
    await app.desk.getByTestId('strip-unsent').waitFor()
    seen.push(['the program dies again and again', 'five starts killed by signal 9', 'page that sends patients to the desk; the desk goes on'])
    await app.kiosk.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('a graphics process that dies twice is given up: the program starts again and draws in software', async () => {
    const { dataDir, start } = await own({})
    const app = await start()
    const over = exitOf(app)
    const graphics = (): Promise<number> => app.kiosk.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0).catch(() => 0)
    for (let before = 0, n = 1; n <= 2; n++) {
      const pid = await until(`graphics process ${n}`, async () => { const found = await graphics(); return found !== before ? found : 0 })
      process.kill(pid, 'SIGKILL')
      before = pid
      await until(`its end ${n}`, () => rungs(dataDir, 'gpu-gone').length >= n)
    }
    expect(await over).toBe(10)
    expect(rungs(dataDir, 'gpu-gone')).toEqual(['nothing', 'software-rendering'])
    expect(JSON.parse(readFileSync(join(dataDir, 'browser', 'recovery.json'), 'utf8')).software).toBe(true)
    seen.push(['graphics process dies twice', 'killed by signal 9, twice', 'restart, exit code 10, draws in software from then on'])
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('a store that dies again and again comes back after growing pauses, a booking is taken, and the twelfth time in five minutes the program starts anew', async () => {
    const { dataDir, start } = await own({})
    // Eight ends of a while ago: the pauses of twelve would be most of a minute.
    writeFileSync(join(dataDir, 'browser', 'recovery.json'), JSON.stringify({ software: false, incidents: Array.from({ length: 8 }, (_, i) => ({ trouble: 'store-down', at: Date.now() - 1_000 * (i + 1) })) }))
    const app = await start()
    const over = exitOf(app)
    const killStore = async (n: number): Promise<void> => {
      process.kill(await until(`store ${n}`, () => (logged(dataDir, 'store-up').length >= n ? app.storePid() : 0)), 'SIGKILL')
      await until(`its end ${n}`, () => logged(dataDir, 'store-down').length >= n)
    }
    for (let n = 1; n <= 3; n++) await killStore(n)
    await until('the store is back', () => logged(dataDir, 'store-up').length >= 4)
    expect(logged(dataDir, 'store-down').map((line) => line.restartMs)).toEqual([100, 200, 400])
    expect(rungs(dataDir, 'store-down')).toEqual(['nothing', 'nothing', 'nothing'])
    await fillIn(app.patient, PERSON)
    await confirm(app.patient)
    // No centre ever gave it places: a number all the same.
    expect((await readTicket(app.patient)).status).toBe('standby')
    seen.push(['store dies, thrice', 'killed by signal 9, three times', 'started again after 100, 200, 400 ms; the next patient has a number'])
    await killStore(4)
    expect(await over).toBe(10)
    seen.push(['store dies, 12 times in 5 minutes', 'killed once more after eight noted and three caused', 'restart, exit code 10'])
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('a full disk stops promises before one could be false, and goes on when there is space again', async (test) => {
    const { dataDir } = await own({})
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', dataDir]).status !== 0) test.skip('a small disk can only be mounted by root')
    mkdirSync(join(dataDir, 'support'))
    writeFileSync(join(dataDir, 'support', 'old.json.gz'), 'x')
    const app = await launchKiosk({ dataDir, serviceUrl: 'http://127.0.0.1:9', env: { KIOSK_SUPERVISED: '1', KIOSK_DISK_LOW_MIB: '100000', KIOSK_DISK_STOP_MIB: '60' } })
    await until('old copies thrown away', () => logged(dataDir, 'disk-space').some((line) => Number(line.purged) > 0))
    expect(existsSync(join(dataDir, 'support', 'old.json.gz'))).toBe(false)
    const away = (): boolean => app.kiosk.windows().some((one) => one.url().endsWith('out-of-service.html'))
    writeFileSync(join(dataDir, 'ballast'), Buffer.alloc(150 * 1024 * 1024))
    await until('the stop', away)
    await app.desk.getByTestId('strip-unsent').waitFor()
    rmSync(join(dataDir, 'ballast'))
    await until('patients are welcome again', () => !away())
    await app.kiosk.close()
    seen.push(['disk fills', 'a disk of 200 MiB, filled', 'old copies purged; then patients are sent to the desk; welcome again when there is space'])
    spawnSync('umount', ['-l', dataDir])
    rmSync(dataDir, { recursive: true, force: true })
  })
})
