/** What is asked of the open windows, and what is then planted in front of each question. */
import { bridgeFaults, doorFaults } from './live-doors.mjs'
import { gateFaults, pageFaults, servedPolicy, servedPolicyFaults } from './live-checks.mjs'
import { awayFaults } from './live-pages.mjs'

const contract = async () => {
  const [{ calls }, { deviceCalls }, { CALLS_PER_SECOND_MAX, INPUT_CHARS_MAX }] = await Promise.all([import('../../src/contract/kiosk-api.ts'), import('../../src/contract/device-api.ts'), import('../../src/main/gate.ts')])
  return { calls: { ...calls, ...deviceCalls }, contract: { inputCharsMax: INPUT_CHARS_MAX, callsPerSecondMax: CALLS_PER_SECOND_MAX } }
}

export async function checkPages(check, kiosk, pages) {
  await check('windows and pages', () => pageFaults(kiosk, pages))
  await check('content security policy', () => servedPolicyFaults(kiosk))
  await check('only the bridge is in the pages', () => bridgeFaults(pages))
  await check('pages lead nowhere and load nothing from elsewhere', () => awayFaults(kiosk, pages))
  await check('every channel refuses strangers', () => doorFaults(kiosk))
  const asked = await contract()
  await check('every call refuses', () => gateFaults({ ...asked, pages }))
}

/** Sets another handler for one channel while `act` runs. */
async function withHandler(kiosk, channel, act) {
  await kiosk.evaluate(({ ipcMain }, name) => {
    globalThis.kept = ipcMain._invokeHandlers.get(name)
    ipcMain._invokeHandlers.set(name, (event) => { event?._reply?.({ ok: true, value: {} }); return { ok: true, value: {} } })
  }, channel)
  try { return await act() } finally {
    await kiosk.evaluate(({ ipcMain }, name) => { if (globalThis.kept) ipcMain._invokeHandlers.set(name, globalThis.kept); else ipcMain._invokeHandlers.delete(name) }, channel)
  }
}

export async function plantInPages(planted, kiosk, pages) {
  const board = pages.filter(([role]) => role === 'board')
  await planted('windows and pages', async () => {
    await kiosk.evaluate(({ BrowserWindow }) => { globalThis.open = new BrowserWindow({ show: false, webPreferences: { sandbox: false, contextIsolation: false, nodeIntegration: true } }) })
    try { return await pageFaults(kiosk, []) } finally { await kiosk.evaluate(() => { globalThis.open.destroy() }) }
  })
  const policy = await servedPolicy(kiosk)
  await planted('content security policy', () => servedPolicyFaults({ evaluate: () => Promise.resolve(policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")) }))
  await planted('only the bridge is in the pages', async () => {
    await board[0][1].evaluate(() => { window.require = () => {} })
    try { return await bridgeFaults(board) } finally { await board[0][1].evaluate(() => { delete window.require }) }
  })
  await planted('every channel refuses strangers (a new channel)', () => withHandler(kiosk, 'kiosk:planted', () => doorFaults(kiosk)))
  for (const channel of ['kiosk:finish-set-up', 'kiosk:print-page', 'kiosk:open-technician', 'kiosk:open-board', 'kiosk:leave']) await planted(`every channel refuses strangers (${channel})`, () => withHandler(kiosk, channel, () => doorFaults(kiosk)))
  const asked = await contract()
  await planted('every call refuses', () => withHandler(kiosk, 'kiosk:call', () => gateFaults({ calls: { queueBoard: asked.calls.queueBoard }, contract: asked.contract, pages: board })))
  // Last: what held this page back is gone for good.
  await planted('pages lead nowhere and load nothing from elsewhere', async () => {
    await kiosk.evaluate(async ({ BrowserWindow, session }) => {
      session.defaultSession.webRequest.onBeforeRequest(null)
      for (const { webContents } of BrowserWindow.getAllWindows()) if ((await webContents.executeJavaScript('window.kiosk?.role').catch(() => '')) === 'board') webContents.removeAllListeners('will-navigate')
    })
    try { return await awayFaults(kiosk, board) } catch (cause) { return [String(cause)] }
  })
}
