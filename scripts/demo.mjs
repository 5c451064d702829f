/**
 * `npm run demo -- --json [--scene=1] [--app=EXECUTABLE] [--out=DIR]`: the whole story, unattended, in the real Electron.
 * Exit code 1 when anything was lost, duplicated, oversold or falsely confirmed.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { withDisplay } from './display.mjs'
import { findElectron, nameOf } from './electron-runtime.mjs'
import { startService } from './service-process.mjs'
import { setUp } from './set-up.mjs'
import { node24, root, script, Stop } from './steps.mjs'

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, scene: { type: 'string' }, app: { type: 'string' }, out: { type: 'string', default: join(root, 'out', 'demo') } } })
const say = (line) => process.stderr.write(`${line}\n`)
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms) })

const ONLINE = 5
const OFFLINE_MIN = 15
const STANDBY_MIN = 2
const OFFLINE_MAX = 45
const DRAIN_MS_MAX = 60_000
const SURNAMES = ['ㄱㅣㅁ', 'ㅇㅣ', 'ㅂㅏㄱ', 'ㅊㅗㅣ', 'ㅈㅓㅇ']
const GIVEN = ['ㅁㅣㄴㅅㅓ', 'ㅈㅣㅇㅜ', 'ㅅㅓㅇㅕㄴ', 'ㄷㅗㅎㅕㄴ', 'ㅎㅏㅇㅡㄴ', 'ㅅㅜㅈㅣㄴ']

let person = 0
const nextPerson = () => {
  person++
  return { jamo: SURNAMES[person % SURNAMES.length] + GIVEN[person % GIVEN.length], birthDate: `19${40 + (person % 55)}0${1 + (person % 9)}1${person % 9}`, phone: `0101234${String(1000 + person)}` }
}

async function main() {
  await setUp()
  await build()
  const hands = await import('./demo/kiosk-app.mjs')
  const screen = await withDisplay()
  const out = resolve(options.out)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(join(out, 'kiosk'), { recursive: true })
  const centreArgs = (port) => [`--port=${port}`, `--data=${join(out, 'centre')}`, '--demo', '--capacity=6', '--hello-ms=1000']
  const shown = []
  const screenshots = []
  let service = await startService(centreArgs(0))
  const port = new URL(service.ready.url).port
  const launch = () => hands.launchKiosk({ dataDir: join(out, 'kiosk'), serviceUrl: service.ready.url, code: service.ready.enrolmentCodes[0], app: options.app })
  let app = await launch()
  const look = async (name, page) => {
    const file = join(out, `${String(screenshots.length + 1).padStart(2, '0')}-${name}.png`)
    await page.waitForTimeout(150)
    await page.screenshot({ path: file })
    screenshots.push(file.slice(root.length + 1))
  }
  const book = async (offline, looks = {}) => {
    await hands.fillIn(app.patient, nextPerson(), looks)
    await hands.confirm(app.patient)
    const ticket = { ...(await hands.readTicket(app.patient)), offline }
    shown.push(ticket)
    return ticket
  }
  const unsent = async () => Number((await app.desk.getByTestId('strip-unsent').textContent()).replace(/\D/g, ''))
  const drained = async () => {
    const since = performance.now()
    while (performance.now() - since < DRAIN_MS_MAX) {
      const overview = await app.desk.evaluate(() => window.kiosk.call('syncOverview', {}))
      if (overview.ok && overview.value.unsent === 0 && overview.value.enrolled) return Math.round(performance.now() - since)
      await pause(100)
    }
    throw new Stop('the queue did not drain')
  }
  const placesHeld = async () => {
    for (let tries = 0; tries < 150; tries++) {
      const overview = await app.desk.evaluate(() => window.kiosk.call('syncOverview', {}))
      if (overview.ok && overview.value.placesLeft > 0) return
      await pause(100)
    }
    throw new Stop('no places were allotted')
  }

  say('Scene 1: five patients book, the centre is there')
  await placesHeld()
  await look('welcome', app.patient)
  const eyes = Object.fromEntries(['vaccine', 'when', 'name', 'phone', 'question', 'confirm'].map((name) => [name, () => look(name, app.patient)]))
  for (let i = 0; i < ONLINE; i++) {
    const ticket = await book(false, i === 0 ? eyes : {})
    say(`  ${ticket.number} ${ticket.status}`)
    if (i === 0) await look('ticket', app.patient)
    await hands.finish(app.patient)
  }
  await look('desk', app.desk)
  let drainMs = await drained()

  if (options.scene !== '1') {
    say('Scene 2: the centre is killed; people go on booking')
    service.child.removeAllListeners('exit')
    service.child.kill('SIGKILL')
    const offline = () => shown.filter((t) => t.offline)
    const enough = () => offline().length >= OFFLINE_MIN && offline().filter((t) => t.status === 'standby').length >= STANDBY_MIN
    let storeKilled = false
    let appKilled = false
    while (!enough() && offline().length < OFFLINE_MAX) {
      if (offline().length === 4 && !storeKilled) {
        storeKilled = true
        say('Scene 3: the store process is killed in the middle of a booking')
        await hands.fillIn(app.patient, nextPerson())
        process.kill(app.storePid(), 'SIGKILL')
        await hands.confirm(app.patient)
        const ticket = { ...(await hands.readTicket(app.patient)), offline: true }
        shown.push(ticket)
        say(`  ${ticket.number} ${ticket.status}, all the same`)
        await look('after-store-killed', app.patient)
        await hands.finish(app.patient)
      } else if (offline().length === 8 && !appKilled) {
        appKilled = true
        say('Scene 4: the desk calls and finishes people; then the whole app is killed and started again')
        for (const { number } of shown.slice(0, 2)) {
          await hands.tap(app.desk, `row-${number}`)
          await hands.tap(app.desk, 'act-call')
          await app.desk.locator(`[data-testid="row-${number}"][data-queue="in-service"]`).waitFor()
        }
        await hands.tap(app.desk, `row-${shown[0].number}`)
        await hands.tap(app.desk, 'act-finish')
        await app.desk.locator(`[data-testid="row-${shown[0].number}"][data-queue="finished"]`).waitFor()
        await look('desk-in-outage', app.desk)
        app.kiosk.process().kill('SIGKILL')
        await pause(500)
        app = await launch()
        await app.desk.locator(`[data-testid="row-${shown.at(-1).number}"]`).waitFor()
        await look('desk-after-restart', app.desk)
      } else {
        const ticket = await book(true)
        say(`  ${ticket.number} ${ticket.status}`)
        if (ticket.status === 'standby' && !screenshots.some((file) => file.includes('standby'))) await look('standby', app.patient)
        await hands.finish(app.patient)
      }
    }
    await look('desk-full', app.desk)
    say(`Scene 5: the centre is back; ${await unsent()} entries wait`)
    service = await startService(centreArgs(port))
    drainMs = await drained()
    await pause(300)
    await look('desk-drained', app.desk)
    say(`  drained in ${drainMs} ms`)
  }
  await app.kiosk.close()
  service.child.removeAllListeners('exit')
  const ended = new Promise((resolve) => { service.child.once('exit', resolve) })
  service.child.kill('SIGTERM')
  await ended
  screen.stop()

  const input = JSON.stringify({ kioskFile: join(out, 'kiosk', 'kiosk.db'), keyFile: join(out, 'kiosk', 'key', 'database.key'), ledgerFile: join(out, 'centre', 'ledger.db'), shown })
  const counted = spawnSync(node24, [join(root, 'scripts/demo/count.mjs')], { input, encoding: 'utf8', cwd: root })
  if (counted.status !== 0) throw new Stop(`the files could not be compared\n${counted.stderr}`)
  const result = { ...JSON.parse(counted.stdout), drainMs, electron: nameOf(findElectron()), screenshots }
  process.stdout.write(`${JSON.stringify(result)}\n`)
  process.exit(result.lost + result.duplicated + result.oversold + result.falseConfirmations === 0 ? 0 : 1)
}

await script(main)
