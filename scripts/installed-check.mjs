/**
 * `npm run installed-check -- --json`: the package as a clinic gets it. Installed with dpkg, started as the unprivileged user with the sandbox on,
 * a booking end to end, an update by the agent that keeps the data, removal, a purge that refuses while anything is unsent, and one that goes through.
 * Needs root on Debian; changes this machine and puts it back.
 */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withDisplay } from './display.mjs'
import { OWN, updateByAgent, wayBackFaults } from './installed/update-by-agent.mjs'
import { pack } from './pack.mjs'
import { sandboxOf } from './security/sandbox-of.mjs'
import { demoInTheMorning, startService } from './service-process.mjs'
import { answers, run, script, step, Stop } from './steps.mjs'

const DATA = '/var/lib/vaccination-kiosk'
const ETC = '/etc/vaccination-kiosk'
const APP = '/usr/bin/vaccination-kiosk'
const NEXT = '0.1.1'
const PATIENCE_MS = 60_000
const found = { installed: false, testBuildEnrolsNowhere: false, bookingInInstalledApp: false, sandbox: false, upgradeKeptData: false, migrationTriedFirst: false, wayBackWorks: false, commandsAsRoot: false, removed: false, purgeRefusedWhileUnsent: false, purgedWhenSent: false, purgedWhenForced: false, sandboxWhy: '' }
const dpkg = (...args) => spawnSync('dpkg', args, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms) })

/** Playwright starts what it is told to; this becomes the kiosk's user first. */
function asKiosk(folder, env) {
  const file = join(folder, 'start-as-kiosk')
  const exports = Object.entries(env).map(([name, value]) => `${name}='${value}'`).join(' ')
  writeFileSync(file, `#!/bin/sh\nexec runuser -u kiosk -- env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME=${DATA} ${exports} ${APP} "$@"\n`)
  chmodSync(file, 0o755)
  return file
}

const commonEnv = ({ folder, service }) => ({
  DISPLAY: process.env.DISPLAY, XAUTHORITY: openDisplayTo(folder), KIOSK_DEMO: '1', KIOSK_SERVICE_URL: service.ready.url, KIOSK_TECHNICIAN_PIN: '4711',
  KIOSK_PATIENT_SIZE: '1080x1920', KIOSK_DESK_SIZE: '1920x1080', KIOSK_BACKOFF_CAP_MS: '1000',
})

function openDisplayTo(folder) {
  const copy = join(folder, 'authority')
  writeFileSync(copy, readFileSync(process.env.XAUTHORITY))
  run('chown', ['kiosk', copy])
  return copy
}

async function start({ folder, service, env = {} }) {
  const { _electron } = await import('@playwright/test')
  const executablePath = asKiosk(folder, { ...commonEnv({ folder, service }), KIOSK_ENROLMENT_CODE: service.ready.enrolmentCodes[0], ...env })
  const kiosk = await _electron.launch({ executablePath, args: ['--disable-gpu'], chromiumSandbox: true, timeout: PATIENCE_MS, env: {} })
  const windowOf = async (role) => {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(200)) {
      for (const page of kiosk.windows()) if ((await page.evaluate(() => window.kiosk?.role).catch(() => '')) === role) return page
    }
    throw new Stop(`no ${role} window in the installed app`)
  }
  return { kiosk, patient: await windowOf('patient'), desk: await windowOf('reception') }
}

const overview = async ({ desk }) => (await desk.evaluate(() => window.kiosk.call('syncOverview', {}))).value
async function until(what, look) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(200)) if (await look()) return
  throw new Stop(`never seen: ${what}`)
}

async function book(app, person) {
  const { fillIn, confirm, readTicket, finish } = await import('./demo/kiosk-app.mjs')
  await fillIn(app.patient, person)
  await confirm(app.patient)
  const ticket = await readTicket(app.patient)
  await finish(app.patient)
  return ticket
}

const unsent = () => spawnSync('runuser', ['-u', 'kiosk', '--', APP, '--unsent'], { encoding: 'utf8' }).stdout.trim()
const entriesKept = () => JSON.parse(spawnSync('runuser', ['-u', 'kiosk', '--', APP, '--backup'], { encoding: 'utf8' }).stdout || '{"entries":-1}').entries

async function install(deb) {
  const done = dpkg('-i', deb)
  if (done.status !== 0) throw new Stop(`dpkg -i ended with ${done.status}\n${done.stdout}${done.stderr}`)
  const key = statSync(join(ETC, 'database.key'))
  found.installed = existsSync(APP) && (key.mode & 0o777) === 0o400 && run('stat', ['-c', '%U', DATA]).trim() === 'kiosk' && dpkg('-s', 'vaccination-kiosk').stdout.includes('Status: install ok installed')
}

const devicesKnown = async ({ folder }) => {
  const { default: Database } = await import('better-sqlite3')
  const ledger = new Database(join(folder, 'centre', 'ledger.db'), { readonly: true })
  try { return ledger.prepare('SELECT count(*) FROM device').pluck().get() } finally { ledger.close() }
}

/** Outside of a demonstration nobody can drive it, so it is watched from the centre: with a good code in its settings a test build asks for nothing. */
async function elsewhere(stage, { test }) {
  if (!test) { found.testBuildEnrolsNowhere = null; return 'this is no test build' }
  const file = asKiosk(stage.folder, { ...commonEnv(stage), KIOSK_DEMO: '0', KIOSK_ENROLMENT_CODE: stage.service.ready.enrolmentCodes[1] })
  const kiosk = spawn(file, ['--disable-gpu'], { detached: true, stdio: 'ignore' })
  try {
    await until('the store of a test build outside of a demonstration', () => existsSync(join(DATA, 'health.json')))
    // Twenty hellos of the centre's own pace: whoever wanted to enrol had the time.
    await pause(10_000)
    found.testBuildEnrolsNowhere = await devicesKnown(stage) === 0
  } finally {
    const ended = new Promise((resolve) => { kiosk.on('exit', resolve) })
    process.kill(-kiosk.pid, 'SIGTERM')
    await ended
  }
}

async function firstDay(stage) {
  const app = await start(stage)
  await until('places held', async () => (await overview(app))?.placesLeft > 0)
  const why = sandboxOf('/opt/vaccination-kiosk/')
  found.sandbox = why === ''
  found.sandboxWhy = why
  const ticket = await book(app, { jamo: 'ㄱㅣㅁㅁㅣㄴㅅㅓ', birthDate: '19570304', phone: '01012345678' })
  await until('sent', async () => (await overview(app))?.unsent === 0)
  // The same that asks above: what it counts can be other than 0.
  if (await devicesKnown(stage) !== 1) throw new Stop('the kiosk of the demonstration is not in the ledger')
  found.bookingInInstalledApp = ticket.status === 'booked'
  await app.kiosk.close()
}

const about = () => spawnSync('runuser', ['-u', 'kiosk', '--', APP, '--about'], { encoding: 'utf8' }).stdout

/** With the package that the agent made of the installed one: the same files, and a program that starts on the same data. */
async function goBack({ folder }, first, entries) {
  const again = join(folder, 'again.deb')
  const faults = wayBackFaults(first.made[0], again)
  if (faults.length > 0) throw new Stop(`the package to go back to is another one\n${faults.slice(0, 20).join('\n')}`)
  await install(again)
  return about().includes(first.version) && entriesKept() === entries
}

async function upgrade(stage, first, second) {
  const before = entriesKept()
  const deb = second.made.find((file) => file.includes(NEXT))
  const startKiosk = asKiosk(stage.folder, { ...commonEnv(stage), KIOSK_ENROLMENT_CODE: 'used' })
  const log = await updateByAgent({ folder: stage.folder, dataDir: DATA, etc: ETC, after: deb, version: second.version, startKiosk })
  found.migrationTriedFirst = new RegExp(`"entries":${before},`).test(log) && /is installed and works/.test(log) && !existsSync(join(OWN, 'trial'))
  found.wayBackWorks = await goBack(stage, first, before)
  await install(deb)
  found.upgradeKeptData = before > 0 && entriesKept() === before && about().includes(NEXT)
  stage.service.child.removeAllListeners('exit')
  stage.service.child.kill('SIGKILL')
  const app = await start(stage)
  await book(app, { jamo: 'ㅇㅣㅈㅣㅇㅜ', birthDate: '19600101', phone: '01022223333' })
  await app.kiosk.close()
}

/** As a technician types them: by root, with the mistakes that are made. What is refused changes nothing. */
function commandsAsRoot() {
  const said = (...words) => { const { status, stdout, stderr } = spawnSync(APP, words, { encoding: 'utf8' }); return { status, text: `${stdout}${stderr}` } }
  const lines = [
    [said('--print-config'), 0, /^dataDir +\/var\/lib\/vaccination-kiosk +file/m], [said('--about'), 0, /^vaccination-kiosk \d/m], [said('--unsent'), 0, /^\d+$/m], [said('--self-test', '--json'), null, /"id":"write","state":"(ok|look)"/],
    [said('--lockdown', 'apply', '--dry-run'), 0, /systemctl enable vaccination-kiosk\.service/], [said('--lockdown', 'status'), 1, /^OPEN /m], [said('--lockdown'), 78, /usage/], [said(), 78, /systemctl start/],
    [said('--inspect'), 78, /never obeyed/], [said('--remote-debugging-port=9222', '--about'), 78, /never obeyed/], [said('--backup', '--wipe'), 78, /--help/], [said('--restore', '--flie=x'), 78, /--help/],
  ]
  const wrong = lines.filter(([{ status, text }, wanted, pattern]) => (wanted !== null && status !== wanted) || !pattern.test(text))
  if (wrong.length > 0) throw new Stop(`commands by root\n${wrong.map(([{ status, text }, wanted]) => `${status} instead of ${wanted}: ${text.slice(0, 400)}`).join('\n')}`)
  found.commandsAsRoot = true
}

/** The data of a machine that was purged, laid back: only the technician's word in a file lets a purge lose what is unsent. */
async function purgeByForce(kept, deb) {
  for (const [name, path] of [['data', DATA], ['etc', ETC]]) run('cp', ['-a', join(kept, name), path])
  await install(deb)
  dpkg('-r', 'vaccination-kiosk')
  const refused = dpkg('-P', 'vaccination-kiosk').status !== 0 && existsSync(join(DATA, 'kiosk.db'))
  spawnSync('touch', [join(ETC, 'purge-even-unsent')])
  found.purgedWhenForced = refused && dpkg('-P', 'vaccination-kiosk').status === 0 && !existsSync(DATA)
}

async function removeAndPurge(stage, deb) {
  const waits = unsent()
  dpkg('-r', 'vaccination-kiosk')
  found.removed = !existsSync('/opt/vaccination-kiosk/vaccination-kiosk') && existsSync(join(DATA, 'kiosk.db'))
  const refused = dpkg('-P', 'vaccination-kiosk')
  found.purgeRefusedWhileUnsent = Number(waits) > 0 && refused.status !== 0 && existsSync(join(DATA, 'kiosk.db')) && /NOT purged/.test(refused.stderr)
  const kept = join(stage.folder, 'kept')
  run('mkdir', [kept])
  for (const [name, path] of [['data', DATA], ['etc', ETC]]) run('cp', ['-a', path, join(kept, name)])
  await install(deb)
  stage.service = await startService(stage.centre)
  const app = await start({ ...stage, service: { ready: { ...stage.service.ready, enrolmentCodes: ['used'] } } })
  await until('the rest sent', async () => (await overview(app))?.unsent === 0)
  await app.kiosk.close()
  dpkg('-r', 'vaccination-kiosk')
  found.purgedWhenSent = dpkg('-P', 'vaccination-kiosk').status === 0 && [DATA, ETC, OWN].every((path) => !existsSync(path))
  await purgeByForce(kept, deb)
}

async function check() {
  if (process.getuid?.() !== 0 || !answers('sh', ['-c', 'command -v dpkg'])) throw new Stop('installed-check installs with dpkg: run it as root on Debian')
  if (existsSync(DATA)) throw new Stop(`${DATA} is there: this machine is a kiosk, or a check was cut off; nothing was touched`)
  const first = await pack({ targets: ['deb'] })
  const second = await pack({ targets: ['deb'], version: NEXT })
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-installed-'))
  chmodSync(folder, 0o755)
  const screen = await withDisplay('2000x2000x24', { own: true })
  const port = String(20_000 + (process.pid % 20_000))
  const centre = [`--port=${port}`, `--data=${join(folder, 'centre')}`, ...demoInTheMorning(), '--capacity=6', '--hello-ms=500']
  const stage = { folder, centre, service: await startService(centre) }
  try {
    await step('install', () => install(first.made[0]))
    await step('a test build outside of a demonstration', () => elsewhere(stage, first))
    await step('a booking as the kiosk user', () => firstDay(stage))
    await step('commands by root', () => commandsAsRoot())
    await step('update by the agent', () => upgrade(stage, first, second))
    await step('removal and purge', () => removeAndPurge(stage, second.made.find((file) => file.includes(NEXT))))
  } finally {
    stage.service.child.removeAllListeners('exit')
    stage.service.child.kill()
    screen.stop()
    if (dpkg('-s', 'vaccination-kiosk').status === 0) { spawnSync('touch', [join(ETC, 'purge-even-unsent')]); dpkg('-P', 'vaccination-kiosk') }
    for (const path of [folder, DATA, ETC, OWN]) rmSync(path, { recursive: true, force: true })
  }
}

await script(async () => {
  let failed = ''
  await check().catch((cause) => { failed = String(cause instanceof Stop ? cause.message : cause.stack) })
  if (failed) process.stderr.write(`${failed}\n`)
  process.stdout.write(`${JSON.stringify(found)}\n`)
  const { sandboxWhy: _why, ...all } = found
  process.exit(failed || Object.values(all).includes(false) ? 1 : 0)
})
