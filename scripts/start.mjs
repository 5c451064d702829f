/** `npm start`: the demo clinic on this machine. Set-up, build, central service, kiosk with patient and desk window. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { withDisplay } from './display.mjs'
import { nameOf, runnableElectron } from './electron-runtime.mjs'
import { startService } from './service-process.mjs'
import { setUp } from './set-up.mjs'
import { root, script, step } from './steps.mjs'

const DEMO_PIN = '0000'
const say = (line) => process.stderr.write(`${line}\n`)
const exitAfter = Number(process.argv.find((arg) => arg.startsWith('--exit-after='))?.split('=')[1] ?? 0)

async function main() {
  await setUp()
  await build()
  const data = join(root, 'out', 'demo-clinic')
  mkdirSync(join(data, 'kiosk'), { recursive: true })
  let screen
  await step('display', async () => {
    screen = await withDisplay('1920x1920x24')
    return screen.virtual ? `none was there, a virtual one is ${screen.display}; to see it: x11vnc -display ${screen.display} -localhost, or: import -display ${screen.display} -window root clinic.png` : screen.display || 'there'
  })
  let service
  await step('central service', async () => {
    service = await startService(['--port=0', `--data=${join(data, 'centre')}`, '--demo', '--hello-ms=5000'])
    return service.ready.url
  })
  const electron = runnableElectron()
  if (electron.kind === 'compatibility') say(`  ${nameOf(electron)}`)
  const env = {
    ...process.env, KIOSK_DATA_DIR: join(data, 'kiosk'), KIOSK_SERVICE_URL: service.ready.url, KIOSK_ENROLMENT_CODE: service.ready.enrolmentCodes[0],
    KIOSK_TECHNICIAN_PIN: DEMO_PIN, KIOSK_NODE: join(root, 'node_modules', '.bin', 'node'), KIOSK_BACKOFF_CAP_MS: '5000',
  }
  const kiosk = spawn(electron.executable, [...electron.args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])], { stdio: 'inherit', env })
  say(`  kiosk: patient and desk window are open; technician PIN ${DEMO_PIN}; Ctrl+C ends the clinic`)
  const end = (code) => {
    service.child.removeAllListeners('exit')
    kiosk.kill('SIGTERM')
    service.child.kill('SIGTERM')
    screen.stop()
    process.exit(code)
  }
  kiosk.on('exit', (code) => end(code ?? 1))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end(0))
  if (exitAfter > 0) setTimeout(() => end(0), exitAfter * 1000)
}

await script(main)
