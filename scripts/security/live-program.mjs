/** The program as it is started: words it must not obey, and Node's inspector. */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

const LISTEN_MS_MAX = 15_000

/** As they stand in the executable: '0' off, '1' on, 'r' removed, by index. */
export async function fuseStates(executable) {
  return Object.fromEntries(Object.entries(await getCurrentFuseWire(executable)).filter(([index]) => /^\d+$/.test(index)).map(([index, state]) => [index, String.fromCharCode(state)]))
}

/** Says on stderr that it listens, before anything of ours runs. */
export async function inspectorFaults(app, dataDir) {
  const child = spawn(app, ['--no-sandbox', '--disable-gpu', '--inspect=127.0.0.1:0', '--about'], { env: { ...process.env, KIOSK_DATA_DIR: dataDir, KIOSK_DEMO: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { said += String(text) })
  const timer = setTimeout(() => child.kill('SIGKILL'), LISTEN_MS_MAX)
  await new Promise((resolve) => { child.on('close', resolve) })
  clearTimeout(timer)
  if (!said.includes('vaccination-kiosk ')) return [`it did not start: ${said.slice(-200)}`]
  return /Debugger listening/.test(said) ? ['Node listens for a debugger'] : []
}

/** The package beside itself, hard-linked but for the executable, whose inspector fuse is as a shipped build has it. */
export async function withInspectorShut(folder, app, beside) {
  rmSync(beside, { recursive: true, force: true })
  const copy = spawnSync('cp', ['-al', folder, beside])
  if (copy.status !== 0) { mkdirSync(beside); cpSync(folder, beside, { recursive: true }) }
  const executable = join(beside, basename(app))
  rmSync(executable)
  copyFileSync(app, executable)
  chmodSync(executable, 0o755)
  await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: false })
  if (!readdirSync(beside).includes('resources')) throw new Error('the copy is not whole')
  return executable
}
