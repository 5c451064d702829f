/** What a kiosk leaves behind when a page dies with a person's data on it, and what it hands to a printer. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { canaryFaults } from './static-checks.mjs'
import { filesLeft } from './live-checks.mjs'

/** A queue of the system that keeps what it is given, as CUPS does in its spool. */
export function standInQueue(folder) {
  const bin = join(folder, 'bin')
  const spool = join(folder, 'spool')
  for (const path of [bin, spool]) mkdirSync(path, { recursive: true })
  writeFileSync(join(bin, 'lpstat'), '#!/bin/sh\necho "printer STAND-IN is idle. enabled"\n')
  writeFileSync(join(bin, 'lp'), `#!/bin/sh\nprintf '%s\\n' "$*" > ${spool}/c$$\nexec cat > ${spool}/d$$\n`)
  for (const name of ['lp', 'lpstat']) chmodSync(join(bin, name), 0o755)
  return { env: { PATH: `${bin}:${process.env.PATH}`, KIOSK_PRINTER: 'pdf:STAND-IN' }, spool }
}

/** The words themselves, before they become glyphs of a font: what the hidden page was told to draw. Call before the first ticket. */
export const hearPaper = (kiosk) => kiosk.evaluate(({ app }) => {
  globalThis.drawn = []
  app.on('browser-window-created', (_event, window) => {
    const { webContents } = window
    const run = webContents.executeJavaScript.bind(webContents)
    webContents.executeJavaScript = (code, ...rest) => { globalThis.drawn.push(code); return run(code, ...rest) }
  })
})

function unpacked(name, bytes) {
  const parts = [{ name, bytes }]
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return parts
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    try { parts.push({ name: `${name} (a stream of it)`, bytes: inflateSync(bytes.subarray(bytes.indexOf('\n', at) + 1)) }) } catch { /* not packed */ }
  }
  return parts
}

/** Nothing was printed is a fault too: then nothing was looked at. */
export async function spoolFaults(kiosk, spool, canaries) {
  const jobs = existsSync(spool) ? readdirSync(spool).map((name) => join(spool, name)) : []
  const drawn = await kiosk.evaluate(() => (globalThis.drawn ?? []).filter((code) => code.startsWith('window.drawPaper(')))
  if (jobs.length === 0 || drawn.length === 0) return [`nothing was printed (${jobs.length} files, ${drawn.length} drawings)`]
  const files = [...jobs.flatMap((name) => unpacked(name, readFileSync(name))), ...drawn.map((code, index) => ({ name: `drawing ${index}`, bytes: Buffer.from(code) }))]
  return canaryFaults(files, canaries)
}

/** The page dies while a person is in it, masked on the glass (`mark`) and whole in its memory; then everything under the folders is looked through, dumps and cores too. */
export async function crashFaults(kiosk, page, mark, folders, canaries) {
  const onPage = await page.evaluate(() => document.body.textContent ?? '')
  if (!onPage.includes(mark)) return [`nobody stood on the page when it was crashed: ${onPage.slice(0, 80)}`]
  await kiosk.evaluate(async ({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows()) {
      if ((await one.webContents.executeJavaScript('window.kiosk?.role').catch(() => '')) !== 'patient') continue
      const gone = new Promise((resolve) => { one.webContents.once('render-process-gone', resolve) })
      // A signal that leaves a dump wherever dumps are made.
      process.kill(one.webContents.getOSProcessId(), 'SIGSEGV')
      await gone
    }
  })
  await new Promise((resolve) => { setTimeout(resolve, 1_500) })
  const files = filesLeft(...folders)
  const dumps = files.filter(({ name }) => /\.dmp$|(^|\/)core(\.\d+)?$/.test(name)).map(({ name }) => `a dump was left: ${name}`)
  return [...dumps, ...canaryFaults(files, canaries)]
}
