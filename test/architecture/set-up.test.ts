import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { root, textOf } from './house.ts'

/** The scripts are plain JavaScript, because they run before anything is installed. */
const load = async <T>(name: string): Promise<T> => (await import(pathToFileURL(join(root, 'scripts', name)).href)) as T
const libraries = await load<{
  whatIsMissing: (facts: { ldd: string; hasScreen: boolean; hasKoreanFont: boolean }) => string[]
  installArguments: (isOffered: (name: string) => boolean) => string[]
  whatToRun: (missing: readonly string[], install: readonly string[]) => string
}>('system-libraries.mjs')
const { explainNpm } = await load<{ explainNpm: (args: readonly string[], output: string) => string }>('npm.mjs')
const { checkDigest } = await load<{ checkDigest: (bytes: Buffer, expected?: string) => void }>('compatibility-runtime.mjs')
type Sandbox = { readonly isRoot: boolean; readonly hasHelper: boolean; readonly hasNamespaces: boolean }
const { whyNoSandbox } = await load<{ whyNoSandbox: (facts: Sandbox) => string | null }>('sandbox.mjs')
type WholeFolder = (folder: string, isWhole: (at: string) => boolean, make: (beside: string) => string) => string
const { wholeFolder } = await load<{ wholeFolder: WholeFolder }>('whole-folder.mjs')
type Cookie = { readonly number: string; readonly name: string; readonly data: Buffer }
const { authorityFile, cookiesIn } = await load<{ authorityFile: (cookie: Buffer) => Buffer; cookiesIn: (bytes: Buffer) => Cookie[] }>('x-display.mjs')

const folders: string[] = []
const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'set-up-'))
  folders.push(folder)
  return folder
}
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }) })

describe('system libraries', () => {
  const ldd = '\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x0)\n\tlibnss3.so => not found\n\tlibnss3.so => not found\n'

  it('are named when they are missing, with the exact command', () => {
    const missing = libraries.whatIsMissing({ ldd, hasScreen: false, hasKoreanFont: false })
    expect(missing).toEqual(['libgtk-3.so.0', 'libnss3.so', 'Xvfb', 'a Korean font'])
    expect(libraries.whatToRun(missing, libraries.installArguments(() => false))).toBe(
      `System libraries are missing: libgtk-3.so.0, libnss3.so, Xvfb, a Korean font. Run this once, then the same command again:
  sudo apt-get update && sudo apt-get install -y libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libxtst6 libnotify4 libsecret-1-0 xvfb xauth fonts-noto-cjk`)
  })

  it('are not asked for when all are there', () => {
    expect(libraries.whatIsMissing({ ldd: '\tlibc.so.6 => /lib/libc.so.6 (0x0)\n', hasScreen: true, hasKoreanFont: true })).toEqual([])
  })

  it('have the name this system gives them', () => {
    expect(libraries.installArguments((name) => name === 'libasound2t64')).toContain('libasound2t64')
    expect(libraries.installArguments((name) => name === 'libasound2t64')).toContain('libgtk-3-0')
  })
})

describe('what is fetched', () => {
  it('says that there is no network before all else', () => {
    expect(explainNpm(['ci'], 'npm error code ENOTFOUND\nnpm error network')).toMatch(/^The network cannot be reached: npm ci ended with ENOTFOUND\./)
    expect(explainNpm(['ci'], 'npm error code EUSAGE\nnpm error not in sync')).toMatch(/^npm ci failed\nnpm error code EUSAGE/)
  })

  it('is refused when it is not what was checked, with both digests', () => {
    const found = createHash('sha512').update('changed').digest('base64')
    expect(() => checkDigest(Buffer.from('changed'))).toThrow(/not the one that was checked; nothing of it was unpacked/)
    expect(() => checkDigest(Buffer.from('changed'))).toThrow(found)
    expect(() => checkDigest(Buffer.from('changed'), found)).not.toThrow()
  })
})

describe('a folder that is whole or not there', () => {
  const isWhole = (at: string): boolean => existsSync(join(at, 'last'))
  const make = (beside: string): string => {
    mkdirSync(join(beside, 'made'))
    writeFileSync(join(beside, 'made', 'last'), '')
    return join(beside, 'made')
  }

  it('is made once, over a half one, and leaves nothing beside it', () => {
    const folder = join(scratch(), 'electron')
    mkdirSync(folder)
    writeFileSync(join(folder, 'half'), '')
    expect(readdirSync(wholeFolder(folder, isWhole, make))).toEqual(['last'])
    expect(wholeFolder(folder, isWhole, () => { throw new Error('made twice') })).toBe(folder)
    expect(readdirSync(join(folder, '..'))).toEqual(['electron'])
  })

  it('is not there after a failure, and old rubbish of a killed one is swept', () => {
    const parent = scratch()
    const rubbish = join(parent, 'electron.half-made-killed')
    mkdirSync(rubbish)
    utimesSync(rubbish, 0, 0)
    mkdirSync(join(parent, 'electron.half-made-at-work'))
    expect(() => wholeFolder(join(parent, 'electron'), isWhole, () => { throw new Error('no space') })).toThrow('no space')
    expect(readdirSync(parent)).toEqual(['electron.half-made-at-work'])
  })

  it('leaves the one of a faster process', () => {
    const folder = join(scratch(), 'electron')
    wholeFolder(folder, isWhole, (beside) => {
      mkdirSync(folder)
      writeFileSync(join(folder, 'last'), 'theirs')
      return make(beside)
    })
    expect(readdirSync(folder)).toEqual(['last'])
  })
})

describe('sandbox and display', () => {
  it('is off only for root and where the machine allows neither way', () => {
    expect(whyNoSandbox({ isRoot: true, hasHelper: true, hasNamespaces: true })).toMatch(/root/)
    expect(whyNoSandbox({ isRoot: false, hasHelper: false, hasNamespaces: false })).toMatch(/forbids user namespaces/)
    expect(whyNoSandbox({ isRoot: false, hasHelper: true, hasNamespaces: false })).toBeNull()
    expect(whyNoSandbox({ isRoot: false, hasHelper: false, hasNamespaces: true })).toBeNull()
  })

  it('keeps the virtual display to its user by a cookie', () => {
    const cookie = Buffer.from('0123456789abcdef')
    expect(cookiesIn(authorityFile(cookie))).toEqual([{ number: '', name: 'MIT-MAGIC-COOKIE-1', data: cookie }])
  })
})

/** Node 20 begins. What it lacks would only be noticed on a machine that has nothing newer. */
describe('scripts that run before set-up', () => {
  const first = ['start.mjs', 'setup.mjs', 'test.mjs', 'central.mjs', 'pack.mjs']
  const importsOf = (file: string): string[] => [...textOf(`scripts/${file}`).matchAll(/^import .*from '\.\/([\w-]+\.mjs)'/gm)].map((match) => match[1] ?? '')
  const reached = (file: string, seen = new Set<string>()): Set<string> => {
    if (!seen.has(file)) for (const next of importsOf(file)) reached(next, seen.add(file))
    return seen.add(file)
  }

  it('import nothing but Node itself', () => {
    const all = [...new Set(first.flatMap((file) => [...reached(file)]))]
    expect(all.length).toBeGreaterThan(14)
    const imported = all.flatMap((file) => [...textOf(`scripts/${file}`).matchAll(/^import .*from '([^.'][^']*)'/gm)].map((match) => match[1] ?? ''))
    expect(imported.filter((name) => !name.startsWith('node:'))).toEqual([])
    const newer = /\b(import\.meta\.(dirname|filename|main)|Promise\.(withResolvers|try)|globSync|\.parentPath(?! \?\?)|styleText|Array\.fromAsync)\b/
    expect(all.filter((file) => newer.test(textOf(`scripts/${file}`)))).toEqual([])
  })
})
