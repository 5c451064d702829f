/** What `npm test` runs: a table. Two lanes for two cores: one for what only computes, one for the real Electron, where time matters; and what the lane takes that is done first. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './steps.mjs'

const tool = (...path) => join(root, 'node_modules', ...path)
const there = (path) => existsSync(join(root, path))
const firstScene = ['--json', '--scene=1', `--out=${join(root, 'out', 'demo-packaged')}`]
const minutes = (count) => count * 60_000
/** A bound on hanging, not on being slow: all together stay under ten minutes on two cores that do nothing else. */
const LIMIT_MS = minutes(7)
/** The same schedules for everybody: a red build is the change's doing. `npm run prove` looks at new ones. */
const SEED = 1_000_000

/** A folder of these that is gone is a failure: nobody loses tests by moving them. */
const UNIT = ['architecture', 'base', 'contract', 'domain', 'main', 'renderer', 'service', 'store']
/** Files of these begin and end a database or processes: each has its modules for itself. */
const ALONE = ['attack', 'console', 'fuzz', 'install', 'replay', 'restore-drill', 'service'].map((name) => `test/${name}`)
/** Suites of their own. `bench` measures and judges nothing; `support` and `planted` are no tests. */
const APART = ['conformance', 'simulation', 'crash', 'e2e', 'bench', 'support']

const hasTests = (folder) => readdirSync(join(root, folder), { recursive: true }).some((file) => /\.test\.tsx?$/.test(String(file)))

/** Every folder under test/ that is no suite of its own: a new one runs without anybody listing it here. */
function unitFolders() {
  const folders = readdirSync(join(root, 'test'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const found = folders.filter((name) => !APART.includes(name) && hasTests(`test/${name}`))
  return [...new Set([...UNIT, ...found])].sort().map((name) => `test/${name}`)
}

const command = (name, args, more = {}) => ({ kind: 'command', name, args, limitMs: LIMIT_MS, ...more })
/** A folder without tests is what a command of the same name runs on. */
const isReady = ({ kind, needs }) => !needs || (there(needs) && (kind !== 'suite' || hasTests(needs)))
/** Counts as one, shows its last line, and is there as soon as its script is. */
const script = (name, file, args, more = {}) => command(name, [file, ...args], { needs: file, lastLine: true, ...more })
const suite = (name, folders, more = {}) => ({ kind: 'suite', name, folders, limitMs: LIMIT_MS, ...more })

export function checks({ packagedApp }) {
  const computing = [
    command('lint', [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '.']),
    command('types', [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.']),
    // Who imports whom is among them: the same walk as `npm run direction`, and any word of it is a failure.
    suite('unit and property', unitFolders().filter((folder) => !ALONE.includes(folder)), { together: true }),
    suite('the centre, and what starts processes', unitFolders().filter((folder) => ALONE.includes(folder)), { limitMs: minutes(10) }),
    suite('simulation', ['test/simulation'], { needs: 'test/simulation' }),
    script('simulated clinics, the real code', 'scripts/simulate.mjs', ['--schedules=3000', `--seed=${SEED}`, '--json'], { limitMs: minutes(15) }),
  ]
  const real = [
    suite('end-to-end in the real Electron', ['test/e2e'], { needs: 'test/e2e', serial: true, together: true, limitMs: minutes(20) }),
    script('the story in the real Electron', 'scripts/demo.mjs', ['--json'], { limitMs: minutes(4) }),
    command('package', ['scripts/pack.mjs', '--linux=dir']),
    script('the first scene in the packaged app', 'scripts/demo.mjs', [...firstScene, `--app=${packagedApp}`], { limitMs: minutes(3) }),
  ]
  // The longest first: what is left to the end is short.
  const shared = [
    script('mutants are caught', 'scripts/mutants.mjs', ['--json']),
    script('kills at random instants', 'scripts/crash.mjs', ['--kills=50', '--json']),
    script('simulated clinics, the model', 'scripts/simulate.mjs', ['--model', '--schedules=20000', `--seed=${SEED}`, '--json']),
    suite('crash', ['test/crash'], { needs: 'test/crash', serial: true }),
    suite('conformance', ['test/conformance'], { needs: 'test/conformance' }),
    script('a lost ledger is restored', 'scripts/restore-drill.mjs', ['--drills=3', '--json']),
  ]
  return { lanes: [computing, real].map((lane) => lane.filter(isReady)), shared: shared.filter(isReady) }
}

export const isThere = there
