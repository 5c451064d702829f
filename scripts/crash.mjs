/** `npm run crash -- --kills=200 --json`: kills and power cuts on the project's own Node. test/crash does the work. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { node24, root, run, script } from './steps.mjs'

await script(async () => {
  if (!existsSync(node24)) run('npm', ['ci', '--no-audit', '--no-fund'])
  const crash = spawn(node24, [join(root, 'test/crash/command.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => crash.kill(signal))
  crash.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
})
