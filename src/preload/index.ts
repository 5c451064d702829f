/** `window.kiosk`: the pages' whole world. Only names of the contract pass; main checks them again. */
import { contextBridge, ipcRenderer } from 'electron'
import { err } from '../base/result.ts'
import { failure } from '../contract/errors.ts'
import { isDeviceCallName } from '../contract/device-api.ts'
import { isCallName, isTopic } from '../contract/kiosk-api.ts'

const PREFIX = '--kiosk-window='
const facts = JSON.parse(process.argv.find((arg) => arg.startsWith(PREFIX))?.slice(PREFIX.length) ?? '{}') as Record<string, unknown>
const { role, ...environment } = facts
const listeners = new Map<string, Set<() => void>>()

ipcRenderer.on('kiosk:topic', (_event, topic: unknown) => {
  if (isTopic(topic)) for (const listener of listeners.get(topic) ?? []) listener()
})

// Before anything of the page: nothing is dragged out of it or dropped into it, and no menu opens at a long press.
for (const name of ['contextmenu', 'dragstart', 'dragover', 'drop', 'auxclick']) window.addEventListener(name, (event) => event.preventDefault(), true)

// A page that hangs does not answer, and is replaced.
ipcRenderer.on('kiosk:pulse', () => ipcRenderer.send('kiosk:alive'))

contextBridge.exposeInMainWorld('kiosk', {
  role, environment,
  call: (name: unknown, input: unknown) => (isCallName(name) || isDeviceCallName(name) ? ipcRenderer.invoke('kiosk:call', name, input) : Promise.resolve(err(failure('NOT_FOUND', 'no such call')))),
  subscribe: (topic: unknown, listener: () => void) => {
    if (!isTopic(topic)) return () => {}
    const heard = listeners.get(topic) ?? new Set()
    listeners.set(topic, heard.add(listener))
    return () => { heard.delete(listener) }
  },
  ...(role === 'patient' ? { startAfresh: () => { void ipcRenderer.invoke('kiosk:start-afresh') } } : {}),
  // Asked by the technician's window only: the others have no such names.
  ...(role === 'technician' ? Object.fromEntries([['finishSetUp', 'finish-set-up'], ['showCard', 'show-card'], ['tryPrinter', 'try-printer'], ['leave', 'leave'], ['readSettings', 'read-settings'], ['changeSettings', 'change-settings']].map(([name, channel]) => [name, (input: unknown) => ipcRenderer.invoke(`kiosk:${channel}`, input)])) : {}),
  printPage: () => ipcRenderer.invoke('kiosk:print-page'),
  openTechnician: () => { void ipcRenderer.invoke('kiosk:open-technician') },
  openBoard: () => { void ipcRenderer.invoke('kiosk:open-board') },
})
