/** Given to Node with `--import`: from here on the files of the mutant named by `--mutant=` are loaded with its bug in them. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { edited, editsOf } from './mutant.ts'
import { mutants } from './mutants.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { values } = parseArgs({ options: { mutant: { type: 'string' } }, strict: false })
const mutant = mutants.find(({ name }) => name === values.mutant)
const edits = mutant && mutant.kind !== 'power-cut' ? editsOf(mutant) : []
if (values.mutant !== undefined && edits.length === 0) throw new Error(`no mutant ${String(values.mutant)} to load`)

const waiting = new Map(edits.map((edit) => [pathToFileURL(join(root, edit.file)).href, edit]))

registerHooks({
  load: (url, context, nextLoad) => {
    const edit = waiting.get(url)
    if (!edit) return nextLoad(url, context)
    waiting.delete(url)
    const others = edits.filter((other) => other.file === edit.file)
    const source = others.reduce((text, one) => edited(text, one, String(values.mutant)), readFileSync(join(root, edit.file), 'utf8'))
    return { format: 'module-typescript', source, shortCircuit: true }
  },
})

/** Files of the mutant that nothing has loaded: with any left, nothing was tested. */
export const notLoaded = (): readonly string[] => [...waiting.values()].map(({ file }) => file)
