/** The windows and their roles. A page never chooses its role: main remembers it by the window. */
import { BrowserWindow, screen, session } from 'electron'
import type { BrowserWindowConstructorOptions, Display, WebContents } from 'electron'
import type { Log } from '../base/log.ts'
import type { Settings } from '../contract/settings.ts'
import type { Role } from '../domain/role.ts'
import { APP_ORIGIN } from './app-protocol.ts'
import { keepBoard } from './board-window.ts'

export type Windows = {
  readonly roleOf: (contentsId: number) => Role | null
  readonly all: () => readonly { readonly role: Role; readonly contents: WebContents }[]
  readonly startAfresh: (contents: WebContents) => Promise<void>
  readonly openTechnician: () => void
  readonly openBoard: () => void
  /** The patients' page gives way to the one that sends them to the desk, or comes back. */
  readonly setOutOfService: (out: boolean) => void
}
export type WindowFacts = {
  readonly preload: string; readonly settings: Settings; readonly appVersion: string; readonly runtime: 'official' | 'compatibility'; readonly log: Log
  /** Nothing is set yet: the technician's window comes first, with the wizard. */
  readonly setUpFirst: boolean; readonly outOfService: boolean
  /** Keeps over restarts whether the called board is wanted. */
  readonly boardWishFile: string
  readonly pageGone: (role: Role, reason: string) => void; readonly watch: (contents: WebContents) => void
}

const MM_PER_INCH = 25.4
const DESK_SIZE = { width: 1920, height: 1080 }
const TECHNICIAN_SIZE = { width: 1440, height: 900 }
const PAGE_AGAIN_MS = 500
const OUT_OF_SERVICE = `${APP_ORIGIN}/out-of-service.html`

/** CSS pixels a millimetre: the diagonal of the glass over the diagonal in pixels. */
export const pixelsPerMm = (width: number, height: number, diagonalInch: number): number => Math.hypot(width, height) / (diagonalInch * MM_PER_INCH)

/** Sandboxed, isolated, and no way to anything but this application's own pages. */
function optionsOf(facts: WindowFacts, role: Role, display: Display, size: { width: number; height: number } | undefined, kiosk: boolean): BrowserWindowConstructorOptions {
  const { width, height } = size ?? display.size
  const { settings, appVersion, runtime, setUpFirst } = facts
  return {
    x: display.bounds.x, y: display.bounds.y, width, height, useContentSize: true, frame: role !== 'patient', show: true, autoHideMenuBar: true, kiosk: kiosk && !size, backgroundColor: '#F4F5F1',
    title: role, enableLargerThanScreen: true,
    webPreferences: {
      preload: facts.preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false, devTools: false, navigateOnDragDrop: false, autoplayPolicy: 'no-user-gesture-required',
      additionalArguments: [`--kiosk-window=${JSON.stringify({
        role, mmPx: pixelsPerMm(width, height, settings.KIOSK_DIAGONAL_INCH), language: settings.KIOSK_LANGUAGE, hasPrinter: settings.KIOSK_PRINTER.length > 0, appVersion, runtime, idleS: settings.KIOSK_IDLE_S, setUpFirst,
        volumeCap: settings.KIOSK_VOLUME_CAP_PERCENT / 100,
      })}`],
    },
  }
}

export function setUpWindows(facts: WindowFacts): Windows {
  const roles = new Map<number, Role>()
  const open = new Map<Role, BrowserWindow>()
  let outOfService = facts.outOfService
  denyEverythingElse()
  const addressOf = (role: Role): string => (outOfService && role === 'patient' ? OUT_OF_SERVICE : `${APP_ORIGIN}/`)

  const make = (role: Role, display: Display, size: { width: number; height: number } | undefined, kiosk: boolean): BrowserWindow => {
    const window = new BrowserWindow(optionsOf(facts, role, display, size, kiosk))
    window.setMenu(null)
    roles.set(window.webContents.id, role)
    open.set(role, window)
    lockContents(window.webContents, () => openOnce('technician', main, TECHNICIAN_SIZE, false))
    facts.watch(window.webContents)
    const { id } = window.webContents
    window.on('closed', () => { roles.delete(id); open.delete(role) })
    // A page that died would stay blank until somebody came: it begins again, at the welcome screen, with nothing typed.
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      facts.log.warn('page-gone', { role, reason })
      facts.pageGone(role, reason)
      setTimeout(() => { if (!window.isDestroyed()) void window.loadURL(addressOf(role)) }, PAGE_AGAIN_MS)
    })
    void window.loadURL(addressOf(role))
    return window
  }

  const displays = screen.getAllDisplays()
  const main = screen.getPrimaryDisplay()
  const [second] = displays.filter((display) => display.id !== main.id)
  const openOnce = (role: Role, display: Display, size: { width: number; height: number } | undefined, kiosk: boolean): void => { (open.get(role) ?? make(role, display, size, kiosk)).focus() }
  const { KIOSK_SCREENS: faces } = facts.settings
  if (faces !== 'patient') make('reception', main, facts.settings.KIOSK_DESK_SIZE ?? DESK_SIZE, false)
  if (faces !== 'desk') make('patient', (faces === 'both' ? second : undefined) ?? main, facts.settings.KIOSK_PATIENT_SIZE, faces === 'patient' || second !== undefined)
  const board = keepBoard({ wishFile: facts.boardWishFile, faces, log: facts.log, make: (display, size, kiosk) => make('board', display, size, kiosk) })
  if (facts.setUpFirst) openOnce('technician', main, TECHNICIAN_SIZE, false)
  followDisplays(open, facts)
  return {
    roleOf: (contentsId) => roles.get(contentsId) ?? null,
    all: () => [...open].map(([role, window]) => ({ role, contents: window.webContents })),
    startAfresh,
    openTechnician: () => openOnce('technician', main, TECHNICIAN_SIZE, false),
    openBoard: board.open,
    setOutOfService: (out) => {
      if (out === outOfService) return
      outOfService = out
      void open.get('patient')?.loadURL(addressOf('patient'))
    },
  }
}

/** A screen that is plugged in, pulled out or turned: the patients' window fills the second one where there is one, and the first otherwise. */
function followDisplays(open: ReadonlyMap<Role, BrowserWindow>, { settings, log }: WindowFacts): void {
  const place = (): void => {
    const window = open.get('patient')
    const main = screen.getPrimaryDisplay()
    const second = screen.getAllDisplays().find((display) => display.id !== main.id)
    log.info('displays', { count: screen.getAllDisplays().length })
    if (!window || settings.KIOSK_PATIENT_SIZE) return
    const alone = settings.KIOSK_SCREENS === 'patient' || second !== undefined
    const { bounds } = (settings.KIOSK_SCREENS === 'both' ? second : undefined) ?? main
    window.setKiosk(false)
    window.setBounds(bounds)
    window.setKiosk(alone)
  }
  screen.on('display-added', place)
  screen.on('display-removed', place)
  screen.on('display-metrics-changed', place)
}

/** Of no site: the process of the page before it has nothing more to do and ends, and the page after it gets a new one. */
const NOWHERE = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>'

/** What a process held goes with it. One that stayed all the same is ended, and the page begins again as after any such end. */
async function startAfresh(contents: WebContents): Promise<void> {
  const before = contents.getOSProcessId()
  await contents.loadURL(NOWHERE).catch(() => {})
  if (!contents.isDestroyed()) await contents.loadURL(`${APP_ORIGIN}/`)
  if (!contents.isDestroyed() && contents.getOSProcessId() === before) contents.forcefullyCrashRenderer()
}

/** No page leads anywhere else, opens anything, zooms or asks the system for anything. */
export function lockContents(contents: WebContents, openTechnician: () => void): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('context-menu', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('before-input-event', (event, input) => {
    // The one way in on a machine without a desk: behind it stands the PIN.
    if (input.type === 'keyDown' && input.control && input.alt && input.shift && input.key.toLowerCase() === 't') openTechnician()
    const zoom = (input.control || input.meta) && ['+', '-', '=', '0'].includes(input.key)
    const leave = (input.control || input.meta) && ['r', 'w', 'n', 'p', 'i', 'u'].includes(input.key.toLowerCase())
    if (zoom || leave || ['F5', 'F11', 'F12', 'BrowserBack', 'BrowserForward', 'BrowserHome', 'PrintScreen', 'ContextMenu'].includes(input.key)) event.preventDefault()
  })
  void contents.setVisualZoomLevelLimits(1, 1).catch(() => {})
}

function denyEverythingElse(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !/^(app:\/\/kiosk\/|data:image\/|devtools:)/.test(details.url) }))
  defaultSession.on('will-download', (event) => event.preventDefault())
}
