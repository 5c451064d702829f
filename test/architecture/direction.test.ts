import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = process.cwd()
const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')

type Report = { readonly summary: { readonly totalCruised: number; readonly violations: readonly { readonly rule: { readonly name: string } }[] } }

function cruise(folder: string): Report {
  const done = spawnSync(process.execPath, [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'renderer', 'test'], { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return JSON.parse(done.stdout) as Report
}

const sourcesOf = (folder: string): string[] => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file)).map((file) => join(folder, file))

describe('who may import whom', () => {
  it('is kept, over every module there is', () => {
    const { summary } = cruise(root)
    expect(summary.violations).toEqual([])
    expect(summary.totalCruised).toBeGreaterThanOrEqual(sourcesOf('src').length + sourcesOf('renderer').filter((file) => !file.endsWith('.d.ts')).length)
    expect(summary.totalCruised).toBeGreaterThan(130)
  })

  const planted: readonly (readonly [string, string, string])[] = [
    ['no-cycles', 'src/base/result.ts', "import '../domain/role.ts'\n"], ['nothing-imports-tests', 'src/base/planted.ts', "import '../../test/planted.ts'\n"], ['resolvable', 'src/base/planted.ts', "import './nowhere.ts'\n"],
    ...['base', 'domain', 'contract', 'rpc', 'sync', 'store', 'service', 'preload'].map((room) => [`room-${room}`, `src/${room}/planted.ts`, "import '../main/settings.ts'\n"] as const),
    ['room-main', 'src/main/planted.ts', "import '../store/store.ts'\n"], ['room-renderer', 'renderer/planted.ts', "import '../src/store/store.ts'\n"],
    ['face-patient', 'renderer/patient/planted.ts', "import '../reception/view.ts'\n"], ['face-reception', 'renderer/reception/planted.ts', "import '../patient/flow.ts'\n"],
    ['face-board', 'renderer/board/planted.ts', "import '../patient/flow.ts'\n"], ['face-technician', 'renderer/technician/planted.ts', "import '../patient/flow.ts'\n"],
    ['pure-rooms', 'src/sync/planted.ts', "import 'node:fs'\n"], ['package-zod', 'src/store/planted.ts', "import 'zod'\n"], ['package-sqlite', 'src/store/commands/planted.ts', "import 'better-sqlite3'\n"],
    ['package-fastify', 'src/service/planted.ts', "import 'fastify'\n"], ['package-electron', 'src/store/planted-electron.ts', "import 'electron'\n"], ['package-react', 'src/contract/planted.ts', "import 'react'\n"],
  ]

  it('catches a planted violation of every rule, so that no rule is asleep', () => {
    const house = mkdtempSync(join(tmpdir(), 'house-'))
    try {
      for (const part of ['src', 'renderer', 'tsconfig.json', 'package.json', '.dependency-cruiser.cjs']) cpSync(join(root, part), join(house, part), { recursive: true })
      symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
      mkdirSync(join(house, 'test'))
      writeFileSync(join(house, 'test/planted.ts'), 'export const nothing = 1\n')
      for (const [, file, text] of planted) {
        mkdirSync(dirname(join(house, file)), { recursive: true })
        const before = file.endsWith('result.ts') ? readFileSync(join(house, file), 'utf8') : ''
        writeFileSync(join(house, file), text + before, { flag: before ? 'w' : 'a' })
      }
      writeFileSync(join(house, 'src/domain/role.ts'), "import '../base/result.ts'\n", { flag: 'a' })
      const caught = new Set(cruise(house).summary.violations.map((violation) => violation.rule.name))
      expect(planted.map(([rule]) => rule).filter((rule) => !caught.has(rule))).toEqual([])
      const config = readFileSync(join(root, '.dependency-cruiser.cjs'), 'utf8')
      expect(config).toContain('no-cycles')
    } finally {
      rmSync(house, { recursive: true, force: true })
    }
  }, 60_000)
})

describe('the size and the names of files', () => {
  const files = [...sourcesOf('src'), ...sourcesOf('renderer')]
  it('keeps every file within 300 lines', () => {
    expect(files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 300)).toEqual([])
  })
  it('names no file after nothing', () => {
    expect(files.filter((file) => /\/(utils?|helpers?|manager|misc|common|index)\.tsx?$/.test(file) && !/src\/(main|preload)\/index\.ts$/.test(file))).toEqual([])
  })
  it('lists in the map just the rooms there are', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'decisions').map((entry) => entry.name)
    const listed = [...readFileSync(join(root, 'src/README.md'), 'utf8').split('## Glossary')[0]?.matchAll(/^\| (\w+) \| (?!is \|)/gm) ?? []].map((match) => match[1])
    expect(listed.filter((name) => name !== 'room').sort()).toEqual(rooms.sort())
  })
  it('reads no clock and no randomness in pure rooms', () => {
    const pure = files.filter((file) => /^src\/(base|domain|sync)\//.test(file))
    expect(pure.length).toBeGreaterThan(15)
    expect(pure.filter((file) => /Date\.now|Math\.random|new Date\(\)|performance\.now/.test(readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')))).toEqual([])
  })
})
