/** What the kernel says of the pages' processes of one program, and that program started by somebody who is not root. */
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const START_MS_MAX = 30_000
const SETTLE_MS = 1_500
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms) })
const textOf = (path) => { try { return readFileSync(path, 'utf8') } catch { return '' } }

/** A filter on their system calls, and a user who is nobody's superuser. */
function pagesOf(folder) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => { const command = textOf(`/proc/${pid}/cmdline`); return command.startsWith(folder) && command.includes('--type=renderer') })
}

export function sandboxOf(folder) {
  const pages = pagesOf(folder)
  if (pages.length === 0) return 'no page process was found'
  const filtered = pages.every((pid) => /^Seccomp:\s*2$/m.test(textOf(`/proc/${pid}/status`)))
  const unprivileged = pages.every((pid) => !/^Uid:\s+0\s/m.test(textOf(`/proc/${pid}/status`)))
  return filtered && unprivileged ? '' : `seccomp ${filtered}, unprivileged ${unprivileged}`
}

/** `nobody` where we are root; a kernel that lends no namespaces has no sandbox to ask. */
export function whyNotAsked(app) {
  const as = process.getuid?.() === 0 ? ['runuser', '-u', 'nobody', '--'] : []
  const can = (...words) => { const [command, ...rest] = [...as, ...words]; return spawnSync(command, rest).status === 0 }
  if (!can('test', '-x', app)) return `${app} lies where an unprivileged user may not go; npm run installed-check asks the installed one`
  return can('unshare', '--user', '--map-root-user', '--net', 'true') ? '' : 'this kernel lends no user namespaces; npm run installed-check asks the installed app, whose helper belongs to root'
}

/** Ends what it started. `words` are planted. */
export async function sandboxFaults(app, folder, words = []) {
  const root = process.getuid?.() === 0
  const dataDir = join(folder, `sandbox${words.length}`)
  const authority = join(dataDir, 'authority')
  mkdirSync(dataDir, { recursive: true })
  if (process.env.XAUTHORITY) copyFileSync(process.env.XAUTHORITY, authority)
  if (root) spawnSync('sh', ['-c', `chmod 711 '${folder}'; chown -R nobody '${dataDir}'`])
  const { ELECTRON_DISABLE_SANDBOX: _off, ...env } = process.env
  // Whoever becomes nobody has no home; a kiosk's user has the data folder.
  const [command, ...args] = [...(root ? ['runuser', '-u', 'nobody', '--', 'env', `HOME=${dataDir}`] : []), app, '--disable-gpu', ...words]
  const kiosk = spawn(command, args, { detached: true, stdio: 'ignore', env: { ...env, HOME: dataDir, XAUTHORITY: authority, KIOSK_DATA_DIR: dataDir, KIOSK_DEMO: '1', KIOSK_SERVICE_URL: 'http://127.0.0.1:9', KIOSK_TECHNICIAN_PIN: '4711' } })
  const ended = new Promise((resolve) => { kiosk.on('exit', resolve) })
  try {
    for (const end = Date.now() + START_MS_MAX; Date.now() < end && pagesOf(dirname(app)).length === 0; await pause(200)) { /* starts */ }
    // The filter comes a moment after the process.
    await pause(SETTLE_MS)
    const fault = sandboxOf(dirname(app))
    return fault ? [fault] : []
  } finally {
    try { process.kill(-kiosk.pid, 'SIGTERM') } catch { /* it has ended */ }
    await ended
  }
}
