/** What Electron and a virtual display need from the system: installed when root on Debian, else the exact command is said. */
import { spawnSync } from 'node:child_process'
import { answers, run, Stop } from './steps.mjs'
import { displayAnswers } from './x-display.mjs'

const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'libnotify4', 'libsecret-1-0', 'xvfb', 'xauth', 'fonts-noto-cjk']

/** What is missing, in words. Asked of the loader, because names of packages differ from system to system. */
export function whatIsMissing({ ldd, hasScreen, hasKoreanFont }) {
  const libraries = [...ldd.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
  return [...new Set(libraries), ...(hasScreen ? [] : ['Xvfb']), ...(hasKoreanFont ? [] : ['a Korean font'])]
}

/** Newer Debians and Ubuntus renamed a few (the 64-bit time): `isOffered` tells which name this one has. */
export const installArguments = (isOffered) => ['install', '-y', ...LIBRARIES.map((name) => (isOffered(`${name}t64`) ? `${name}t64` : name))]

export const whatToRun = (missing, install) => `System libraries are missing: ${missing.join(', ')}. Run this once, then the same command again:
  sudo apt-get update && sudo apt-get ${install.join(' ')}`

const isOffered = (name) => answers('apt-cache', ['show', name])

async function look(electron) {
  return whatIsMissing({
    ldd: spawnSync('ldd', [electron.executable], { encoding: 'utf8' }).stdout ?? '',
    hasScreen: answers('sh', ['-c', 'command -v Xvfb']) || (await displayAnswers()), hasKoreanFont: answers('sh', ['-c', 'fc-list :lang=ko | grep -q .']),
  })
}

/** For the tests of the ledger on PostgreSQL, which say so when they have none. Never a reason to stop: the product runs without. */
function postgresql() {
  if (answers('sh', ['-c', 'command -v initdb || ls /usr/lib/postgresql/*/bin/initdb'])) return ''
  if (process.getuid?.() !== 0 || !answers('sh', ['-c', 'command -v apt-get'])) return '; PostgreSQL is missing, its tests are left out (sudo apt-get install postgresql)'
  answers('apt-get', ['update', '-qq'])
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const done = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', 'install', '-y', '--no-install-recommends', 'postgresql'], { env, stdio: 'ignore' })
  return done.status === 0 ? '; PostgreSQL installed for its tests' : '; PostgreSQL could not be installed, its tests are left out'
}

export async function systemLibraries(electron) {
  if (process.platform !== 'linux') return 'not needed here'
  return `${await graphicalLibraries(electron)}${postgresql()}`
}

async function graphicalLibraries(electron) {
  const missing = await look(electron)
  if (missing.length === 0) return 'there already'
  if (process.getuid?.() !== 0 || !answers('sh', ['-c', 'command -v apt-get'])) throw new Stop(whatToRun(missing, installArguments(isOffered)))
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // An update that fails (another one runs, one of many sources is down) decides nothing: the installation does.
  answers('apt-get', ['update', '-qq'])
  run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...installArguments(isOffered)], { env })
  const still = await look(electron)
  if (still.length > 0) throw new Stop(`installed, and still missing: ${still.join(', ')}`)
  return `installed, ${missing.join(', ')} had been missing`
}
