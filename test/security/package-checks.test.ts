/** The checks of a package are shown packages with something wrong in them, and must say what. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPackage } from '@electron/asar'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentsOf } from '../../scripts/pack/contents.mjs'
import { fuses } from '../../scripts/pack/fuses.mjs'
import { checklist, judgeChecklist } from '../../scripts/security/checklist.mjs'
import { canaryFaults, currentFaults, nativeFaults, pageFaults, textFaults } from '../../scripts/security/static-checks.mjs'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'package-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function lay(root: string, files: readonly (readonly [string, string])[]): void {
  for (const [name, text] of files) { const path = join(root, name); mkdirSync(dirname(path), { recursive: true }); writeFileSync(path, text) }
}
/** A small package: an archive, what lies unpacked, what lies beside. */
async function packed(inside: readonly (readonly [string, string])[] = [], beside: readonly (readonly [string, string])[] = []) {
  const resources = join(folder, 'resources')
  lay(join(folder, 'app'), [['out/main/index.cjs', 'x'], ['package.json', '{}'], ...inside])
  lay(resources, [['app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node', 'x'], ['lockdown', '#!/bin/sh'], ...beside])
  await createPackage(join(folder, 'app'), join(resources, 'app.asar'))
  return contentsOf(resources)
}

describe('a package', () => {
  it('as it should be is found good', async () => {
    const { nativeModules, notShipped, secrets, files } = await packed()
    expect([nativeFaults(nativeModules), notShipped, secrets]).toEqual([[], [], []])
    expect(files).toContain('app.asar/out/main/index.cjs')
  })

  it('with a second native module, or with none, is not', async () => {
    expect(nativeFaults((await packed([], [['app.asar.unpacked/more.node', 'x']])).nativeModules)).toHaveLength(1)
    expect(nativeFaults([])).toHaveLength(1)
  })

  it.each(['src/index.ts', 'out/main/index.cjs.map', 'test/a.test.js', '.env', 'package-lock.json', 'native/x.gyp', 'signing.pem'])('with %s in its archive is not', async (name) => {
    expect((await packed([[name, 'x']])).notShipped).toEqual([`app.asar/${name}`])
  })

  it('with a secret beside its archive or in it is not', async () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\n-----END PRIVATE KEY-----`
    expect((await packed([], [['settings.json', JSON.stringify({ token: `ghp_${'a'.repeat(36)}` })]])).secrets).toEqual(['settings.json'])
    expect((await packed([['out/main/more.js', key]])).secrets).toContain('app.asar')
  })
})

describe('small checks', () => {
  it('see an old Electron, a page with a script in it, a licence that is not told', () => {
    expect([currentFaults('45.4.1'), currentFaults('25.1.1').length, currentFaults('44.9.9').length]).toEqual([[], 1, 1])
    expect(pageFaults('<script type="module" crossorigin src="./assets/index.js"></script>')).toEqual([])
    for (const html of ['<script>x()</script>', '<script src="https://evil.example/x.js"></script>', '<script src="//evil.example/x.js"></script>', '<script src="./a.js">x()</script>']) expect(pageFaults(html)).toHaveLength(1)
    writeFileSync(join(folder, 'LICENCES.txt'), 'a 1.0.0: MIT\ntext\n')
    expect(textFaults(join(folder, 'LICENCES.txt'), [{ name: 'a', version: '1.0.0' }, { name: 'b', version: '2.0.0' }])).toEqual(['b is not in the list of licences'])
    expect(textFaults(join(folder, 'none.txt'), [{ name: 'a', version: '1.0.0' }])).toHaveLength(1)
    expect(canaryFaults([{ name: 'core', bytes: Buffer.from('x01073918246x') }], ['01073918246'])).toEqual(['core'])
  })
})

describe('Electron\'s checklist', () => {
  const fuseNames = fuses.map(({ name }) => `fuse ${name}`)
  const all = [...new Set(checklist.flatMap(([, by]) => by)), ...fuseNames].map((name) => ({ name, faults: [] as string[] }))

  it('has its twenty items, each shown by a check that ran', () => {
    const judged = judgeChecklist(all, [], fuseNames)
    expect(judged).toHaveLength(20)
    expect(judged.flatMap(({ faults, why }) => faults ?? [String(why)])).toEqual([])
  })

  it.each(all.map(({ name }) => name))('is broken where "%s" is, and where nobody asked', (name) => {
    const broken = judgeChecklist(all.map((one) => (one.name === name ? { ...one, faults: ['planted'] } : one)), [], fuseNames)
    expect(broken.some(({ faults }) => faults?.includes('planted'))).toBe(true)
    const silent = judgeChecklist(all.filter((one) => one.name !== name), [], fuseNames)
    expect(silent.some(({ faults }) => faults?.some((fault) => fault.includes(name)))).toBe(true)
  })

  it('is not run, with the reason, where its check was not', () => {
    const judged = judgeChecklist(all.filter(({ name }) => name !== 'current Electron'), [{ check: 'current Electron', why: 'a test build' }], fuseNames)
    expect(judged.filter(({ why }) => why !== undefined)).toEqual([{ name: 'Electron\'s checklist 16: a current Electron', why: 'a test build' }])
  })
})
