/** What both commands need, and nothing twice: packages, an Electron, system libraries. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findElectron, nameOf } from './electron-runtime.mjs'
import { answers, node24, root, run, step, Stop } from './steps.mjs'

const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'libnotify4', 'libsecret-1-0', 'xvfb', 'xauth', 'fonts-noto-cjk']

/** `npm ci` when the lock file is not the one that was installed. */
function packages() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  const stamp = join(root, 'node_modules', '.set-up')
  if (existsSync(stamp) && existsSync(node24) && readFileSync(stamp, 'utf8') === lock) return 'there already'
  run('npm', ['ci', '--no-audit', '--no-fund'])
  if (!answers(node24, ['-e', 'process.exit(Number(process.versions.node.split(".")[0]) === 24 ? 0 : 1)'])) run(process.execPath, [join(root, 'node_modules', 'node', 'installArchSpecificPackage.js')], { cwd: join(root, 'node_modules', 'node') })
  writeFileSync(stamp, lock)
  return 'installed'
}

function missing(electron) {
  const lacks = run('ldd', [electron.executable], { stdio: ['ignore', 'pipe', 'ignore'] }).includes('not found')
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY || answers('which', ['Xvfb'])
  return lacks || !display || !answers('sh', ['-c', 'fc-list :lang=ko | grep -q .'])
}

function libraries(electron) {
  if (process.platform !== 'linux') return 'not needed here'
  if (!missing(electron)) return 'there already'
  const install = `apt-get install -y ${LIBRARIES.join(' ')}`
  if (process.getuid?.() !== 0 || !answers('which', ['apt-get'])) throw new Stop(`System libraries are missing. Run this once, then the same command again:\n  sudo apt-get update && sudo ${install}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], { env })
  run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '-qq', ...LIBRARIES], { env })
  return 'installed'
}

export async function setUp() {
  await step('packages', packages)
  let electron
  await step('electron', () => {
    electron = findElectron()
    return nameOf(electron)
  })
  await step('system libraries', () => libraries(electron))
  return electron
}
