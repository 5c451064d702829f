import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf, root, textOf } from './house.ts'

const configuration = textOf('electron-builder.yml')
const bytesOf = (file: string): Buffer => readFileSync(join(root, file))

/** Windows packages are not built here: what can be checked without Windows is. */
describe('the package', () => {
  it('has icons ready-made, of the size their names say', () => {
    const icons = filesOf('assets/icons', /\.png$/)
    expect(icons).toContain('assets/icons/512x512.png')
    for (const file of icons) {
      const bytes = bytesOf(file)
      expect(file).toBe(`assets/icons/${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}.png`)
    }
  })

  it('has a Windows icon from 16 to 256', () => {
    const bytes = bytesOf('assets/icons/icon.ico')
    const sizes = Array.from({ length: bytes.readUInt16LE(4) }, (_, i) => bytes[6 + 16 * i] || 256)
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
  })

  it('refers to icons that are there', () => {
    const named = [...configuration.matchAll(/(?:icon|Icon|buildResources): (\S+)/g)].map((match) => match[1] ?? '')
    expect(named.length).toBeGreaterThanOrEqual(5)
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('keeps one native module a platform, which the database brings along', () => {
    const platforms = [...configuration.matchAll(/^(\w+):\n(?: {2}.*\n)*? {4}- ".*prebuilds\/!\((\w+)-\$\{arch\}\)\.node"$/gm)].map((match) => `${match[1]} ${match[2]}`)
    expect(platforms).toEqual(['linux linux', 'win win32'])
    for (const platform of ['linux', 'win32']) expect(existsSync(join(root, `node_modules/better-sqlite3/prebuilds/${platform}-x64.node`))).toBe(true)
  })

  it('is installed where patients cannot write, and leaves their data when it goes', () => {
    for (const line of ['perMachine: true', 'deleteAppDataOnUninstall: false', 'asar: true', 'publish: null']) expect(configuration).toMatch(new RegExp(`^ *${line}$`, 'm'))
    expect(configuration).toMatch(/WAS NOT RUN/)
    expect(configuration).toMatch(/^productName: [\w-]+$/m)
  })
})
