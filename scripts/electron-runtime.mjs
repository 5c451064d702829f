/**
 * Which Electron: ELECTRON_OVERRIDE_DIST_PATH, the official binary, a download of the official one, then the
 * compatibility runtime (Electron 25, end of life: for development and tests where the official one cannot be had, never shipped).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMPATIBILITY_EXECUTABLE, COMPATIBILITY_VERSION, compatibilityRuntime, ownCopy, userCache } from './compatibility-runtime.mjs'
import { root, Stop } from './steps.mjs'

const SHIPPED_MAJOR = 45
const DOWNLOAD_MS_MAX = 90_000
const ASK_AGAIN_MS = 24 * 3_600_000

const official = join(root, 'node_modules', 'electron')

const electronOf = (kind, dist, executable, version) => ({ kind, dist, executable: join(dist, executable), version })
const officialVersion = () => JSON.parse(readFileSync(join(official, 'package.json'), 'utf8')).version
const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '')

/** path.txt is written after the last file: without it an unpacking was interrupted. */
function officialElectron() {
  const dist = join(official, 'dist')
  const executable = textOf(join(official, 'path.txt'))
  return executable && existsSync(join(dist, executable)) ? electronOf('official', dist, executable, officialVersion()) : null
}

/** Tried once a day at most: behind a firewall each try is only waiting. */
function downloadOfficial() {
  const note = join(userCache, 'official-not-reached')
  if (existsSync(note) && Date.now() - statSync(note).mtimeMs < ASK_AGAIN_MS) return null
  spawnSync(process.execPath, [join(official, 'install.js')], { cwd: root, stdio: 'ignore', timeout: DOWNLOAD_MS_MAX })
  const found = officialElectron()
  if (!found) {
    mkdirSync(userCache, { recursive: true })
    writeFileSync(note, 'the official Electron could not be downloaded\n')
  }
  return found
}

function overriding(folder) {
  const executable = ['electron', COMPATIBILITY_EXECUTABLE].find((name) => existsSync(join(folder, name)))
  if (!executable) throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH has no Electron in it: ${folder}`)
  const version = executable === COMPATIBILITY_EXECUTABLE ? COMPATIBILITY_VERSION : textOf(join(folder, 'version')).replace(/^v/, '') || officialVersion()
  return electronOf(Number(version.split('.')[0]) < SHIPPED_MAJOR ? 'compatibility' : 'override', folder, executable, version)
}

export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return overriding(override)
  return officialElectron() ?? downloadOfficial() ?? electronOf('compatibility', compatibilityRuntime(), COMPATIBILITY_EXECUTABLE, COMPATIBILITY_VERSION)
}

/** An Electron that starts this project: the compatibility runtime starts only what lies in its resources/app. */
export function runnableElectron() {
  const found = findElectron()
  if (found.kind !== 'compatibility') return { ...found, args: [root] }
  const dist = ownCopy(found.dist, found.version)
  return { ...found, dist, executable: join(dist, found.executable.slice(found.dist.length + 1)), args: [] }
}

export const nameOf = ({ kind, version }) =>
  kind === 'compatibility' ? `COMPATIBILITY RUNTIME, Electron ${version}: for tests only, end of life, never shipped` : `Electron ${version} (${kind})`
