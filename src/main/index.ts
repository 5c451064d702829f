/** Boot: settings, key, store, windows, door. Exit 70 on a bug, 78 when a person has to set something right. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, Menu, safeStorage } from 'electron'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Log } from '../base/log.ts'
import { errorCatalogue, failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { Settings } from '../contract/settings.ts'
import { registerAppScheme, serveRenderer } from './app-protocol.ts'
import { databaseKey } from './database-key.ts'
import { publish, setUpIpc } from './ipc.ts'
import { createLog } from './logging.ts'
import { setUpPrinting } from './printing/set-up-printing.ts'
import { readSettings } from './settings.ts'
import { keepStore, NODE_API_OF_DATABASE_MODULE } from './store-process.ts'
import type { StoreProcess } from './store-process.ts'
import { lockContents, setUpWindows } from './windows.ts'
import type { Windows } from './windows.ts'

const EXIT_INTERNAL = 70
const EXIT_CONFIGURATION = 78
const SHIPPED_ELECTRON = 45
const NEEDS_A_PERSON: readonly string[] = ['DATABASE_KEY_WRONG', 'DATABASE_KEY_MISSING', 'DATABASE_TOO_NEW', 'DISK_READ_ONLY']

// A dialog would freeze every touch; the process ends and whoever watches it starts it again.
process.on('unhandledRejection', (cause) => { throw cause })
process.on('uncaughtException', (cause) => {
  process.stderr.write(`${cause.stack ?? String(cause)}\n`)
  app.exit(EXIT_INTERNAL)
})

function stopWith(error: Failure): void {
  process.stderr.write(`${error.code}: ${error.detail}. ${errorCatalogue[error.code].hint}\n`)
  app.exit(EXIT_CONFIGURATION)
}

const runtime = Number(process.versions.electron?.split('.')[0]) >= SHIPPED_ELECTRON ? 'official' : 'compatibility'
const built = join(__dirname, '..')
/** In a package only unpacked files can be read by a plain Node. */
const unpacked = built.replace(/app\.asar([\\/])/, 'app.asar.unpacked$1')

const inUtility = (settings: Settings): boolean => settings.KIOSK_STORE === 'echo' || Number(process.versions.napi) >= NODE_API_OF_DATABASE_MODULE

/** Where no utility process can be the store, a Node that is not there would be tried for ever: better said at once. */
function nodePathOf(settings: Settings): Result<string | null, Failure> {
  if (inUtility(settings)) return ok(null)
  const path = settings.KIOSK_NODE ?? join(process.resourcesPath, 'node')
  return existsSync(path) ? ok(path) : err(failure('CONFIG_INVALID', `KIOSK_NODE: no Node at ${path}`, 'KIOSK_NODE'))
}

function setUpStore(settings: Settings, dataDir: string, key: string, nodePath: string | null, log: Log, windows: () => Windows | null): StoreProcess {
  return keepStore({
    file: join(unpacked, 'store', `${settings.KIOSK_STORE}.cjs`), nodePath, log,
    onTopic: (topic) => { const open = windows(); if (open) publish(open, topic) },
    onFailed: (error) => { if (NEEDS_A_PERSON.includes(error.code)) stopWith(error) },
    start: {
      dataDir, databaseKey: key, serviceUrl: settings.KIOSK_SERVICE_URL ?? null, enrolmentCode: settings.KIOSK_ENROLMENT_CODE ?? null,
      stationName: settings.KIOSK_STATION_NAME, appVersion: app.getVersion(), technicianPin: settings.KIOSK_TECHNICIAN_PIN ?? '',
    },
  })
}

function onReady(settings: Settings, dataDir: string): void {
  const nodePath = nodePathOf(settings)
  if (!nodePath.ok) return stopWith(nodePath.error)
  const sealing = process.platform === 'win32' && safeStorage.isEncryptionAvailable() ? { seal: safeStorage.encryptString, open: safeStorage.decryptString } : null
  const key = databaseKey(dataDir, settings.KIOSK_KEY_FILE ?? join(dataDir, 'key', 'database.key'), sealing)
  if (!key.ok) return stopWith(key.error)
  Menu.setApplicationMenu(null)
  serveRenderer(join(built, 'renderer'))
  const log = createLog(dataDir)
  let windows: Windows | null = null
  let ended = false
  const store = setUpStore(settings, dataDir, key.value, nodePath.value, log, () => windows)
  windows = setUpWindows({ preload: join(built, 'preload', 'index.cjs'), settings, appVersion: app.getVersion(), runtime, log })
  const opened = windows
  const device = setUpPrinting({ settings, log, changed: () => publish(opened, 'printer'), lock: (window) => lockContents(window.webContents), ask: store.call })
  setUpIpc(windows, () => store, device)
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (ended) return
    event.preventDefault()
    void store.stop().then(() => {
      ended = true
      app.quit()
    })
  })
}

/** Asked before Electron needs the folder: it would take what it cannot write for another kiosk that runs, and end without a word. */
function makeFolder(folder: string): Result<string, Failure> {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return ok(folder)
  } catch (cause) {
    return err(failure('DISK_READ_ONLY', `${folder}: ${(cause as { code?: string }).code ?? 'cannot be used'}`))
  }
}

function boot(): void {
  const settings = readSettings(process.env)
  if (!settings.ok) return stopWith(settings.error)
  const dataDir = resolve(settings.value.KIOSK_DATA_DIR ?? app.getPath('userData'))
  const browser = makeFolder(join(dataDir, 'browser'))
  if (!browser.ok) return stopWith(browser.error)
  app.setPath('userData', browser.value)
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  if (runtime === 'compatibility') process.stderr.write(`COMPATIBILITY RUNTIME, Electron ${process.versions.electron}: for tests only, end of life, never shipped\n`)
  registerAppScheme()
  void app.whenReady().then(() => onReady(settings.value, dataDir))
}

boot()
