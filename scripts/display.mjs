/** A display: the one that is there, or a virtual one, readable by this user alone, that ends with this process. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Stop } from './steps.mjs'
import { authorityFile, displayAnswers } from './x-display.mjs'

const START_MS_MAX = 15_000
const COOKIE_BYTES = 16

/** Xvfb picks a free number itself, so that two users never meet. Null when it is not installed. */
function startXvfb(size, authority) {
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-auth', authority]
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Stop('the virtual display did not start')), START_MS_MAX)
    server.once('error', () => {
      clearTimeout(late)
      resolve(null)
    })
    server.once('exit', () => reject(new Stop('the virtual display ended at once')))
    server.stdio[3].once('data', (data) => {
      clearTimeout(late)
      server.removeAllListeners('exit')
      resolve({ server, display: `:${String(data).trim()}` })
    })
  })
}

async function virtualDisplay(size) {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-display-'))
  const authority = join(folder, 'authority')
  writeFileSync(authority, authorityFile(randomBytes(COOKIE_BYTES)), { mode: 0o600 })
  const clean = () => rmSync(folder, { recursive: true, force: true })
  const started = await startXvfb(size, authority)
  if (!started) {
    clean()
    return null
  }
  const before = { DISPLAY: process.env.DISPLAY, XAUTHORITY: process.env.XAUTHORITY }
  Object.assign(process.env, { DISPLAY: started.display, XAUTHORITY: authority })
  const stop = () => {
    for (const [name, value] of Object.entries(before)) if (value === undefined) delete process.env[name]; else process.env[name] = value
    started.server.kill()
    clean()
  }
  process.once('exit', stop)
  return { virtual: true, display: started.display, authority, deadOne: before.DISPLAY, stop: () => { process.removeListener('exit', stop); stop() } }
}

/** `own` asks for a virtual one even beside a real one: tests then see no other windows, and nobody sees theirs. */
export async function withDisplay(size = '2000x2000x24', { own = false } = {}) {
  const there = process.platform !== 'linux' || (await displayAnswers())
  const real = { virtual: false, display: process.env.DISPLAY ?? '', stop: () => {} }
  if (there && !own) return real
  const made = process.platform === 'linux' ? await virtualDisplay(size) : null
  if (made) return made
  if (there) return real
  throw new Stop('Xvfb is missing: npm run setup')
}

export function howToSee({ display, authority, deadOne }) {
  const why = deadOne ? `${deadOne} does not answer` : 'none was there'
  const show = `x11vnc -localhost -display ${display} -auth ${authority}`
  return `${why}, a virtual one is ${display}; to see it: ${show} (apt-get install x11vnc), then a VNC viewer on localhost:5900`
}
