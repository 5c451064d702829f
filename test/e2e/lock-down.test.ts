/** The pages lead nowhere, open nothing, reach nothing, and are asked nothing of the system. */
import { mkdirSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClinic, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'

const ROLES = ['patient', 'reception', 'technician', 'board'] as const

let clinic: Clinic
const pages = new Map<string, Page>()
/** A neighbour on the network that would gladly answer. */
const asked: string[] = []
const outside = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end('<script>top.document.title = "in"</script>')
})
let address = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => { outside.listen(0, '127.0.0.1', resolve) })
  address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  clinic = await openClinic()
  await clinic.desk.evaluate(() => {
    window.kiosk?.openTechnician()
    ;(window.kiosk as unknown as { openBoard: () => void }).openBoard()
  })
  for (const role of ROLES) pages.set(role, await clinic.windowOf(role))
})
afterAll(async () => {
  await clinic?.close()
  outside.close()
})

describe('every window', () => {
  it('is sandboxed, isolated, without Node, without developer tools', async () => {
    const preferences = await clinic.kiosk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((w) => (w.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> }).getLastWebPreferences()))
    expect(preferences).toHaveLength(ROLES.length)
    for (const one of preferences) expect(one).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true })
    for (const one of preferences) expect(one).not.toMatchObject({ nodeIntegrationInSubFrames: true })
    await clinic.kiosk.evaluate(({ BrowserWindow }) => { for (const w of BrowserWindow.getAllWindows()) w.webContents.openDevTools() })
    await settle(clinic.desk)
    expect(await clinic.kiosk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((w) => w.webContents.isDevToolsOpened()).length)).toBe(0)
  })
})

describe.each(ROLES)('the %s page', (role) => {
  const page = (): Page => pages.get(role) as Page
  it('has neither require nor process, and of Electron only its bridge', async () => {
    const seen = await page().evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window), bridge: Object.keys(window.kiosk as object).sort(), frozen: Object.isFrozen(window.kiosk),
    }))
    // Only the patient's page can ask to be thrown away, only the technician's to set up or to end.
    const own = role === 'patient' ? ['startAfresh'] : role === 'technician' ? ['changeSettings', 'finishSetUp', 'leave', 'readSettings', 'showCard', 'tryPrinter'] : []
    expect(seen).toEqual({ globals: [], bridge: ['call', 'environment', 'openBoard', 'openTechnician', 'printPage', 'role', 'subscribe', ...own].sort(), frozen: true })
  })

  it('goes nowhere else, opens no window', async () => {
    const before = page().url()
    const windows = clinic.kiosk.windows().length
    for (const to of [address, 'https://example.org/', 'file:///etc/passwd', 'data:text/html,x', 'javascript:document.title="in"', 'app://elsewhere/']) await page().evaluate((url) => { location.href = url }, to)
    const opened = await page().evaluate((url) => [url, 'app://kiosk/', 'about:blank', ''].map((to) => window.open(to)).every((w) => w === null), address)
    expect(opened).toBe(true)
    await page().evaluate((url) => { const form = Object.assign(document.createElement('form'), { action: url, method: 'post' }); document.body.append(form); form.submit(); form.remove() }, address)
    await settle(page())
    expect(page().url()).toBe(before)
    expect(await page().title()).not.toBe('in')
    expect(clinic.kiosk.windows()).toHaveLength(windows)
  })

  it('runs no text as code, and loads nothing from anywhere else', async () => {
    const ran = await page().evaluate((url) => new Promise<string[]>((resolve) => {
      const broke: string[] = []
      // A turn later: within its own call the debugger lifts the policy.
      setTimeout(() => {
        // biome-ignore lint/security/noGlobalEval: that it is refused is the point
        for (const [name, act] of [['eval', () => globalThis.eval('1')], ['Function', () => new Function('return 1')()]] as const) try { act(); broke.push(name) } catch { /* refused */ }
        // Trusted types refuse the text and the address before the policy would.
        const script = document.createElement('script')
        const far = document.createElement('script')
        try { script.textContent = 'document.title = "in"'; broke.push('text') } catch { /* refused */ }
        try { far.src = `${url}/script`; broke.push('src') } catch { /* refused */ }
        document.body.append(script, far, Object.assign(new Image(), { src: `${url}/image` }))
        const asks = [fetch(`${url}/fetch`), fetch('https://example.org/'), fetch('app://kiosk/index.html'), new Promise((answered, failed) => {
          const socket = new WebSocket(`${url.replace('http', 'ws')}/socket`)
          socket.onopen = answered
          socket.onerror = failed
        })]
        navigator.sendBeacon(`${url}/beacon`, 'x')
        void Promise.allSettled(asks.map((p) => Promise.resolve(p))).then((all) => { script.remove(); far.remove(); resolve([...broke, ...all.filter((one) => one.status === 'fulfilled').map(() => 'asked')]) })
      }, 0)
    }), address)
    expect(ran).toEqual([])
    await settle(page())
    expect(await page().title()).not.toBe('in')
    expect(asked).toEqual([])
  })

  it('frames no page, its own included', async () => {
    for (const src of [address, 'app://kiosk/', 'https://example.org/']) {
      const inside = await page().evaluate((url) => new Promise<string>((resolve) => {
        const frame = Object.assign(document.createElement('iframe'), { src: url })
        const look = (): void => { try { resolve(frame.contentWindow && 'kiosk' in frame.contentWindow ? 'bridge' : (frame.contentDocument?.body.innerHTML ?? '')) } catch { resolve('') } finally { frame.remove() } }
        frame.onload = look
        frame.onerror = look
        setTimeout(look, 1_000)
        document.body.append(frame)
      }), src)
      expect(inside).toBe('')
    }
    expect(asked).toEqual([])
  })

  it('is granted nothing: no camera, no place, no notice, no clipboard, no device', async () => {
    const granted = await page().evaluate(async () => {
      const got: string[] = []
      const attempt = async (name: string, act: () => Promise<unknown>): Promise<void> => { try { const result = await act(); if (result !== 'denied' && result !== null) got.push(name) } catch { /* denied */ } }
      for (const name of ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read', 'persistent-storage', 'midi']) await attempt(`query ${name}`, async () => ((await navigator.permissions.query({ name: name as PermissionName })).state === 'granted' ? name : 'denied'))
      await attempt('media', () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }))
      await attempt('screen', () => navigator.mediaDevices.getDisplayMedia({ video: true }))
      await attempt('place', () => new Promise((resolve, reject) => { navigator.geolocation.getCurrentPosition(resolve, reject) }))
      await attempt('notice', async () => Notification.requestPermission())
      await attempt('clipboard', () => navigator.clipboard.readText())
      for (const device of ['usb', 'hid', 'serial', 'bluetooth']) await attempt(device, async () => ((await (navigator as unknown as Record<string, { getDevices?: () => Promise<unknown[]>; getPorts?: () => Promise<unknown[]> }>)[device]?.getDevices?.()) ?? []).length > 0 || null)
      return got
    })
    expect(granted).toEqual([])
  })
})

describe('downloads and keys', () => {
  it('saves no file, whoever asks', async () => {
    const folder = join(clinic.folder, 'downloads')
    mkdirSync(folder)
    await clinic.kiosk.evaluate(({ session }, to) => {
      const seen = globalThis as unknown as { downloads: boolean[] }
      seen.downloads = []
      session.defaultSession.setDownloadPath(to)
      session.defaultSession.on('will-download', (event) => { seen.downloads.push(event.defaultPrevented) })
      session.defaultSession.downloadURL('app://kiosk/index.html')
    }, folder)
    await clinic.patient.evaluate(() => { for (const href of ['app://kiosk/', URL.createObjectURL(new Blob(['x'])), 'data:text/plain,x']) { const link = Object.assign(document.createElement('a'), { href, download: 'x.txt' }); document.body.append(link); link.click(); link.remove() } })
    const seen = await until('downloads asked for', () => clinic.kiosk.evaluate(() => { const { downloads } = globalThis as unknown as { downloads: boolean[] }; return downloads.length > 0 ? downloads : null }))
    await settle(clinic.patient)
    expect(new Set(seen)).toEqual(new Set([true]))
    expect(readdirSync(folder)).toEqual([])
  })

  it('does not reload, zoom, print or close by key', async () => {
    const { patient } = clinic
    await patient.evaluate(() => { document.body.dataset.here = 'yes' })
    const width = await patient.evaluate(() => window.innerWidth)
    for (const keys of ['F5', 'Control+r', 'Control+Shift+r', 'Control+Equal', 'Control+Minus', 'Control+0', 'Control+w', 'Control+n', 'Control+p', 'Control+Shift+i', 'F11', 'F12', 'Alt+ArrowLeft']) await patient.keyboard.press(keys)
    await settle(patient)
    expect(await patient.evaluate(() => [document.body.dataset.here, window.innerWidth])).toEqual(['yes', width])
    expect(clinic.kiosk.windows()).toHaveLength(ROLES.length)
  })
})

describe('hands on the glass', () => {
  it('open no dialog of the system: no print, no question, no message', async () => {
    const { patient } = clinic
    const dialogs: string[] = []
    patient.on('dialog', (dialog) => { dialogs.push(dialog.type()); void dialog.dismiss() })
    const answered = await patient.evaluate(() => {
      let printing = false
      window.addEventListener('beforeprint', () => { printing = true })
      window.print()
      return { printing, confirmed: window.confirm('x'), alerted: window.alert('x') ?? null }
    })
    expect(answered).toEqual({ printing: false, confirmed: false, alerted: null })
    await patient.keyboard.press('Control+p')
    await settle(patient)
    expect(dialogs).toEqual([])
  })

  it('select, drag, drop and enlarge nothing, get no menu, and swipe nowhere', async () => {
    const { patient } = clinic
    const before = await patient.evaluate(() => {
      const kept: Record<string, boolean> = {}
      for (const name of ['contextmenu', 'dragstart', 'dragover', 'drop']) window.addEventListener(name, (event) => { kept[name] = event.defaultPrevented })
      ;(window as unknown as { kept: Record<string, boolean> }).kept = kept
      const { x, y, width, height } = document.querySelector('h1')?.getBoundingClientRect() ?? { x: 0, y: 0, width: 0, height: 0 }
      return { at: [x + width / 2, y + height / 2] as const, url: location.href, entries: history.length }
    })
    // By place: what would not go anywhere a moment ago keeps Playwright waiting for a page that never comes.
    await patient.mouse.click(before.at[0], before.at[1], { clickCount: 3 })
    await patient.mouse.click(before.at[0], before.at[1], { button: 'right' })
    await patient.keyboard.press('Control+a')
    await patient.evaluate(() => {
      const carried = new DataTransfer()
      carried.items.add(new File(['<script>document.title = "in"</script>'], 'x.html', { type: 'text/html' }))
      for (const name of ['dragstart', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: carried }))
    })
    const cdp = await patient.context().newCDPSession(patient)
    await cdp.send('Input.synthesizePinchGesture', { x: 500, y: 900, scaleFactor: 2 }).catch(() => {})
    await cdp.send('Input.synthesizeScrollGesture', { x: 20, y: 900, xDistance: 800 }).catch(() => {})
    await patient.mouse.move(500, 900)
    await patient.keyboard.down('Control')
    await patient.mouse.wheel(0, -400)
    await patient.keyboard.up('Control')
    await settle(patient)
    const after = await patient.evaluate(() => ({
      kept: (window as unknown as { kept: Record<string, boolean> }).kept, selected: String(window.getSelection()), scale: window.visualViewport?.scale, url: location.href, entries: history.length, title: document.title,
    }))
    expect(after).toMatchObject({ kept: { contextmenu: true, dragstart: true, dragover: true, drop: true }, selected: '', scale: 1, url: before.url, entries: before.entries })
    expect(after.title).not.toBe('in')
    expect(await clinic.kiosk.evaluate(({ BrowserWindow, Menu }) => [Menu.getApplicationMenu(), ...BrowserWindow.getAllWindows().map((w) => w.webContents.getZoomFactor())])).toEqual([null, ...ROLES.map(() => 1)])
  })
})

/** Two frames and a task later whatever was going to happen has begun. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 200) }))
}
