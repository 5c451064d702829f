import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, textOf } from './house.ts'

type Locked = { readonly resolved?: string; readonly integrity?: string; readonly link?: boolean; readonly inBundle?: boolean }
type Lock = { readonly packages: Record<string, Locked> }

const tracked = existsSync(join(root, '.git')) ? execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean) : []
const isText = (file: string): boolean => !/\.(png|ico|wav|mp3|ogg|opus|woff2?|pdf)$/.test(file)

/** Put together here, so that this file does not hold what it looks for. */
const folder = (...names: readonly string[]): string => `/${names.join('/')}/`
const FOREIGN: readonly RegExp[] = [
  new RegExp(`(?<![\\w.~-])(${folder('work')}|${folder('root')}|${folder('home', '\\w+')})[\\w.]`),
  new RegExp(['registry\\.npm', 'js\\.org|registry\\.yarn', 'pkg\\.com|npmmir', 'ror\\.com|artifact', 'ory\\.|npm\\.pkg\\.git', 'hub\\.com'].join('')),
  new RegExp(['session', '_[0-9A-Za-z]{12,}|cla', 'ude\\.ai'].join('')),
]
const foreignIn = (text: string): string[] => text.split('\n').filter((line) => FOREIGN.some((pattern) => pattern.test(line)))

describe('what is committed', () => {
  it('names no path of one machine, no registry and no session', (test) => {
    if (tracked.length === 0) test.skip('this is not a git clone')
    const texts = tracked.filter((file) => isText(file) && existsSync(join(root, file)))
    expect(texts.flatMap((file) => foreignIn(textOf(file)).map((line) => `${file}: ${line.slice(0, 120)}`))).toEqual([])
  })

  it('would have been found', () => {
    const host = ['registry', 'npmjs', 'org'].join('.')
    for (const found of [`see ${folder('work', 'x')}y`, `cd ${folder('root')}x`, `"resolved": "https://${host}/zod"`]) expect(foreignIn(found)).toHaveLength(1)
    for (const fine of ['src/work/place.ts', 'https://example.org/root/x', 'import networks from "./work/x"']) expect(foreignIn(fine)).toEqual([])
  })

  it('pins every package by its content and none to a host', () => {
    const { packages } = JSON.parse(textOf('package-lock.json')) as Lock
    const entries = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link)
    expect(entries.length).toBeGreaterThan(300)
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
    expect(entries.filter(([, { integrity, inBundle }]) => !integrity && !inBundle).map(([path]) => path)).toEqual([])
  })

  it('asks for exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as Record<string, Record<string, string>>
    expect(Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})
