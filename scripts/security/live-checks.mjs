/** What only the running app can show. Each answers with what is wrong, or nothing. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { gunzipSync } from 'node:zlib'
import { join } from 'node:path'
import { canaryFaults, policyFaults, windowFaults } from './static-checks.mjs'

const DANGEROUS = ['--inspect', '--remote-debugging-port=9222', '--no-sandbox', '--disable-web-security', '--ignore-certificate-errors', '--load-extension=/tmp', '--user-data-dir=/tmp', '--js-flags=--expose-gc', '--proxy-server=evil:1', '--host-rules=MAP * evil']

/** Outside of demo mode, as shipped. */
export function switchFaults(app, dataDir) {
  return DANGEROUS.filter((word) => spawnSync(app, [word], { env: { ...process.env, KIOSK_DATA_DIR: dataDir, KIOSK_DEMO: '0' }, timeout: 20_000 }).status !== 78).map((word) => `${word} was not refused with exit code 78`)
}

const ask = (page, channelName, input) => page.evaluate(([n, i]) => window.kiosk.call(n, i), [channelName, input])

/** Made for every call of the contract: a role that is not listed, a field that is not known, too much, and at last a flood. */
export async function gateFaults({ calls, pages, contract }) {
  const faults = []
  for (const name of Object.keys(calls)) {
    for (const [role, page] of pages) {
      const refused = async (input, code, what) => {
        const answer = await ask(page, name, input)
        if (answer.ok || !code.includes(answer.error.code)) faults.push(`${name} from ${role}, ${what}: ${answer.ok ? 'answered' : answer.error.code}`)
      }
      if (!calls[name].roles.includes(role)) await refused({}, ['ROLE_NOT_ALLOWED'], 'wrong role')
      else {
        await refused({ nobodyKnowsThis: 1 }, ['INPUT_INVALID'], 'unknown field')
        await refused({ big: 'x'.repeat(contract.inputCharsMax + 1) }, ['TOO_LARGE'], 'oversized')
      }
      await new Promise((resolve) => { setTimeout(resolve, 30) })
    }
  }
  const [, page] = pages[0]
  for (const name of ['__proto__', 'constructor', 'toString', 'noSuchCall']) if ((await ask(page, name, {})).ok) faults.push(`${name} was answered`)
  const flood = await page.evaluate((count) => Promise.all(Array.from({ length: count }, () => window.kiosk.call('nowCalling', {}))).then((all) => all.filter((one) => !one.ok && one.error.code === 'OVERLOADED').length), contract.callsPerSecondMax * 3)
  if (flood === 0) faults.push('a flood was not stopped')
  return faults
}

export async function pageFaults(kiosk, pages) {
  const preferences = await kiosk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((w) => w.webContents.getLastWebPreferences()))
  const faults = preferences.flatMap(windowFaults)
  for (const [role, page] of pages) {
    const seen = await page.evaluate(async () => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const inFrame = frame.contentWindow && 'kiosk' in frame.contentWindow
      frame.remove()
      let html = ''
      try { document.createElement('div').innerHTML = '<b>x</b>'; html = 'innerHTML took a plain text' } catch { /* trusted types */ }
      const states = await Promise.all(['geolocation', 'camera', 'microphone', 'notifications', 'midi'].map((name) => navigator.permissions.query({ name }).then(({ state }) => state, () => 'denied')))
      return { globals: ['require', 'process', 'module', 'electron'].filter((name) => name in window), inFrame, html, granted: states.includes('granted'), opened: window.open('https://example.org') !== null }
    })
    if (seen.globals.length > 0 || seen.inFrame || seen.html || seen.granted || seen.opened) faults.push(`${role}: ${JSON.stringify(seen)}`)
  }
  return faults
}

/** The policy as it is served, not as it is written. */
export const servedPolicy = (kiosk) => kiosk.evaluate(async ({ session }) => (await session.defaultSession.fetch('app://kiosk/').catch(() => null))?.headers.get('content-security-policy') ?? '')
export const servedPolicyFaults = async (kiosk) => policyFaults(await servedPolicy(kiosk))

/** Everything the kiosk left on the disk, packed things unpacked. */
export function filesLeft(...folders) {
  const all = folders.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)))
  return all.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile()).map((name) => {
    const bytes = readFileSync(name)
    return { name, bytes: name.endsWith('.gz') ? gunzipSync(bytes) : bytes }
  })
}

export const leftFaults = (folders, canaries) => canaryFaults(filesLeft(...folders), canaries)
