/** Builds what Electron loads, and the operator's console. Skipped when no source changed: a second start takes seconds. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { node24, root, run, script, step } from './steps.mjs'

const INPUTS = ['src', 'renderer', 'electron.vite.config.ts', 'vite.store.config.ts', 'vite.console.config.ts', 'package-lock.json', 'package.json']
const BUILT = ['main/index.cjs', 'preload/index.cjs', 'renderer/index.html', 'store/main.cjs', 'console/index.html']

const filesUnder = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile()).sort()

function sourceHash() {
  const hash = createHash('sha256')
  for (const input of INPUTS) {
    const path = join(root, input)
    for (const file of statSync(path).isFile() ? [path] : filesUnder(path)) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

export async function build() {
  await step('build', () => {
    const stamp = join(root, 'out', '.built')
    const hash = sourceHash()
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && BUILT.every((file) => existsSync(join(root, 'out', file)))) return 'there already'
    // First of all: a build that is killed must not be taken for the one before it.
    rmSync(stamp, { force: true })
    run(node24, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'])
    run(node24, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'vite.store.config.ts'])
    run(node24, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'vite.console.config.ts'])
    writeFileSync(stamp, hash)
    return 'made'
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await script(build)
