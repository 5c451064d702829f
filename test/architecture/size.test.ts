import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { filesOf, textOf } from './house.ts'

const FUNCTION_LINES_MAX = 60
const FILE_LINES_MAX = 300

/** Over the limit when the rule came. The list may only shrink: one that was split must leave it, a new one fails. */
const KNOWN_LONG_FUNCTIONS: readonly string[] = [
  'src/store/repositories/places.ts placeTables',
  'test/crash/fault-clinic.ts openFaultClinic',
  'test/crash/kills/kiosk-core.ts keepCore',
  'test/crash/power/disk.ts diskOf',
]

const nameOf = (node: ts.SignatureDeclaration, source: ts.SourceFile): string => {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) ? node.parent.name : undefined)
  return named?.getText(source) ?? 'without a name'
}

/** A describe is a chapter, not a function; what it holds is measured. */
const isChapter = ({ parent }: ts.Node, source: ts.SourceFile): boolean => ts.isCallExpression(parent) && /^describe\b/.test(parent.expression.getText(source))

function longFunctions(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && !isChapter(node, source)) {
      if (lineOf(node.end) - lineOf(node.getStart(source)) + 1 > FUNCTION_LINES_MAX) found.push(`${file} ${nameOf(node, source)}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const files = [...['src', 'renderer', 'test'].flatMap((folder) => filesOf(folder)), ...filesOf('scripts', /\.mjs$/)]

describe('size', () => {
  it(`keeps every function within ${FUNCTION_LINES_MAX} lines, but for those known`, () => {
    expect(files.flatMap((file) => longFunctions(file, textOf(file))).sort()).toEqual(KNOWN_LONG_FUNCTIONS)
  })

  it('measures functions, methods and arrows, and takes a chapter of tests for none', () => {
    const body = (lines: number): string => '\n'.repeat(lines - 1)
    expect(longFunctions('x.ts', `function long() {${body(61)}}`)).toEqual(['x.ts long'])
    expect(longFunctions('x.ts', `export const arrow = () => {${body(61)}}`)).toEqual(['x.ts arrow'])
    expect(longFunctions('x.ts', `class Some { method() {${body(61)}} }`)).toEqual(['x.ts method'])
    expect(longFunctions('x.ts', `describe('x', () => {${body(61)}})\nit('y', () => {${body(61)}})`)).toEqual(['x.ts without a name'])
    expect(longFunctions('x.ts', `function short() {${body(60)}}`)).toEqual([])
  })

  it(`keeps every file within ${FILE_LINES_MAX} lines`, () => {
    expect(files.filter((file) => textOf(file).trimEnd().split('\n').length > FILE_LINES_MAX)).toEqual([])
  })
})

describe('names and pure rooms', () => {
  it('names no file after nothing', () => {
    const empty = /\/(utils?|helpers?|manager|misc|common|index)\.tsx?$/
    expect(files.filter((file) => empty.test(file) && !/src\/(main|preload)\/index\.ts$/.test(file))).toEqual([])
  })

  it('reads no clock and no randomness in pure rooms', () => {
    const pure = files.filter((file) => /^src\/(base|domain|sync)\//.test(file))
    const withoutComments = (file: string): string => textOf(file).replace(/\/\*[\s\S]*?\*\//g, '')
    expect(pure.length).toBeGreaterThan(15)
    expect(pure.filter((file) => /Date\.now|Math\.random|new Date\(\)|performance\.now/.test(withoutComments(file)))).toEqual([])
  })
})
