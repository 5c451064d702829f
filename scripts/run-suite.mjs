/** `node run-suite.mjs COUNTS.json [--serial] [--together] FOLDER…`: what passed, failed and was skipped in these folders goes to a file, each skip with its reason. */
import { writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { startVitest } from 'vitest/node'

const [file, ...rest] = process.argv.slice(2)
const folders = rest.filter((word) => !word.startsWith('--')).map((folder) => `${folder}/`)

/** `ctx.skip('why')`, `meta.reason`, or words in brackets at the end of the name of the test or of what it stands in. */
function reasonOf(test) {
  const result = test.result()
  return ('note' in result && result.note) || test.meta().reason || /\(([^()]+)\)[^()]*$/.exec(test.fullName)?.[1] || null
}

/** Generous: on a busy machine slow is not wrong. A test that hangs is ended all the same. What runs one after the other drives whole programs. */
const TEST_MS_MAX = rest.includes('--serial') ? 90_000 : 30_000
const counts = { passed: 0, failures: [], skips: [], open: [] }
/** What differs says more than where. */
const wordsOf = ({ stack, message, diff }) => stripVTControlCharacters([stack || message, diff].filter(Boolean).join('\n'))
const words = (errors) => (errors ?? []).map(wordsOf).join('\n')

/** Written after every file: a suite that is ended for being late still tells what passed, and where it was. */
const save = () => writeFileSync(file, JSON.stringify(counts))

const reporter = {
  onTestRunStart(specifications) {
    counts.open = specifications.map(({ moduleId }) => moduleId)
    save()
  },
  onTestModuleEnd(module) {
    if (module.errors().length > 0) counts.failures.push({ name: module.moduleId, text: words(module.errors()) })
    for (const test of module.children.allTests()) {
      const { state, errors } = test.result()
      if (state === 'passed') counts.passed++
      else if (state === 'skipped') counts.skips.push({ name: test.fullName, reason: reasonOf(test) })
      else counts.failures.push({ name: test.fullName, text: words(errors) || `ended as ${state}` })
    }
    counts.open = counts.open.filter((path) => path !== module.moduleId)
    save()
  },
  onTestRunEnd(_modules, unhandled) {
    for (const error of unhandled) counts.failures.push({ name: 'an error outside of any test', text: words([error]) })
    for (const path of counts.open) counts.failures.push({ name: path, text: 'this file did not run to its end' })
    counts.open = []
    save()
  },
}

/** Files that only compute share their worker's modules: to load them anew for each file takes longer than most of the tests. */
const options = { run: true, watch: false, reporters: [reporter], testTimeout: TEST_MS_MAX, hookTimeout: TEST_MS_MAX }
const vitest = await startVitest('test', folders, { ...options, ...(rest.includes('--serial') ? { fileParallelism: false } : {}), ...(rest.includes('--together') ? { isolate: false } : {}) })
await vitest.close()
process.exit(counts.failures.length > 0 ? 1 : 0)
