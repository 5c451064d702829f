/** The units as systemd reads them, and the policies as an XML reader does. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXIT } from '../../src/main/install/command-line.ts'

const UNITS = ['vaccination-kiosk.service', 'vaccination-kiosk-update.service', 'vaccination-kiosk-update.timer']
const CENTRAL = 'vaccination-central.service'
const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0

/** In a system of its own, where the named programs exist. */
function verify(names: readonly string[], change: (name: string, text: string) => string = (_name, text) => text): { status: number | null; said: string } {
  const root = mkdtempSync(join(tmpdir(), 'units-'))
  const units = join(root, 'usr/lib/systemd/system')
  mkdirSync(units, { recursive: true })
  for (const name of names) {
    const text = readFileSync(name === CENTRAL ? `deploy/${name}` : `assets/linux/${name}`, 'utf8')
    writeFileSync(join(units, name), change(name, text))
    for (const [, program = ''] of text.matchAll(/(?:^Exec\w+=\+?|^Exec.* -- )(\/[^\s]+)/gm)) {
      const path = join(root, program)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, '#!/bin/sh\n')
      chmodSync(path, 0o755)
    }
  }
  // A unit that is only named by ours is not ours to judge.
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', `--root=${root}`, '--man=no', '--recursive-errors=no', ...names], { encoding: 'utf8' })
  rmSync(root, { recursive: true, force: true })
  return { status, said: `${stdout}${stderr}` }
}

describe.runIf(hasAnalyze)(hasAnalyze ? 'systemd reads' : 'systemd reads (systemd-analyze is not installed)', () => {
  it.each([...UNITS, CENTRAL])('%s without a word against it', (name) => {
    expect(verify(name.endsWith('.timer') ? UNITS : [name])).toEqual({ status: 0, said: '' })
  })

  it.each([['a time that is none', 'WatchdogSec=90', 'WatchdogSec=ninety'], ['a setting that is none', 'Restart=always', 'Restart=sometimes'], ['a program that is missing', '/usr/bin/cage --', '/usr/bin/nocage --']])('and finds %s', (_what, from, to) => {
    expect(verify(['vaccination-kiosk.service'], (_name, text) => text.replace(from, to)).said).not.toBe('')
  })
})

describe('the kiosk\'s unit', () => {
  const unit = readFileSync('assets/linux/vaccination-kiosk.service', 'utf8')
  it('leaves no core of a page, and is ended by a watchdog that the program feeds in time', () => {
    expect(unit).toMatch(/^LimitCORE=0$/m)
    const seconds = Number(/^WatchdogSec=(\d+)$/m.exec(unit)?.[1])
    const every = Number(/const WATCHDOG_MS = ([\d_]+)/.exec(readFileSync('src/main/lifecycle.ts', 'utf8'))?.[1]?.replaceAll('_', '')) / 1_000
    expect(every * 3).toBeLessThan(seconds)
    expect(unit).toMatch(/^NotifyAccess=all$/m)
  })

  it('knows every exit code, and so does the technician\'s page', () => {
    const page = readFileSync('docs/technician.md', 'utf8')
    const told = [...page.slice(page.indexOf('## Exit codes'), page.indexOf('## Files')).matchAll(/^\| ([\d, ]+) \|/gm)].flatMap((match) => (match[1] ?? '').split(',').map(Number))
    expect(told.sort((a, b) => a - b)).toEqual(Object.values(EXIT).sort((a, b) => a - b))
    expect(unit).toMatch(new RegExp(`RestartPreventExitStatus=${EXIT.maintenance} ${EXIT.configuration}`))
  })
})

/** Enough of XML to find what a hand breaks: tags that do not close, bare ampersands, attributes without quotes. */
function wrongIn(xml: string): string | null {
  const open: string[] = []
  for (const [tag, closing = '', name = '', attributes = '', own = ''] of xml.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '').matchAll(/<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|<[^>]*>?/g)) {
    if (name === '') return `not a tag: ${tag}`
    if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(attributes)) return `bare & in ${tag}`
    if (closing && open.pop() !== name) return `</${name}> closes nothing`
    if (!closing && !own) open.push(name)
  }
  if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(xml)) return 'a bare &'
  return open.length > 0 ? `<${open.at(-1)}> is never closed` : null
}

describe('the policies of Windows', () => {
  const folder = 'assets/windows/policies'
  const files = ['vaccination-kiosk.admx', 'ko-KR/vaccination-kiosk.adml', 'en-US/vaccination-kiosk.adml']
  it.each([...files.map((file) => `${folder}/${file}`), 'assets/windows/applocker.xml'])('%s is well-formed', (file) => expect(wrongIn(readFileSync(file, 'utf8'))).toBeNull())

  it('and what is broken would be seen', () => {
    const good = readFileSync(`${folder}/vaccination-kiosk.admx`, 'utf8')
    for (const bad of [good.replace('</policies>', ''), good.replace(' name="', ' name='), `${good}<a>`, good.replace('>', '>&'), good.replace(/<\/policy>/, '</polic>')]) expect(wrongIn(bad)).not.toBeNull()
  })

  it('every text and every box that the policies name stands in both languages', () => {
    const admx = readFileSync(`${folder}/${files[0]}`, 'utf8')
    const named = (pattern: RegExp): string[] => [...new Set([...admx.matchAll(pattern)].map((match) => match[1] ?? ''))].sort()
    const [strings, boxes] = [named(/\$\(string\.([\w-]+)\)/g), named(/\$\(presentation\.([\w-]+)\)/g)]
    expect(strings.length).toBeGreaterThan(20)
    for (const file of files.slice(1)) {
      const adml = readFileSync(`${folder}/${file}`, 'utf8')
      for (const name of strings) expect(adml).toContain(`<string id="${name}">`)
      for (const name of boxes) expect(adml).toContain(`<presentation id="${name}">`)
    }
    expect(readFileSync(`${folder}/${files[1]}`, 'utf8')).toMatch(/[가-힣]/)
  })
})

it('units of the package are laid where systemd looks', () => {
  const configuration = readFileSync('electron-builder.yml', 'utf8')
  for (const name of UNITS) expect(configuration).toContain(`assets/linux/${name}=/usr/lib/systemd/system/${name}`)
})
