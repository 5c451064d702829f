/** `npm run pack -- --linux=dir`: the app as it is installed, on whichever Electron is there. */
import { cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { findElectron, nameOf } from './electron-runtime.mjs'
import { packagedApp, packageFolder as folder } from './packaged-app.mjs'
import { setUp } from './set-up.mjs'
import { node24, root, run, script, step, Stop } from './steps.mjs'
import { wholeFolder } from './whole-folder.mjs'


/** The packager wants the executable under its usual name. */
function distOf(electron) {
  if (electron.kind !== 'compatibility') return electron.dist
  const place = join(root, 'node_modules', '.cache', `electron-${electron.version}-to-package`)
  return wholeFolder(place, (dist) => existsSync(join(dist, 'electron')), (beside) => {
    const copy = join(beside, 'copy')
    cpSync(electron.dist, copy, { recursive: true })
    renameSync(join(copy, basename(electron.executable)), join(copy, 'electron'))
    return copy
  })
}

const nativeModules = (path) => readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.node'))

export async function pack() {
  await setUp()
  await build()
  const electron = findElectron()
  await step('package', () => {
    rmSync(folder, { recursive: true, force: true })
    const given = [`-c.electronDist=${distOf(electron)}`, `-c.electronVersion=${electron.version}`]
    const said = run(node24, [join(root, 'node_modules/electron-builder/cli.js'), '--linux=dir', ...given, '--publish=never'])
    if (!said.includes('using custom unpacked Electron distribution')) throw new Stop(`the given Electron was not used\n${said}`)
    const found = nativeModules(join(folder, 'resources'))
    if (found.length !== 1) throw new Stop(`one native module belongs into the package, found ${found.length}`)
    // The compatibility runtime cannot load the database module: its store is a child of this Node.
    if (electron.kind === 'compatibility') cpSync(join(root, 'node_modules/node/bin/node'), join(folder, 'resources', 'node'))
    if (!existsSync(packagedApp)) throw new Stop('the package has no executable')
    return `${folder.slice(root.length + 1)}, ${electron.kind === 'compatibility' ? 'TEST BUILD on the ' : ''}${nameOf(electron)}`
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await script(pack)
