/** Boot: command line, settings, key, store, windows, door. Exit codes are in `install/command-line`. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, Menu, safeStorage } from 'electron'
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import type { Log } from '../base/log.ts'
import { errorCatalogue, failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { Settings } from '../contract/settings.ts'
import { registerAppScheme, serveRenderer } from './app-protocol.ts'
import { databaseKey } from './database-key.ts'
import { EXIT, readCommandLine } from './install/command-line.ts'
import { configure } from './install/configure.ts'
import type { Configured } from './install/configure.ts'
import { beginSetUp } from './install/keep-set-up.ts'
import { cardOnGlass } from './install/card-on-glass.ts'
import { keepAddress } from './install/keep-address.ts'
import { settingsNow } from './install/settings-now.ts'
import { technicianDoors } from './install/technician-doors.ts'
import { runCommand } from './install/run-command.ts'
import { publish, setUpIpc } from './ipc.ts'
import { feedWatchdog, keepAwake, lookForUpdates, sayHealthy } from './lifecycle.ts'
import { createLog, logFolder } from './logging.ts'
import { watchSpace } from './recovery/disk-space.ts'
import { watchPulse } from './recovery/pulse.ts'
import { beginRecovery, restart } from './recovery/recovery.ts'
import type { Recovery } from './recovery/recovery.ts'
import { createDeskPapers } from './printing/desk-papers.ts'
import { setUpPrinting } from './printing/set-up-printing.ts'
import { sealingFor } from './sealing.ts'
import { keepStore, NODE_API_OF_DATABASE_MODULE } from './store-process.ts'
import type { StoreProcess } from './store-process.ts'
import { lockContents, setUpWindows } from './windows.ts'
import type { Windows } from './windows.ts'

const SHIPPED_ELECTRON = 45
const SPACE_LOOK_MS = 2_000
const NEEDS_A_PERSON: readonly string[] = ['DATABASE_KEY_WRONG', 'DATABASE_KEY_MISSING', 'DATABASE_TOO_NEW', 'MIGRATION_FAILS', 'DISK_READ_ONLY']

// A dialog would freeze every touch; the process ends and whoever watches it starts it again.
process.on('unhandledRejection', (cause) => { throw cause })
process.on('uncaughtException', (cause) => {
  process.stderr.write(`${cause.stack ?? String(cause)}\n`)
  app.exit(EXIT.internal)
})

function stopWith(error: Failure): void {
  process.stderr.write(`${error.code}: ${error.detail}. ${errorCatalogue[error.code].hint}\n`)
  app.exit(EXIT.configuration)
}

const runtime = Number(process.versions.electron?.split('.')[0]) >= SHIPPED_ELECTRON ? 'official' : 'compatibility'
const built = join(__dirname, '..')
const packaged = built.includes('app.asar')
/** In a package only unpacked files can be read by a plain Node. */
const unpacked = built.replace(/app\.asar([\\/])/, 'app.asar.unpacked$1')

const inUtility = (settings: Settings): boolean => settings.KIOSK_STORE === 'echo' || Number(process.versions.napi) >= NODE_API_OF_DATABASE_MODULE

/** Where no utility process can be the store, a Node that is not there would be tried for ever: better said at once. */
function nodePathOf(settings: Settings): Result<string | null, Failure> {
  if (inUtility(settings)) return ok(null)
  const path = settings.KIOSK_NODE ?? join(process.resourcesPath, 'node')
  return existsSync(path) ? ok(path) : err(failure('CONFIG_INVALID', `KIOSK_NODE: no Node at ${path}`, 'KIOSK_NODE'))
}

/** A package on the compatibility runtime is for tests: it enrols nowhere but in a demonstration. */
const mayEnrol = ({ settings }: Configured): boolean => runtime === 'official' || !packaged || settings.KIOSK_DEMO === '1'

type Boot = { readonly configured: Configured; readonly log: Log; readonly recovery: Recovery }

function setUpStore({ configured, log, recovery }: Boot, key: string, nodePath: string | null, windows: () => Windows | null): StoreProcess {
  const { settings, dataDir } = configured
  return keepStore({
    file: join(unpacked, 'store', `${settings.KIOSK_STORE}.cjs`), nodePath, log,
    onTopic: (topic) => { if (topic === 'store-up') sayHealthy(dataDir, app.getVersion()); const open = windows(); if (open) publish(open, topic) },
    onFailed: (error) => { if (NEEDS_A_PERSON.includes(error.code)) stopWith(error) },
    onDown: () => { recovery.met('store-down') },
    start: {
      dataDir, databaseKey: key, serviceUrl: settings.KIOSK_SERVICE_URL ?? null, enrolmentCode: mayEnrol(configured) ? (settings.KIOSK_ENROLMENT_CODE ?? null) : null,
      stationName: settings.KIOSK_STATION_NAME, appVersion: app.getVersion(), technicianPin: settings.KIOSK_TECHNICIAN_PIN ?? '',
    },
  })
}

function openWindows({ configured: { settings, isSetUp, dataDir }, log, recovery }: Boot): Windows {
  const hung = (contents: Electron.WebContents): void => {
    recovery.met('page-hung', { page: contents.id })
    contents.forcefullyCrashRenderer()
  }
  const windows = setUpWindows({
    preload: join(built, 'preload', 'index.cjs'), settings, appVersion: app.getVersion(), runtime, log, setUpFirst: !isSetUp, outOfService: recovery.outOfService, boardWishFile: join(dataDir, 'board-wish'),
    pageGone: (role, reason) => { recovery.met('page-gone', { role, reason }) }, watch: watchPulse(settings.KIOSK_HANG_S, hung),
  })
  watchSpace(dataDir, { lowMib: settings.KIOSK_DISK_LOW_MIB, stopMib: settings.KIOSK_DISK_STOP_MIB }, SPACE_LOOK_MS, (space, freeMib, purged) => {
    log.warn('disk-space', { space, freeMib, purged })
    windows.setOutOfService(space === 'stop' || recovery.outOfService)
  })
  return windows
}

function onReady(boot: Boot): void {
  const { configured: { settings, dataDir, keyFile }, recovery, log } = boot
  const nodePath = nodePathOf(settings)
  if (!nodePath.ok) return stopWith(nodePath.error)
  const sealing = sealingFor(process.platform, false, safeStorage)
  if (!sealing.ok) return stopWith(sealing.error)
  const key = databaseKey(dataDir, keyFile, sealing.value)
  if (!key.ok) return stopWith(key.error)
  // Before the first file of data: who has data and not this mark is set up.
  if (!boot.configured.isSetUp) beginSetUp(boot.configured.wizardFile)
  Menu.setApplicationMenu(null)
  serveRenderer(join(built, 'renderer'))
  app.on('child-process-gone', (_event, { type, reason }) => { if (type === 'GPU' && reason !== 'clean-exit') recovery.met('gpu-gone', { reason }) })
  let windows: Windows | null = null
  const store = setUpStore(boot, key.value, nodePath.value, () => windows)
  const opened = openWindows(boot)
  windows = opened
  const device = setUpPrinting({ settings, log, changed: () => publish(opened, 'printer'), lock: (window) => lockContents(window.webContents, () => {}), ask: store.call })
  const papers = createDeskPapers({ folder: settings.KIOSK_PAPERS_DIR ?? papersFolder(dataDir), ask: store.call, log })
  const { isSetUp, wizardFile } = boot.configured
  const now = settingsNow(boot.configured)
  const doors = technicianDoors({ isSetUp, wizardFile, settingsNow: now, ask: store.call, showCard: cardOnGlass(opened), end: (code, why) => endOnPurpose(boot, store, code, why) })
  setUpIpc(opened, keepAddress(store.call, { isSetUp, wizardFile, fixedBy: now.fixed.serviceUrl }), { device, papers, mayEnrol: mayEnrol(boot.configured), doors })
  feedWatchdog(process.env)
  lookForUpdates(settings, dataDir, app.getVersion(), log)
  keepAwake(settings.KIOSK_OPENING_HOURS, () => new Date())
  endTogether(store, recovery)
}

/** A user without a home has no documents: then they lie with the data. */
function papersFolder(dataDir: string): string {
  try { return join(app.getPath('documents'), 'vaccination-kiosk') } catch { return join(dataDir, 'papers') }
}

/** A person asked for it: the file is closed first, and it counts as no trouble of this machine. */
function endOnPurpose({ log, recovery }: Boot, store: StoreProcess, code: number, why: string): void {
  recovery.askedToEnd()
  void store.stop().then(() => (code === EXIT.restart ? restart(log, why) : app.exit(code)))
}

/** Asked to end: the store closes its file first. */
function endTogether(store: StoreProcess, recovery: Recovery): void {
  let ended = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (ended) return
    event.preventDefault()
    recovery.askedToEnd()
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

function run(configured: Configured): void {
  const { dataDir, warnings } = configured
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`)
  const browser = makeFolder(join(dataDir, 'browser'))
  if (!browser.ok) return stopWith(browser.error)
  app.setPath('userData', browser.value)
  // No keyring may ask anybody for a password on a kiosk.
  if (process.platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic')
  // Two fingers make nothing larger, and a swipe at the edge leads nowhere.
  for (const [name, value] of [['disable-pinch'], ['overscroll-history-navigation', '0']] as const) app.commandLine.appendSwitch(name, value)
  if (!app.requestSingleInstanceLock()) return app.exit(EXIT.ended)
  if (runtime === 'compatibility') process.stderr.write(`${packaged ? `TEST BUILD ${app.getVersion()}, ` : ''}COMPATIBILITY RUNTIME, Electron ${process.versions.electron}: for tests only, end of life, never shipped\n`)
  registerAppScheme()
  const log = createLog(logFolder(dataDir, process.env))
  const boot: Boot = { configured, log, recovery: beginRecovery(dataDir, Date.now, log) }
  void app.whenReady().then(() => onReady(boot))
}

function boot(): void {
  const configured = configure({ platform: process.platform, environment: process.env, packaged, userData: () => app.getPath('userData') })
  if (!configured.ok) return stopWith(configured.error)
  const lenient = !packaged || (runtime === 'compatibility' && configured.value.settings.KIOSK_DEMO === '1')
  const asked = readCommandLine(process.argv.slice(1), lenient)
  if (asked.kind === 'refused') return stopWith(failure('CONFIG_INVALID', `${asked.word} ${asked.why}`, asked.word))
  if (asked.kind === 'run') return run(configured.value)
  const nodePath = nodePathOf(configured.value.settings)
  if (!nodePath.ok) return stopWith(nodePath.error)
  void runCommand({ asked, configured: configured.value, nodePath: nodePath.value, careFile: join(unpacked, 'store', 'care.cjs'), resources: process.resourcesPath, runtime, packaged, version: app.getVersion() }).then((code) => app.exit(code))
}

boot()
