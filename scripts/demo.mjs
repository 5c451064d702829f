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
import { demoInTheMorning, startService } from './service-process.mjs'
import { setUp } from './set-up.mjs'
import { node24, root, script, Stop } from './steps.mjs'

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, scene: { type: 'string' }, app: { type: 'string' }, out: { type: 'string', default: join(root, 'out', 'demo') } } })
const say = (line) => process.stderr.write(`${line}\n`)
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms) })

const ONLINE = 5
const OFFLINE_MIN = 15
const STANDBY_MIN = 2
const OFFLINE_MAX = 45
const STORE_KILLED_AFTER = 4
const APP_KILLED_AFTER = 8
const DRAIN_MS_MAX = 60_000
const SURNAMES = ['ㄱㅣㅁ', 'ㅇㅣ', 'ㅂㅏㄱ', 'ㅊㅗㅣ', 'ㅈㅓㅇ']
const GIVEN = ['ㅁㅣㄴㅅㅓ', 'ㅈㅣㅇㅜ', 'ㅅㅓㅇㅕㄴ', 'ㄷㅗㅎㅕㄴ', 'ㅎㅏㅇㅡㄴ', 'ㅅㅜㅈㅣㄴ']

let person = 0
const nextPerson = () => {
  person++
  return { jamo: SURNAMES[person % SURNAMES.length] + GIVEN[person % GIVEN.length], birthDate: `19${40 + (person % 55)}0${1 + (person % 9)}1${person % 9}`, phone: `0101234${String(1000 + person)}` }
}

/** What the scenes share. `app` and `service` change hands when one of them is killed. */
async function setStage() {
  await setUp()
  await build()
  const hands = await import('./demo/kiosk-app.mjs')
  const screen = await withDisplay()
  const out = resolve(options.out)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(join(out, 'kiosk'), { recursive: true })
  const centreArgs = (port) => [`--port=${port}`, `--data=${join(out, 'centre')}`, ...demoInTheMorning(), '--capacity=6', '--hello-ms=1000']
  const service = await startService(centreArgs(0))
  const stage = { hands, screen, out, shown: [], screenshots: [], service, centreArgs, port: new URL(service.ready.url).port, app: null, drainMs: 0 }
  await launch(stage)
  return stage
}

async function launch(stage) {
  const { url, enrolmentCodes } = stage.service.ready
  stage.app = await stage.hands.launchKiosk({ dataDir: join(stage.out, 'kiosk'), serviceUrl: url, code: enrolmentCodes[0], app: options.app })
}

async function look({ hands, out, screenshots }, name, page) {
  const file = join(out, `${String(screenshots.length + 1).padStart(2, '0')}-${name}.png`)
  await page.waitForTimeout(150)
  await hands.picture(page, file)
  screenshots.push(file.slice(root.length + 1))
}

const syncOverview = ({ app }) => app.desk.evaluate(() => window.kiosk.call('syncOverview', {}))

async function placesHeld(stage) {
  for (let tries = 0; tries < 150; tries++) {
    const overview = await syncOverview(stage)
    if (overview.ok && overview.value.placesLeft > 0) return
    await pause(100)
  }
  throw new Stop('no places were allotted')
}

async function drained(stage) {
  const since = performance.now()
  while (performance.now() - since < DRAIN_MS_MAX) {
    const overview = await syncOverview(stage)
    if (overview.ok && overview.value.unsent === 0 && overview.value.enrolled) return Math.round(performance.now() - since)
    await pause(100)
  }
  throw new Stop('the queue did not drain')
}

/** One person through the patient's screens; `strike` happens between the read-back and the confirmation. */
async function book({ hands, app, shown }, offline, { looks = {}, strike = () => {} } = {}) {
  await hands.fillIn(app.patient, nextPerson(), looks)
  strike()
  await hands.confirm(app.patient)
  const ticket = { ...(await hands.readTicket(app.patient)), offline }
  shown.push(ticket)
  return ticket
}

async function online(stage) {
  const { hands, app } = stage
  say('Scene 1: five patients book, the centre is there')
  await placesHeld(stage)
  await look(stage, 'welcome', app.patient)
  const eyes = Object.fromEntries(['vaccine', 'when', 'name', 'phone', 'question', 'confirm'].map((name) => [name, () => look(stage, name, app.patient)]))
  for (let i = 0; i < ONLINE; i++) {
    const ticket = await book(stage, false, i === 0 ? { looks: eyes } : {})
    say(`  ${ticket.number} ${ticket.status}`)
    if (i === 0) await look(stage, 'ticket', app.patient)
    await hands.finish(app.patient)
  }
  await look(stage, 'desk', app.desk)
  stage.drainMs = await drained(stage)
}

async function storeKilled(stage) {
  const { hands, app } = stage
  say('Scene 3: the store process is killed in the middle of a booking')
  const ticket = await book(stage, true, { strike: () => process.kill(app.storePid(), 'SIGKILL') })
  say(`  ${ticket.number} ${ticket.status}, all the same`)
  await look(stage, 'after-store-killed', app.patient)
  await hands.finish(app.patient)
}

async function appKilled(stage) {
  const { hands, shown, app: { desk, kiosk } } = stage
  say('Scene 4: the desk calls and finishes people; then the whole app is killed and started again')
  for (const { number } of shown.slice(0, 2)) {
    await hands.tap(desk, `row-${number}`)
    await hands.tap(desk, 'act-call')
    await desk.locator(`[data-testid="row-${number}"][data-stage="called"]`).waitFor()
  }
  await hands.tap(desk, `row-${shown[0].number}`)
  await hands.tap(desk, 'act-given')
  await desk.locator(`[data-testid="row-${shown[0].number}"][data-stage="observing"]`).waitFor()
  await look(stage, 'desk-in-outage', desk)
  kiosk.process().kill('SIGKILL')
  await pause(500)
  await launch(stage)
  await stage.app.desk.locator(`[data-testid="row-${shown.at(-1).number}"]`).waitFor()
  await look(stage, 'desk-after-restart', stage.app.desk)
}

async function bookInOutage(stage) {
  const { hands, app, screenshots } = stage
  const ticket = await book(stage, true)
  say(`  ${ticket.number} ${ticket.status}`)
  if (ticket.status === 'standby' && !screenshots.some((file) => file.includes('standby'))) await look(stage, 'standby', app.patient)
  await hands.finish(app.patient)
}

/** Until enough have booked and enough stand by; each of the two accidents happens once, after so many bookings. */
async function outage(stage) {
  say('Scene 2: the centre is killed; people go on booking')
  stage.service.child.removeAllListeners('exit')
  stage.service.child.kill('SIGKILL')
  const offline = () => stage.shown.filter((t) => t.offline)
  const enough = () => offline().length >= OFFLINE_MIN && offline().filter((t) => t.status === 'standby').length >= STANDBY_MIN
  const accidents = new Map([[STORE_KILLED_AFTER, storeKilled], [APP_KILLED_AFTER, appKilled]])
  while (!enough() && offline().length < OFFLINE_MAX) {
    const count = offline().length
    const scene = accidents.get(count) ?? bookInOutage
    accidents.delete(count)
    await scene(stage)
  }
  await look(stage, 'desk-full', stage.app.desk)
}

async function centreBack(stage) {
  const unsent = Number((await stage.app.desk.getByTestId('strip-unsent').textContent()).replace(/\D/g, ''))
  say(`Scene 5: the centre is back; ${unsent} entries wait`)
  stage.service = await startService(stage.centreArgs(stage.port))
  stage.drainMs = await drained(stage)
  await pause(300)
  await look(stage, 'desk-drained', stage.app.desk)
  say(`  drained in ${stage.drainMs} ms`)
}

async function clearStage({ app, service, screen }) {
  await app.kiosk.close()
  service.child.removeAllListeners('exit')
  const ended = new Promise((resolve) => { service.child.once('exit', resolve) })
  service.child.kill('SIGTERM')
  await ended
  screen.stop()
}

/** In a process of its own: the database module wants the project's Node. */
function count({ out, shown }) {
  const input = JSON.stringify({ kioskFile: join(out, 'kiosk', 'kiosk.db'), keyFile: join(out, 'kiosk', 'key', 'database.key'), ledgerFile: join(out, 'centre', 'ledger.db'), shown })
  const counted = spawnSync(node24, [join(root, 'scripts/demo/count.mjs')], { input, encoding: 'utf8', cwd: root })
  if (counted.status !== 0) throw new Stop(`the files could not be compared\n${counted.stderr}`)
  return JSON.parse(counted.stdout)
}

async function main() {
  const stage = await setStage()
  await online(stage)
  if (options.scene !== '1') {
    await outage(stage)
    await centreBack(stage)
  }
  await clearStage(stage)
  const result = { ...count(stage), drainMs: stage.drainMs, electron: nameOf(findElectron()), screenshots: stage.screenshots }
  process.stdout.write(`${JSON.stringify(result)}\n`)
  process.exit(result.lost + result.duplicated + result.oversold + result.falseConfirmations === 0 ? 0 : 1)
}

await script(main)
