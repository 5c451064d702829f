/** Builds what Electron loads. Skipped when no source changed: a second start takes seconds. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { node24, root, run, script, step } from './steps.mjs'

const INPUTS = ['src', 'renderer', 'electron.vite.config.ts', 'vite.store.config.ts', 'package-lock.json', 'package.json']
const BUILT = ['main/index.cjs', 'preload/index.cjs', 'renderer/index.html', 'store/main.cjs']

function sourceHash() {
  const hash = createHash('sha256')
  for (const input of INPUTS) {
    const path = join(root, input)
    const files = /\.(ts|json)$/.test(input) ? [path] : readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort()
    for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
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
    writeFileSync(stamp, hash)
    return 'made'
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await script(build)
