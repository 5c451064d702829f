/** `npm run central -- --port=0 --data=DIR --demo --json`: the central service on the project's own Node. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setUpPackages } from './set-up.mjs'
import { node24, root, script } from './steps.mjs'

await script(async () => {
  await setUpPackages()
  const service = spawn(node24, [join(root, 'src/service/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => service.kill(signal))
  service.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
})
