/** Builds shim.c with the machine's own compiler. Linux on glibc only; elsewhere, or without a compiler, it says which is missing. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SOURCE = new URL('./shim.c', import.meta.url).pathname
const COMPILERS = ['cc', 'gcc', 'clang']

export type Shim = { readonly library: string; readonly missing: null } | { readonly library: null; readonly missing: string }
export type ShimEnv = { readonly folder: string; readonly trace?: string; readonly fault?: string }

export function buildShim(): Shim {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { library: null, missing: `no LD_PRELOAD shim for ${process.platform} ${process.arch}` }
  const compiler = COMPILERS.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0)
  if (!compiler) return { library: null, missing: 'no C compiler' }
  const folder = mkdtempSync(join(tmpdir(), 'crash-shim-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const library = join(folder, 'shim.so')
  const built = spawnSync(compiler, ['-O2', '-shared', '-fPIC', '-o', library, SOURCE, '-ldl', '-lpthread'], { encoding: 'utf8' })
  if (built.status !== 0) return { library: null, missing: `${compiler} could not build the shim: ${built.stderr.trim().split('\n')[0]}` }
  return { library, missing: null }
}

export const shimEnv = (library: string, { folder, trace, fault }: ShimEnv): Record<string, string> =>
  ({ LD_PRELOAD: library, SHIM_FOLDER: folder, ...(trace ? { SHIM_TRACE: trace } : {}), ...(fault ? { SHIM_FAULT: fault } : {}) })
