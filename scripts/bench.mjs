/** `npm run bench -- --json --only=commit,drain`: the bench runs on the project's own Node. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node24, root, script } from './steps.mjs'

await script(async () => {
  const bench = spawn(node24, [join(root, 'test', 'bench', 'bench.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => bench.kill(signal))
  bench.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
})
