import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf, inACopy, plant, root, textOf, tool } from './house.ts'

type Rule = { readonly name: string; readonly to: { readonly pathNot?: string } }
type Report = {
  readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] }
  readonly modules: readonly { readonly source: string }[]
}

const MINUTE = 60_000
const config = '.dependency-cruiser.cjs'
const cruiser = 'dependency-cruiser/bin/dependency-cruiser.mjs'
const { forbidden: rules } = createRequire(import.meta.url)(join(root, config)) as { readonly forbidden: readonly Rule[] }
const cruise = (folder: string): Report =>
  JSON.parse(tool(folder, cruiser, ['--config', config, '--output-type', 'json', 'src', 'renderer', 'test']).out) as Report

/** One violation of each rule, each in a file of its own: rule, file, what it says. */
const planted: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['no-cycles', 'src/base/planted-circle.ts', "import type {} from './planted-cycle.ts'\n"],
  ['nothing-imports-tests', 'src/base/planted-test.ts', "import '../../test/planted.ts'\n"],
  ['product-imports-no-scripts', 'src/main/planted-script.ts', "import '../../scripts/planted.mjs'\n"],
  ['resolvable', 'src/base/planted-nowhere.ts', "import './nowhere.ts'\n"],
  ...['base', 'domain', 'contract', 'rpc', 'sync', 'store', 'service', 'preload'].map(
    (room) => [`room-${room}`, `src/${room}/planted-room.ts`, "import type {} from '../main/gate.ts'\n"] as const),
  ['room-main', 'src/main/planted-room.ts', "import type {} from '../store/store.ts'\n"],
  ['room-renderer', 'renderer/planted-room.ts', "import type {} from '../src/store/store.ts'\n"],
  ['face-patient', 'renderer/patient/planted-face.ts', "import '../reception/view.ts'\n"],
  ...['reception', 'board', 'technician'].map((face) => [`face-${face}`, `renderer/${face}/planted-face.ts`, "import '../patient/flow.ts'\n"] as const),
  ['pure-rooms', 'src/sync/planted-node.ts', "import 'node:fs'\n"],
  ['renderer-has-no-node', 'renderer/ui/planted-node.ts', "import 'node:fs'\n"],
  ['package-zod', 'src/store/planted-zod.ts', "import 'zod'\n"],
  ['package-sqlite', 'src/store/commands/planted-sqlite.ts', "import 'better-sqlite3'\n"],
  ['package-postgres', 'src/service/planted-postgres.ts', "import 'postgres'\n"],
  ['package-fastify', 'src/service/planted-fastify.ts', "import 'fastify'\n"],
  ['package-underPressure', 'src/service/planted-pressure.ts', "import '@fastify/under-pressure'\n"],
  ['package-electron', 'src/store/planted-electron.ts', "import 'electron'\n"],
  ['package-thermal', 'src/store/planted-thermal.ts', "import 'node-thermal-printer'\n"],
  ['package-jose', 'src/domain/planted-jose.ts', "import 'jose'\n"],
  ['package-react', 'src/contract/planted-react.ts', "import 'react'\n"],
  ['package-unlisted', 'src/service/planted-package.ts', "import 'vitest'\n"],
]

describe('who may import whom', () => {
  it('is kept by every module there is, and every file is one of them', () => {
    const { summary, modules } = cruise(root)
    expect(summary.violations).toEqual([])
    const cruised = modules.map(({ source }) => source).filter((source) => /^(src|renderer|test)\/.*\.tsx?$/.test(source)).sort()
    const there = ['src', 'renderer', 'test'].flatMap((folder) => filesOf(folder)).sort()
    expect(cruised).toEqual(there)
    expect(cruised.length).toBeGreaterThanOrEqual(140)
  }, MINUTE)

  it('has a planted violation for every rule', () => {
    expect(planted.map(([rule]) => rule).sort()).toEqual(rules.map(({ name }) => name).sort())
  })

  it('catches each planted violation, in the file where it was planted', () => {
    const caught = inACopy(['src', 'renderer', 'tsconfig.json', 'package.json', config], (house) => {
      plant(house, 'test/planted.ts', 'export const nothing = 1\n')
      plant(house, 'scripts/planted.mjs', 'export const nothing = 1\n')
      plant(house, 'src/base/planted-cycle.ts', "import type {} from './planted-circle.ts'\n")
      for (const [, file, text] of planted) plant(house, file, text)
      return cruise(house).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`)
    })
    expect(planted.map(([rule, file]) => `${rule} ${file}`).filter((expected) => !caught.includes(expected))).toEqual([])
  }, MINUTE)
})

describe('the map', () => {
  const rows = (textOf('src/README.md').split('## Glossary')[0] ?? '').matchAll(/^\| (\w+) \|[^|]*\| ([\w, ]+) \|$/gm)
  const table = [...rows].filter(([, name]) => name !== 'room')
  const rooms = [...new Set(filesOf('src').map((file) => file.split('/')[1] ?? ''))].sort()

  it('lists just the rooms there are', () => {
    expect(table.map(([, name]) => name).sort()).toEqual(rooms)
  })

  /** The map is behind by these arrows; the list may only shrink. */
  const MISSING_ARROWS = ['main -> domain']
  it('shows the arrows that are enforced', () => {
    const drawn = table.flatMap(([, name, may]) => (may === 'nothing' ? [] : (may ?? '').split(', ').map((other) => `${name} -> ${other}`)))
    const enforced = rooms.flatMap((name) => {
      const [, may = ''] = /^\^src\/\((.*)\)\/$/.exec(rules.find((rule) => rule.name === `room-${name}`)?.to.pathNot ?? '') ?? []
      return may.split('|').filter((other) => other !== name).map((other) => `${name} -> ${other}`)
    })
    expect(enforced.filter((arrow) => !drawn.includes(arrow))).toEqual(MISSING_ARROWS)
    expect(drawn.filter((arrow) => !enforced.includes(arrow))).toEqual([])
  })
})
