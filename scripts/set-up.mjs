/** What both commands need, and nothing twice: packages, an Electron, system libraries, what is known of the sandbox. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findElectron, nameOf } from './electron-runtime.mjs'
import { explainNpm, npm, outside } from './npm.mjs'
import { decideSandbox } from './sandbox.mjs'
import { answers, node24, root, step, Stop } from './steps.mjs'
import { systemLibraries } from './system-libraries.mjs'

const NODE_MIN = 20
const isNode24 = () => answers(node24, ['-e', 'process.exit(Number(process.versions.node.split(".")[0]) === 24 ? 0 : 1)'])

/** The project's Node is fetched by a script of its package, with the npm and the Node that were there before. */
function fetchNode24() {
  const args = ['installArchSpecificPackage.js']
  const done = spawnSync('node', args, { cwd: join(root, 'node_modules', 'node'), env: outside(), encoding: 'utf8' })
  if (done.status !== 0) throw new Stop(explainNpm(['install', 'node'], `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`))
  // npm links only what was there when it linked.
  rmSync(node24, { force: true })
  symlinkSync(join('..', 'node', 'bin', 'node'), node24)
}

/** `npm ci` when the lock file is not the one that was installed. */
function packages() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  const stamp = join(root, 'node_modules', '.set-up')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && isNode24()) return 'there already'
  // First of all: an installation that is killed must not be taken for the one before it.
  rmSync(stamp, { force: true })
  // A NODE_ENV of production would leave out what builds and tests. The one script that is needed runs below: the npm that comes
  // with Node 20 knows no allowScripts, runs them all, and fails at compiling what lies there ready.
  npm(['ci', '--include=dev', '--ignore-scripts'])
  fetchNode24()
  if (!isNode24()) throw new Stop('the project\'s own Node 24 does not start: remove the folder node_modules and run the same command again')
  writeFileSync(stamp, lock)
  return 'installed'
}

/** Enough for what needs no Electron: the central service alone. */
export async function setUpPackages() {
  const { node } = process.versions
  if (Number(node.split('.')[0]) < NODE_MIN) throw new Stop(`Node ${node} is too old to begin with: ${NODE_MIN} or newer is needed`)
  await step('packages', packages)
}

export async function setUp() {
  await setUpPackages()
  let electron
  await step('electron', () => {
    electron = findElectron()
    return nameOf(electron)
  })
  await step('system libraries', () => systemLibraries(electron))
  await step('sandbox', () => decideSandbox(electron.dist))
  return electron
}
