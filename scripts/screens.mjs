/** `npm run screens` and `npm run a11y`: the patient's screens in the real Electron, looked at and measured. test/gallery does the work. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.mjs'
import { withDisplay } from './display.mjs'
import { setUp } from './set-up.mjs'
import { node24, root, script } from './steps.mjs'

await script(async () => {
  const [task, ...args] = process.argv.slice(2)
  await setUp()
  await build()
  const screen = await withDisplay('2000x2000x24', { own: true })
  const done = spawnSync(node24, [join(root, 'test', 'gallery', `${task}.ts`), ...args], { cwd: root, stdio: 'inherit' })
  screen.stop()
  process.exit(done.status ?? 1)
})
