/** The windows and their roles. A page never chooses its role: main remembers it by the window. */
import { BrowserWindow, screen, session } from 'electron'
import type { Display, WebContents } from 'electron'
import type { Log } from '../base/log.ts'
import type { Settings } from '../contract/settings.ts'
import type { Role } from '../domain/role.ts'
import { APP_ORIGIN } from './app-protocol.ts'

export type Windows = {
  readonly roleOf: (contentsId: number) => Role | null
  readonly all: () => readonly { readonly role: Role; readonly contents: WebContents }[]
  readonly startAfresh: (contents: WebContents) => Promise<void>
  readonly openTechnician: () => void
  readonly openBoard: () => void
}
export type WindowFacts = { readonly preload: string; readonly settings: Settings; readonly appVersion: string; readonly runtime: 'official' | 'compatibility'; readonly log: Log }

const MM_PER_INCH = 25.4
const DESK_SIZE = { width: 1920, height: 1080 }
const TECHNICIAN_SIZE = { width: 1440, height: 900 }
const PAGE_AGAIN_MS = 500
const BOARD_SIZE = { width: 1920, height: 1080 }

/** CSS pixels a millimetre: the diagonal of the glass over the diagonal in pixels. */
export const pixelsPerMm = (width: number, height: number, diagonalInch: number): number => Math.hypot(width, height) / (diagonalInch * MM_PER_INCH)

export function setUpWindows(facts: WindowFacts): Windows {
  const roles = new Map<number, Role>()
  const open = new Map<Role, BrowserWindow>()
  denyEverythingElse()

  const make = (role: Role, display: Display, size: { width: number; height: number } | undefined, kiosk: boolean): BrowserWindow => {
    const { width, height } = size ?? display.size
    const window = new BrowserWindow({
      x: display.bounds.x, y: display.bounds.y, width, height, useContentSize: true, frame: role !== 'patient', show: true, autoHideMenuBar: true, kiosk: kiosk && !size, backgroundColor: '#F4F5F1',
      title: role, enableLargerThanScreen: true,
      webPreferences: {
        preload: facts.preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false, devTools: false, navigateOnDragDrop: false,
        additionalArguments: [`--kiosk-window=${JSON.stringify({
          role, mmPx: pixelsPerMm(width, height, facts.settings.KIOSK_DIAGONAL_INCH), language: facts.settings.KIOSK_LANGUAGE, hasPrinter: false, appVersion: facts.appVersion, runtime: facts.runtime, idleS: facts.settings.KIOSK_IDLE_S,
        })}`],
      },
    })
    window.setMenu(null)
    roles.set(window.webContents.id, role)
    open.set(role, window)
    lockContents(window.webContents)
    const { id } = window.webContents
    window.on('closed', () => { roles.delete(id); open.delete(role) })
    // A page that died would stay blank until somebody came: it begins again, at the welcome screen, with nothing typed.
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      facts.log.warn('page-gone', { role, reason })
      setTimeout(() => { if (!window.isDestroyed()) void window.loadURL(`${APP_ORIGIN}/`) }, PAGE_AGAIN_MS)
    })
    void window.loadURL(`${APP_ORIGIN}/`)
    return window
  }

  const displays = screen.getAllDisplays()
  const main = screen.getPrimaryDisplay()
  const [second, third] = displays.filter((display) => display.id !== main.id)
  const openOnce = (role: Role, display: Display, size: { width: number; height: number } | undefined, kiosk: boolean): void => { (open.get(role) ?? make(role, display, size, kiosk)).focus() }
  make('reception', main, facts.settings.KIOSK_DESK_SIZE ?? DESK_SIZE, false)
  make('patient', second ?? main, facts.settings.KIOSK_PATIENT_SIZE, second !== undefined)
  // A third screen is the board of called numbers; with fewer, the desk opens it where it likes.
  if (third) make('board', third, undefined, true)
  return {
    roleOf: (contentsId) => roles.get(contentsId) ?? null,
    all: () => [...open].map(([role, window]) => ({ role, contents: window.webContents })),
    startAfresh,
    openTechnician: () => openOnce('technician', main, TECHNICIAN_SIZE, false),
    openBoard: () => openOnce('board', main, BOARD_SIZE, false),
  }
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
function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('context-menu', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('before-input-event', (event, input) => {
    const zoom = (input.control || input.meta) && ['+', '-', '=', '0'].includes(input.key)
    const leave = (input.control || input.meta) && ['r', 'w', 'n', 'p', 'i', 'u'].includes(input.key.toLowerCase())
    if (zoom || leave || ['F5', 'F11', 'F12', 'BrowserBack'].includes(input.key)) event.preventDefault()
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
