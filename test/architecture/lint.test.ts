import { describe, expect, it } from 'vitest'
import { inACopy, plant, tool } from './house.ts'

type Diagnostic = { readonly category: string; readonly location: { readonly path: string | { readonly file: string } } }

const biome = '@biomejs/biome/bin/biome'

/** Rule, file, what it says. */
const planted: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['lint/style/noDefaultExport', 'src/base/planted-default.ts', 'export default 1\n'],
  ['lint/style/noDefaultExport', 'scripts/planted-default.mjs', 'export default 1\n'],
  ['lint/suspicious/noExplicitAny', 'renderer/planted-any.ts', 'export const planted = (value: any): unknown => value\n'],
  ['lint/style/useFilenamingConvention', 'src/domain/PlantedName.ts', 'export const planted = 1\n'],
  ['lint/style/useFilenamingConvention', 'renderer/patient/Planted_screen.tsx', 'export const planted = 1\n'],
  ['lint/style/useImportType', 'src/store/planted-type.ts', "import { Clock } from '../base/time.ts'\nexport type Planted = Clock\n"],
  ...['process', 'setTimeout', 'setInterval', 'fetch', 'crypto'].flatMap((name) => ['base', 'domain', 'sync'].map(
    (room) => ['lint/style/noRestrictedGlobals', `src/${room}/planted-${name.toLowerCase()}.ts`, `export const planted = ${name}\n`] as const)),
  ['lint/correctness/noUnusedImports', 'src/main/planted-unused.ts', "import { join } from 'node:path'\n"],
]

describe('lint', () => {
  it('catches each planted violation, in the file where it was planted', () => {
    const caught = inACopy(['src', 'renderer', 'biome.json'], (house) => {
      for (const [, file, text] of planted) plant(house, file, text)
      const { out } = tool(house, biome, ['lint', '--reporter=json', '--max-diagnostics=none', '.'])
      const { diagnostics } = JSON.parse(out.slice(out.indexOf('{'), out.lastIndexOf('}') + 1)) as { readonly diagnostics: readonly Diagnostic[] }
      return diagnostics.map(({ category, location: { path } }) => `${category} ${typeof path === 'string' ? path : path.file}`.replace(' ./', ' '))
    })
    expect(planted.map(([rule, file]) => `${rule} ${file}`).filter((expected) => !caught.includes(expected))).toEqual([])
  }, 60_000)
})
