/** The browser that tests open the console in: Debian's chromium. Installed when root on Debian; without it those tests say that they are skipped. */
import { spawnSync } from 'node:child_process'
import { answers, step } from './steps.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** The path of the first one there is, or null. */
export function findBrowser() {
  for (const name of NAMES) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' })
    if (found.status === 0) return found.stdout.trim()
  }
  return null
}

function install() {
  if (findBrowser()) return 'there already'
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !answers('sh', ['-c', 'command -v apt-get'])) return 'not there; tests of the console are skipped. Debian: sudo apt-get install chromium'
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  answers('apt-get', ['update', '-qq'])
  spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', 'install', '-y', '--no-install-recommends', 'chromium'], options)
  return findBrowser() ? 'installed' : 'could not be installed; tests of the console are skipped'
}

/** Never stops a set-up: the product needs no browser. */
export const testBrowser = () => step('browser for tests', install)
