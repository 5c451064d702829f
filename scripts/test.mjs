/** `npm test`: every check, all of them even when one fails, and one closing line. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { checks, isThere } from './checks.mjs'
import { withDisplay } from './display.mjs'
import { packagedApp } from './packaged-app.mjs'
import { setUp } from './set-up.mjs'
import { node24, root, script } from './steps.mjs'
import { testBrowser } from './test-browser.mjs'

const TOLD_MAX = 6_000
const LAST_LINE_MAX = 1_200
const NO_REASON = "skipped without a reason: ctx.skip('why'), or the reason in brackets at the end of the name"
const say = (line) => process.stdout.write(`${line}\n`)
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const total = { passed: 0, failed: 0, skipped: 0 }
const failedNames = []
const running = new Set()

const killGroup = (child) => {
  try { process.kill(-child.pid, 'SIGKILL') } catch { /* It has ended already. */ }
}
process.once('exit', () => { for (const child of running) killGroup(child) })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))

/** In a process group of its own: what a check leaves behind ends with it, and one that hangs is ended. */
function runNode(args, limitMs) {
  const child = spawn(node24, args, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => { said[name] += text })
  let late = false
  const timer = setTimeout(() => { late = true; killGroup(child) }, limitMs)
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      clearTimeout(timer)
      killGroup(child)
      running.delete(child)
      // What is still in the pipe belongs to the answer; a grandchild that holds it open does not.
      setTimeout(() => resolve({ ...said, code: late ? `none after ${limitMs / 1000} s` : code }), 50)
    })
  })
}

/** Passes or fails whole. */
async function runCommand({ args, limitMs, lastLine }) {
  const { code, stdout, stderr } = await runNode(args, limitMs)
  const last = stdout.trim().split('\n').at(-1) ?? ''
  const good = code === 0 && (!lastLine || last.startsWith('{'))
  const told = lastLine && last.startsWith('{') ? [last.slice(0, LAST_LINE_MAX)] : []
  if (good) return { passed: 1, failures: [], skips: [], told }
  return { passed: 0, failures: [{ name: '', text: `exit code ${code}\n${stdout.slice(-TOLD_MAX)}${stderr.slice(-TOLD_MAX)}` }], skips: [], told }
}

/** Nothing run is a failure, a folder that is gone too, and a skip that does not say why. */
async function runSuite({ name, folders, serial, together, limitMs }) {
  const file = join(root, 'out', `counts-${name.replaceAll(' ', '-')}.json`)
  rmSync(file, { force: true })
  const { code, stdout, stderr } = await runNode(['scripts/run-suite.mjs', file, ...(serial ? ['--serial'] : []), ...(together ? ['--together'] : []), ...folders], limitMs)
  const { passed, failures, skips, open } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failures: [], skips: [], open: [] }
  for (const path of open) failures.push({ name: path.slice(root.length + 1), text: `this file did not run to its end: the suite ended with ${code}` })
  for (const folder of folders) if (!isThere(folder)) failures.push({ name: folder, text: 'this folder of tests is gone' })
  const text = `${stdout.slice(-TOLD_MAX)}${stderr.slice(-TOLD_MAX)}`
  if (failures.length === 0 && (code !== 0 || passed === 0)) failures.push({ name: `ended with ${code}, ${passed} tests passed`, text })
  for (const { name: test, reason } of skips) if (!reason) failures.push({ name: test, text: NO_REASON })
  return { passed, failures, skips: skips.filter((skip) => skip.reason), told: [] }
}

async function runCheck(check) {
  const since = performance.now()
  const { passed, failures, skips, told } = await (check.kind === 'suite' ? runSuite(check) : runCommand(check))
  total.passed += passed
  total.failed += failures.length
  total.skipped += skips.length
  const more = [failures.length > 0 ? `, ${failures.length} failed` : '', skips.length > 0 ? `, ${skips.length} skipped` : ''].join('')
  say(`${failures.length > 0 ? 'FAIL' : 'ok  '} ${check.name}${check.kind === 'suite' ? `: ${passed} passed${more}` : ''} (${seconds(since)})`)
  for (const line of told) say(`     ${line}`)
  for (const { name, reason } of skips) say(`     skipped: ${name}: ${reason}`)
  for (const { name, text } of failures) {
    failedNames.push(name ? `${check.name}: ${name}` : check.name)
    say(`     ${name}\n${text}`)
  }
}

/** What tests saw and wrote down as a table: the rungs of recovery, the exit codes. */
const toldTables = () => (existsSync(join(root, 'out', 'told')) ? readdirSync(join(root, 'out', 'told')) : []).sort().map((name) => readFileSync(join(root, 'out', 'told', name), 'utf8'))

/** Its own first, then of what either lane may do: the one that is done sooner does more of it. */
async function runLane(lane, shared) {
  for (const check of lane) await runCheck(check)
  for (let check = shared.shift(); check; check = shared.shift()) await runCheck(check)
}

/** Every Node that a check starts, the store's and the centre's too, finds its code compiled once it was started before. */
process.env.NODE_COMPILE_CACHE ??= join(root, 'out', 'compile-cache')

await script(async () => {
  const since = performance.now()
  await setUp()
  await testBrowser()
  await build()
  mkdirSync(join(root, 'out'), { recursive: true })
  const screen = await withDisplay('2000x2000x24', { own: true })
  rmSync(join(root, 'out', 'told'), { recursive: true, force: true })
  const { lanes, shared } = checks({ packagedApp })
  await Promise.all(lanes.map((lane) => runLane(lane, shared)))
  screen.stop()
  for (const table of toldTables()) say(`\n${table}`)
  for (const name of new Set(failedNames)) say(`failed: ${name}`)
  say(`in ${seconds(since)}`)
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
})
