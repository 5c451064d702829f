#!/usr/bin/env node
/**
 * Stands in for fpm, which Debian lacks and GitHub would have: what the packager asks of fpm is done with dpkg-deb.
 * Knows exactly the arguments that electron-builder gives; an unknown one stops, so that nothing is left out in silence.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const FLAGS = ['--force']
const OPTIONS = ['-s', '-t', '-d', '--architecture', '--after-install', '--before-remove', '--after-remove', '--description', '--version', '--package', '--name', '--maintainer', '--vendor',
  '--url', '--category', '--deb-priority', '--deb-recommends', '--deb-compression', '--license']
const SCRIPTS = { '--after-install': 'postinst', '--before-remove': 'prerm', '--after-remove': 'postrm' }

function read(args) {
  const given = new Map()
  const places = []
  for (let i = 0; i < args.length; i++) {
    const [word, inline] = args[i].startsWith('--') && args[i].includes('=') ? [args[i].slice(0, args[i].indexOf('=')), args[i].slice(args[i].indexOf('=') + 1)] : [args[i], undefined]
    if (FLAGS.includes(word)) continue
    if (OPTIONS.includes(word)) given.set(word, [...(given.get(word) ?? []), inline ?? args[++i]])
    else if (word.startsWith('-') || !word.includes('=')) throw new Error(`fpm stand-in: unknown argument ${args[i]}`)
    else places.push(word.split('='))
  }
  return { one: (name) => given.get(name)?.at(-1) ?? '', all: (name) => given.get(name) ?? [], places }
}

/** A path that ends in / means what is in it. */
function lay(stage, [from, to]) {
  const target = join(stage, to)
  mkdirSync(dirname(target), { recursive: true })
  if (statSync(from).isDirectory()) return cpSync(from, target, { recursive: true, verbatimSymlinks: true })
  copyFileSync(from, target)
  chmodSync(target, statSync(from).mode & 0o111 ? 0o755 : 0o644)
}

function control({ one, all }, stage) {
  const kib = Number(spawnSync('du', ['-sk', stage], { encoding: 'utf8' }).stdout.split('\t')[0])
  const description = one('--description').trim().split('\n').map((line) => line.trim()).filter(Boolean)
  const lines = [
    ['Package', one('--name')], ['Version', one('--version')], ['License', one('--license')], ['Vendor', one('--vendor')], ['Architecture', one('--architecture')], ['Maintainer', one('--maintainer')],
    ['Installed-Size', kib], ['Depends', all('-d').join(', ')], ['Recommends', all('--deb-recommends').join(', ')], ['Section', one('--category') || 'misc'], ['Priority', one('--deb-priority') || 'optional'], ['Homepage', one('--url')],
  ]
  return `${lines.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`).join('\n')}\nDescription: ${description[0] ?? one('--name')}\n${description.slice(1).map((line) => ` ${line}\n`).join('')}`
}

function build() {
  const asked = read(process.argv.slice(2))
  if (asked.one('-t') !== 'deb') throw new Error(`fpm stand-in: makes deb, not ${asked.one('-t')}`)
  const stage = mkdtempSync(join(tmpdir(), 'kiosk-deb-'))
  try {
    for (const place of asked.places) lay(stage, place)
    const text = control(asked, stage)
    mkdirSync(join(stage, 'DEBIAN'))
    writeFileSync(join(stage, 'DEBIAN', 'control'), text)
    for (const [option, name] of Object.entries(SCRIPTS)) {
      if (!asked.one(option)) continue
      copyFileSync(asked.one(option), join(stage, 'DEBIAN', name))
      chmodSync(join(stage, 'DEBIAN', name), 0o755)
    }
    chmodSync(stage, 0o755)
    const compression = asked.one('--deb-compression') || 'xz'
    const done = spawnSync('dpkg-deb', ['--root-owner-group', `-Z${compression === 'gz' ? 'gzip' : compression}`, '-z1', '--build', stage, asked.one('--package')], { stdio: 'inherit' })
    if (done.status !== 0) throw new Error(`dpkg-deb ended with ${done.status ?? done.error}`)
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}

build()
