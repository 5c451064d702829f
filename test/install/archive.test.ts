import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { archiveFaults, faultsOfArchive } from '../../scripts/pack/archive.mjs'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'archive-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The app's folder, and an archive of a folder that may differ from it. */
function packed(inArchive: Record<string, string>): string[] {
  const app = join(folder, 'app')
  const staged = join(folder, 'kiosk_0.1.0_x64')
  for (const [root, files] of [[app, { kiosk: 'x', 'resources/app.asar': 'y' }], [staged, inArchive]] as const) {
    for (const [name, text] of Object.entries(files)) { mkdirSync(join(root, name, '..'), { recursive: true }); writeFileSync(join(root, name), text) }
  }
  spawnSync('tar', ['-czf', join(folder, 'kiosk.tar.gz'), '-C', folder, 'kiosk_0.1.0_x64'])
  return faultsOfArchive(join(folder, 'kiosk.tar.gz'), app)
}

describe('a made archive', () => {
  it('holds what was packed', () => expect(packed({ kiosk: 'x', 'resources/app.asar': 'y' })).toEqual([]))
  it('is refused where something is missing', () => expect(packed({ kiosk: 'x' })).toEqual(['resources/app.asar is missing']))
  it('is refused where something came along', () => expect(packed({ kiosk: 'x', 'resources/app.asar': 'y', '.env': 'z' })).toEqual(['.env came along']))

  it('lays nothing outside of its folder but what is named', () => {
    const listed = ['./', './opt/app/', './usr/lib/systemd', './opt/app/kiosk', './usr/lib/systemd/system/kiosk.service', './etc/passwd']
    expect(archiveFaults(listed, ['kiosk'], 'opt/app', [/^usr\/lib\/systemd\//])).toEqual(['etc/passwd lies outside of opt/app'])
    expect(archiveFaults(['opt/app/kiosk', 'opt/app/../../etc/passwd'], ['kiosk'], 'opt/app')).toContain('opt/app/../../etc/passwd would leave the folder')
  })
})
