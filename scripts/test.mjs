/** `npm test`: every check, all of them even when one fails, and one closing line. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { withDisplay } from './display.mjs'
import { pack, packagedApp } from './pack.mjs'
import { setUp } from './set-up.mjs'
import { node24, root, script } from './steps.mjs'

const say = (line) => process.stdout.write(`${line}\n`)
const total = { passed: 0, failed: 0, skipped: 0 }
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const tool = (...path) => join(root, 'node_modules', ...path)

/** A check that is one thing: passes or fails whole. */
function check(name, args) {
  const since = performance.now()
  const done = spawnSync(node24, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const good = done.status === 0
  total[good ? 'passed' : 'failed']++
  say(`${good ? 'ok  ' : 'FAIL'} ${name} (${seconds(since)})`)
  if (!good) say(`${done.stdout}${done.stderr}`)
}

/** Vitest over folders; its own report is the count. Nothing run is a failure. */
function suite(name, folders, extra = []) {
  const present = folders.filter((folder) => existsSync(join(root, folder)))
  const since = performance.now()
  const file = join(root, 'out', `test-${name}.json`)
  const done = spawnSync(node24, [tool('vitest', 'vitest.mjs'), 'run', ...present, '--reporter=json', `--outputFile=${file}`, ...extra], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
  const ran = report?.numTotalTests ?? 0
  const good = done.status === 0 && ran > 0
  total.passed += report?.numPassedTests ?? 0
  total.failed += Math.max(report?.numFailedTests ?? 0, good ? 0 : 1)
  say(`${good ? 'ok  ' : 'FAIL'} ${name}: ${ran} tests (${seconds(since)})`)
  for (const result of report?.testResults ?? []) for (const test of result.assertionResults) {
    if (test.status === 'failed') say(`     ${test.fullName}\n${test.failureMessages.join('\n')}`)
    if (test.status === 'pending' || test.status === 'skipped' || test.status === 'todo') {
      total.skipped++
      say(`     skipped: ${test.fullName}: ${test.meta?.reason ?? 'no reason given'}`)
    }
  }
  if (!good) say(`${done.stdout.slice(-4000)}${done.stderr.slice(-4000)}`)
}

/** The story, short: the first scene in the real Electron. */
function story(name, args) {
  const since = performance.now()
  const done = spawnSync(process.execPath, ['scripts/demo.mjs', '--json', ...args], { cwd: root, encoding: 'utf8', timeout: 240_000, maxBuffer: 64 * 1024 * 1024 })
  const good = done.status === 0
  total[good ? 'passed' : 'failed']++
  say(`${good ? 'ok  ' : 'FAIL'} ${name} (${seconds(since)})`)
  say(good ? done.stdout.trim() : `${done.stdout}${done.stderr}`)
}

await script(async () => {
  await setUp()
  await build()
  mkdirSync(join(root, 'out'), { recursive: true })
  check('lint', [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'])
  check('types', [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.'])
  check('direction', [tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', 'src', 'renderer', 'test'])
  suite('unit', ['test/architecture', 'test/base', 'test/domain', 'test/contract', 'test/sync', 'test/rpc', 'test/store', 'test/service', 'test/main', 'test/renderer', 'test/simulation'])
  const screen = await withDisplay()
  story('the story in the real Electron', [])
  await pack()
  story('the first scene in the packaged app', ['--scene=1', `--app=${packagedApp}`, `--out=${join(root, 'out', 'demo-packaged')}`])
  screen.stop()
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
})
