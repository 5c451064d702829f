/** A display: the one that is there, or a virtual one that ends with this process. */
import { spawn } from 'node:child_process'
import { Stop } from './steps.mjs'

const START_MS_MAX = 15_000

export async function withDisplay(size = '2000x2000x24') {
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.platform !== 'linux') return { virtual: false, display: process.env.DISPLAY ?? '', stop: () => {} }
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Stop('the virtual display did not start')), START_MS_MAX)
    server.on('error', () => reject(new Stop('Xvfb is missing: npm run setup')))
    server.stdio[3].once('data', (data) => {
      clearTimeout(late)
      resolve(String(data).trim())
    })
  })
  process.env.DISPLAY = `:${number}`
  const stop = () => {
    delete process.env.DISPLAY
    server.kill()
  }
  process.once('exit', stop)
  return { virtual: true, display: `:${number}`, stop }
}
