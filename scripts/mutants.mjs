/** `npm run mutants -- --json [--only=name,name]`: bugs on purpose, each put in as its file is loaded, each to be caught. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { node24, root, script } from './steps.mjs'

await script(() => {
  const done = spawnSync(node24, [join(root, 'test/mutants/run.ts'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  process.exit(done.status ?? 1)
})
