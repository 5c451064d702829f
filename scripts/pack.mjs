/**
 * `npm run pack -- --linux=deb[,tar.gz|,dir] [--build-version=0.1.1]`: the app as it is installed, on whichever Electron is there.
 * On the compatibility runtime it is a TEST BUILD: its version, about box and boot line say so, and it enrols in demo mode only.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { findElectron, nameOf } from './electron-runtime.mjs'
import { faultsOfArchive } from './pack/archive.mjs'
import { fusesOf } from './pack/fuses.mjs'
import { writeThirdParty } from './pack/third-party.mjs'
import { packagedApp, packageFolder as folder } from './packaged-app.mjs'
import { setUp } from './set-up.mjs'
import { answers, node24, root, run, script, step, Stop } from './steps.mjs'
import { wholeFolder } from './whole-folder.mjs'

const golden = join(root, 'test', 'install', 'package-files.txt')
/** The compatibility runtime's Node; what a deb adds. */
const MADE_BY_TARGET = ['node', 'apparmor-profile', 'app-update.yml', 'package-type']
export const TEST_BUILD_MARK = '-test'

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

/** Tests drive a test build through Node's door, which every shipped build has shut. */
const fusesFor = (electron, test) => Object.fromEntries(fusesOf(electron.version).map(({ name, on }) => [name, test && name === 'enableNodeCliInspectArguments' ? true : on]))

/** What cannot stand in electron-builder.yml because it depends on the Electron that was found. */
async function configurationFor(electron, version) {
  const test = electron.kind === 'compatibility'
  const file = join(root, 'out', 'package-configuration.json')
  const { load } = await import('js-yaml')
  const written = load(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))
  writeFileSync(file, JSON.stringify({
    ...written, electronDist: distOf(electron), electronVersion: electron.version,
    extraMetadata: { ...written.extraMetadata, version: test ? `${version}${TEST_BUILD_MARK}` : version, testBuild: test },
    electronFuses: fusesFor(electron, test),
    // The compatibility runtime cannot load the database module: its store is a child of this Node.
    ...(test ? { extraResources: [...written.extraResources, { from: 'node_modules/node/bin/node', to: 'node' }], deb: { ...written.deb, compression: 'gz' } } : {}),
  }, null, 1))
  return file
}

/** Where the packager would fetch tools from GitHub, Debian's do. */
function toolsFor(targets, test) {
  const sevenZip = ['7zz', '7z'].find((name) => answers('sh', ['-c', `command -v ${name}`]))
  if (targets.some((target) => ['tar.gz', 'zip'].includes(target)) && !sevenZip) throw new Stop('tar.gz needs 7zip: apt-get install 7zip')
  const path = sevenZip ? run('sh', ['-c', `command -v ${sevenZip}`]).trim() : ''
  // What is never shipped need not be small: minutes of a machine that others wait for.
  return { ...process.env, ...(test ? { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' } : {}), ...(path ? { ELECTRON_BUILDER_7ZIP_PATH: path } : {}), CUSTOM_FPM_PATH: process.env.CUSTOM_FPM_PATH ?? join(root, 'scripts', 'pack', 'fpm-to-dpkg.mjs') }
}

async function checkContents(update) {
  const { contentsOf } = await import('./pack/contents.mjs')
  const { files, nativeModules, notShipped, secrets } = contentsOf(join(folder, 'resources'))
  if (nativeModules.length !== 1) throw new Stop(`one native module belongs into the package, found ${nativeModules.length}`)
  if (notShipped.length + secrets.length > 0) throw new Stop(`does not belong into a package: ${[...notShipped, ...secrets].join(', ')}`)
  const found = `${files.filter((file) => !MADE_BY_TARGET.includes(file)).join('\n')}\n`
  if (update) writeFileSync(golden, found)
  const expected = readFileSync(golden, 'utf8')
  if (found === expected) return
  const [was, is] = [expected, found].map((text) => new Set(text.trim().split('\n')))
  const more = [...is].filter((file) => !was.has(file)).map((file) => `+ ${file}`)
  const less = [...was].filter((file) => !is.has(file)).map((file) => `- ${file}`)
  throw new Stop(`the package holds other files than test/install/package-files.txt says (if that is meant: npm run pack -- --linux=dir --update-files)\n${[...more, ...less].join('\n')}`)
}

export async function pack({ targets = ['dir'], version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version, update = false } = {}) {
  await setUp()
  await build()
  const electron = findElectron()
  const test = electron.kind === 'compatibility'
  let made = []
  await step('package', async () => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(join(root, 'out', 'package'), { recursive: true })
    writeThirdParty(join(root, 'out', 'third-party'))
    chmodSync(join(root, 'scripts', 'pack', 'fpm-to-dpkg.mjs'), 0o755)
    const since = Date.now()
    const said = run(node24, [join(root, 'node_modules/electron-builder/cli.js'), '--linux', ...targets, `--config=${await configurationFor(electron, version)}`, '--publish=never'], { env: toolsFor(targets, test) })
    if (!said.includes('using custom unpacked Electron distribution')) throw new Stop(`the given Electron was not used\n${said}`)
    if (!existsSync(packagedApp)) throw new Stop('the package has no executable')
    await checkContents(update)
    const wanted = `${version}${test ? TEST_BUILD_MARK : ''}`
    // An older one of the same name is no work of this run.
    made = readdirSync(join(root, 'out', 'package')).filter((name) => /\.(deb|tar\.gz)$/.test(name) && name.includes(`_${wanted}_`)).map((name) => join(root, 'out', 'package', name)).filter((path) => statSync(path).mtimeMs >= since)
    if (targets.some((target) => target !== 'dir') && made.length === 0) throw new Stop(`the packager made nothing (${Date.now() - since} ms)\n${said}`)
    for (const file of made) {
      const faults = faultsOfArchive(file, folder)
      if (faults.length > 0) throw new Stop(`${basename(file)} does not hold what was packed\n${faults.slice(0, 20).join('\n')}`)
    }
    return `${[folder, ...made].map((path) => path.slice(root.length + 1)).join(', ')}, ${test ? 'TEST BUILD on the ' : ''}${nameOf(electron)}`
  })
  return { made, test, version: `${version}${test ? TEST_BUILD_MARK : ''}`, electron }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { linux: { type: 'string', default: 'dir' }, 'build-version': { type: 'string' }, 'update-files': { type: 'boolean', default: false } } })
  await script(async () => { await pack({ targets: values.linux.split(','), version: values['build-version'], update: values['update-files'] }) })
}
