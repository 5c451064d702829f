import { ipcMain } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import { err } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { isDeviceCallName } from '../contract/device-api.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { topics } from '../contract/kiosk-api.ts'
import type { Topic } from '../contract/kiosk-api.ts'
import type { Role } from '../domain/role.ts'
import { APP_ORIGIN } from './app-protocol.ts'
import { admit, rateLimit } from './gate.ts'
import { isPaperCall } from './printing/desk-papers.ts'
import type { DeskPapers } from './printing/desk-papers.ts'
import type { DeviceCalls } from './printing/set-up-printing.ts'
import type { Sender } from './gate.ts'
import type { TechnicianDoors } from './install/technician-doors.ts'
import type { StoreProcess } from './store-process.ts'
import type { Windows } from './windows.ts'

type Answers = { readonly device: DeviceCalls; readonly papers: DeskPapers; readonly mayEnrol: boolean; readonly doors: TechnicianDoors }

/** The one door from the pages: sender, role and input are checked here, the store parses again. */
export function setUpIpc(windows: Windows, ask: StoreProcess['call'], { device, papers, mayEnrol, doors }: Answers): void {
  const withinRate = rateLimit(Date.now)
  ipcMain.handle('kiosk:call', async (event, name: unknown, input: unknown) => {
    if (!withinRate(event.sender.id)) return err(failure('OVERLOADED'))
    const admitted = admit(senderOf(event, windows), APP_ORIGIN, name, input)
    if (!admitted.ok) return admitted
    if (admitted.value.name === 'enrol' && !mayEnrol) return err(failure('TEST_BUILD'))
    if (isPaperCall(admitted.value.name)) return papers(admitted.value.name, admitted.value.input, event.sender)
    if (isDeviceCallName(admitted.value.name)) return device(admitted.value.name, admitted.value.input)
    return ask(admitted.value.name, admitted.value.input)
  })
  const fromDesk = (open: () => void) => (event: IpcMainInvokeEvent): void => {
    const { role, topFrame, origin } = senderOf(event, windows)
    if (role === 'reception' && topFrame && origin === APP_ORIGIN) open()
  }
  ipcMain.handle('kiosk:start-afresh', (event) => {
    const { role, topFrame, origin } = senderOf(event, windows)
    if (role === 'patient' && topFrame && origin === APP_ORIGIN) return windows.startAfresh(event.sender)
  })
  ipcMain.handle('kiosk:open-technician', fromDesk(windows.openTechnician))
  const isTechnician = (event: IpcMainInvokeEvent): boolean => {
    const { role, topFrame, origin } = senderOf(event, windows)
    return role === 'technician' && topFrame && origin === APP_ORIGIN
  }
  for (const [channel, answer] of Object.entries(doors)) {
    ipcMain.handle(channel, (event, input: unknown): Result<unknown, Failure> | Promise<Result<unknown, Failure>> => {
      if (!withinRate(event.sender.id)) return err(failure('OVERLOADED'))
      return isTechnician(event) ? answer(input) : err(failure('SENDER_UNKNOWN'))
    })
  }
  /** To the usual printer, with no dialog: a dialog is a way out of the kiosk. */
  ipcMain.handle('kiosk:print-page', (event) => isTechnician(event) && new Promise((resolve) => { event.sender.print({ silent: true, printBackground: false }, (printed) => resolve(printed)) }))
  ipcMain.handle('kiosk:open-board', fromDesk(windows.openBoard))
}

function senderOf(event: IpcMainInvokeEvent, windows: Windows): Sender {
  const frame = event.senderFrame
  return { role: windows.roleOf(event.sender.id), topFrame: frame !== null && frame.parent === null, origin: originOf(frame?.url ?? '') }
}

const originOf = (url: string): string => /^[a-z]+:\/\/[^/]+/.exec(url)?.[0] ?? ''

/** Tells the windows whose role may hear it; a topic carries no data. */
export function publish(windows: Windows, topic: string): void {
  const roles = (topics as Record<string, readonly Role[]>)[topic as Topic] ?? []
  for (const { role, contents } of windows.all()) if (roles.includes(role) && !contents.isDestroyed()) contents.send('kiosk:topic', topic)
}
