/** `npm run ledger`: src/service/ledger-command.ts on the project's own Node. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setUpPackages } from './set-up.mjs'
import { node24, root, script } from './steps.mjs'

await script(async () => {
  await setUpPackages()
  const child = spawn(node24, [join(root, 'src/service/ledger-command.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
})
