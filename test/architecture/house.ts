/** What the tests of the house share: its files, a copy of it to plant violations in, its tools. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const root = process.cwd()

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

export const filesOf = (folder: string, ending = /\.tsx?$/): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => ending.test(file)).map((file) => join(folder, file)).sort()

/** Runs a tool of the project on the Node that runs this. */
export function tool(folder: string, path: string, args: readonly string[]): { readonly status: number | null; readonly out: string } {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', path), ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return { status: done.status, out: `${done.stdout}${done.stderr}` }
}

/** Text goes before what is there already: an import stays on top. */
export function plant(house: string, file: string, text: string, before = ''): void {
  mkdirSync(dirname(join(house, file)), { recursive: true })
  writeFileSync(join(house, file), text + before)
}

/** A copy of these parts in a folder of its own, gone afterwards. */
export function inACopy<T>(parts: readonly string[], act: (house: string) => T): T {
  const house = mkdtempSync(join(tmpdir(), 'house-'))
  try {
    for (const part of parts) cpSync(join(root, part), join(house, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
    return act(house)
  } finally {
    rmSync(house, { recursive: true, force: true })
  }
}
