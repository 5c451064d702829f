/** Every channel that main listens on, asked by those who must not be heard: found by looking, so that a new one is asked without anybody listing it. */
const INPUTS = [undefined, {}, 'x', { pin: '4711' }, { pin: '4711', changes: { volumeCapPercent: 10 } }, { pin: '4711', how: 'maintenance' }, { diagonalInch: 20 }, { language: 'ko', stationName: 'x', screens: 'both', diagonalInch: 20, volumeCapPercent: 50, paperMm: 80 }]

/** What a channel could have done: windows, pages, prints. Counted before and after. */
const effects = (kiosk) => kiosk.evaluate(async ({ BrowserWindow }) => {
  const all = BrowserWindow.getAllWindows()
  const ages = await Promise.all(all.map((one) => one.webContents.executeJavaScript('Math.round(performance.timeOrigin)').catch(() => 0)))
  return JSON.stringify([all.map((one) => [one.id, one.webContents.getURL()]), ages, globalThis.printed ?? 0])
})

const countPrints = (kiosk) => kiosk.evaluate(({ BrowserWindow }) => {
  globalThis.printed = 0
  for (const one of BrowserWindow.getAllWindows()) one.webContents.print = (_options, answer) => { globalThis.printed++; answer?.(false, 'planted') }
})

/** As main would see them: a page of elsewhere in our window, a frame in our page, a window that nobody made. Straight to the handlers, past the preload. */
const askAsStrangers = (kiosk, inputs) => kiosk.evaluate(async ({ BrowserWindow, ipcMain }, given) => {
  const answered = []
  const top = { parent: null, url: 'app://kiosk/' }
  const strangers = BrowserWindow.getAllWindows().flatMap(({ webContents }) => [
    ['another origin', { sender: webContents, senderFrame: { parent: null, url: 'https://evil.example/' } }], ['a look-alike', { sender: webContents, senderFrame: { parent: null, url: 'app://kiosk.evil/' } }],
    ['a picture', { sender: webContents, senderFrame: { parent: null, url: 'data:image/svg+xml,x' } }], ['a frame in the page', { sender: webContents, senderFrame: { parent: top, url: 'app://kiosk/' } }],
    ['no frame', { sender: webContents, senderFrame: null }],
  ])
  strangers.push(['an unknown window', { sender: { id: 9_999, print: () => { globalThis.printed++ } }, senderFrame: top }])
  for (const [channel, handler] of ipcMain._invokeHandlers) {
    for (const [who, event] of strangers) {
      for (const input of given) {
        const args = channel === 'kiosk:call' ? ['queueBoard', input] : [input]
        // The wrapper of Electron answers by event._reply or event.sendReply; newer ones by the promise itself.
        const answer = await new Promise((resolve) => {
          const forged = { ...event, _reply: resolve, _throw: () => resolve({ ok: false }), sendReply: ([value]) => resolve(value?.result) }
          Promise.resolve(handler(forged, ...args)).then((value) => { if (value !== undefined) resolve(value); else setTimeout(() => resolve(undefined), 5) }, () => resolve({ ok: false }))
        })
        if (answer && answer.ok !== false) answered.push(`${channel} answered ${who}`)
      }
    }
    // One window asks at most a hundred times a second; that is another check.
    await new Promise((resolve) => { setTimeout(resolve, 600) })
  }
  return { channels: ipcMain._invokeHandlers.size, answered: [...new Set(answered)] }
}, inputs)

/** Windows of our own, with the wrong role: through the bridge where it has the name, and past it. */
const askWithWrongRole = (kiosk, rightRole) => kiosk.evaluate(async ({ BrowserWindow, ipcMain }, right) => {
  const heard = []
  for (const { webContents } of BrowserWindow.getAllWindows()) {
    const role = await webContents.executeJavaScript('window.kiosk?.role').catch(() => undefined)
    for (const [channel, only] of Object.entries(right)) {
      const handler = ipcMain._invokeHandlers.get(channel)
      if (!handler || !role || role === only) continue
      const answer = await new Promise((resolve) => {
        const forged = { sender: webContents, senderFrame: { parent: null, url: 'app://kiosk/' }, _reply: resolve, _throw: () => resolve(null), sendReply: ([value]) => resolve(value?.result) }
        Promise.resolve(handler(forged, { pin: '4711', how: 'maintenance' })).then((value) => { if (value !== undefined) resolve(value); else setTimeout(() => resolve(undefined), 5) }, () => resolve(null))
      })
      if (answer && answer.ok !== false) heard.push(`${channel} heard ${role}`)
    }
  }
  return heard
}, rightRole)

const ONLY = {
  'kiosk:finish-set-up': 'technician', 'kiosk:show-card': 'technician', 'kiosk:try-printer': 'technician', 'kiosk:leave': 'technician', 'kiosk:read-settings': 'technician', 'kiosk:change-settings': 'technician', 'kiosk:print-page': 'technician',
  'kiosk:open-technician': 'reception', 'kiosk:open-board': 'reception', 'kiosk:start-afresh': 'patient',
}

export async function doorFaults(kiosk) {
  await countPrints(kiosk)
  const before = await effects(kiosk)
  const { channels, answered } = await askAsStrangers(kiosk, INPUTS)
  const heard = await askWithWrongRole(kiosk, ONLY)
  await new Promise((resolve) => { setTimeout(resolve, 500) })
  const after = await effects(kiosk)
  return [
    ...answered, ...heard, ...(channels < Object.keys(ONLY).length ? [`only ${channels} channels were found`] : []), ...(after === before ? [] : [`something happened: ${before} became ${after}`]),
  ]
}

/** `printPage` and the rest as a page itself would call them. */
export async function bridgeFaults(pages) {
  const common = ['call', 'environment', 'openBoard', 'openTechnician', 'printPage', 'role', 'subscribe']
  const own = { patient: ['startAfresh'], technician: ['changeSettings', 'finishSetUp', 'leave', 'readSettings', 'showCard', 'tryPrinter'] }
  const faults = []
  for (const [role, page] of pages) {
    const seen = await page.evaluate(() => ({ names: Object.keys(window.kiosk).sort(), electron: ['ipcRenderer', 'electron', 'require', 'process'].filter((name) => name in window), functions: Object.values(window.kiosk).some((value) => value?.toString?.().includes('ipcRenderer')) }))
    const more = seen.names.filter((name) => ![...common, ...(own[role] ?? [])].includes(name))
    if (more.length > 0 || seen.electron.length > 0 || seen.functions) faults.push(`${role}: ${[...more, ...seen.electron, ...(seen.functions ? ['ipcRenderer shows through'] : [])].join(', ')}`)
  }
  return faults
}
