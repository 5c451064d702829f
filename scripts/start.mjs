/** `npm start [-- --exit-after=SECONDS]`: the demo clinic on this machine. Set-up, build, central service, kiosk with patient and desk window. */
import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from './build.mjs'
import { howToSee, withDisplay } from './display.mjs'
import { runnableElectron } from './electron-runtime.mjs'
import { startService } from './service-process.mjs'
import { setUp } from './set-up.mjs'
import { node24, root, script, step, Stop } from './steps.mjs'

const DEMO_PIN = '0000'
const END_MS_MAX = 6_000
const data = join(root, 'out', 'demo-clinic')
const say = (line) => process.stderr.write(`${line}\n`)
const exitAfter = Number(process.argv.find((arg) => arg.startsWith('--exit-after='))?.split('=')[1] ?? 0)

/** Chromium's talk about a missing bus or graphics card, and the kiosk's own facts, go to a file: a person reads what is left. */
const isNoise = (line) => /^\[\d+:\d+\/[\d.]+:(ERROR|WARNING|INFO):/.test(line) || line.startsWith('{"level":"info"')

const isAlive = (pid) => {
  try { return process.kill(pid, 0) } catch (cause) { return cause.code === 'EPERM' }
}

/** Two clinics on one folder would be two writers on one ledger. */
function claimFolder() {
  mkdirSync(join(data, 'kiosk'), { recursive: true })
  const note = join(data, 'running')
  const other = existsSync(note) ? Number(readFileSync(note, 'utf8')) : 0
  if (other > 0 && isAlive(other)) throw new Stop(`The demo clinic of this folder runs already, as process ${other}: use its windows, or end it there.`)
  writeFileSync(note, String(process.pid))
  process.once('exit', () => rmSync(note, { force: true }))
}

/** Resolves when the kiosk's store is up: from then on it takes bookings. */
function startKiosk(service) {
  const electron = runnableElectron()
  const env = {
    ...process.env, KIOSK_DATA_DIR: join(data, 'kiosk'), KIOSK_SERVICE_URL: service.ready.url, KIOSK_ENROLMENT_CODE: service.ready.enrolmentCodes[0],
    KIOSK_TECHNICIAN_PIN: DEMO_PIN, KIOSK_NODE: node24, KIOSK_BACKOFF_CAP_MS: '5000',
  }
  const args = [...electron.args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const kiosk = spawn(electron.executable, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
  const log = createWriteStream(join(data, 'electron.log'))
  return new Promise((resolve, reject) => {
    const heard = (line) => {
      if (isNoise(line)) log.write(`${line}\n`)
      else say(line)
      if (line.includes('"event":"store-up"')) resolve(kiosk)
    }
    for (const stream of [kiosk.stdout, kiosk.stderr]) createInterface({ input: stream }).on('line', heard)
    kiosk.once('error', reject)
    kiosk.once('exit', (code, signal) => reject(new Stop(`the kiosk ended with ${signal ?? `exit code ${code}`}; more is in ${join(data, 'electron.log')}`)))
  })
}

const ended = (child) => new Promise((resolve) => {
  if (child.exitCode !== null || child.signalCode !== null) return resolve()
  child.once('exit', resolve)
  setTimeout(() => { child.kill('SIGKILL'); resolve() }, END_MS_MAX).unref()
  child.kill('SIGTERM')
})

/** The kiosk first, so that its store can close its file; the display last, so that no window dies before its program. */
function endTogether(kiosk, service, screen) {
  let ending = false
  return async (code) => {
    if (ending) return
    ending = true
    service.child.removeAllListeners('exit')
    await ended(kiosk)
    await ended(service.child)
    screen.stop()
    process.exit(code)
  }
}

async function main() {
  let end = (code) => process.exit(code)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => end(0))
  await setUp()
  await build()
  claimFolder()
  let screen
  await step('display', async () => {
    screen = await withDisplay('1920x1920x24')
    return screen.virtual ? howToSee(screen) : screen.display || 'there'
  })
  let service
  await step('central service', async () => {
    service = await startService(['--port=0', `--data=${join(data, 'centre')}`, '--demo', '--hello-ms=5000'])
    return service.ready.url
  })
  process.once('exit', () => service.child.kill())
  let kiosk
  await step('kiosk', async () => {
    kiosk = await startKiosk(service)
    return `patient and desk window are open; technician PIN ${DEMO_PIN}; Ctrl+C ends the clinic`
  })
  process.once('exit', () => kiosk.kill())
  end = endTogether(kiosk, service, screen)
  kiosk.removeAllListeners('exit')
  kiosk.on('exit', (code) => end(code ?? 1))
  service.child.removeAllListeners('exit')
  service.child.on('exit', (code) => {
    // The kiosk goes on alone, as it would at a clinic.
    say(`  the central service ended with exit code ${code}; the kiosk works on without it`)
  })
  if (exitAfter > 0) setTimeout(() => end(0), exitAfter * 1000)
}

await script(main)
