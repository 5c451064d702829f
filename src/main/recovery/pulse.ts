/** A page that does not answer is hung: its process is crashed, and the ladder gives it a new one. Counts silences, so that a clock set forward harms nobody. */
import { ipcMain } from 'electron'
import type { WebContents } from 'electron'

export const BEAT_MS = 1_000
type Watched = { readonly contents: WebContents; silent: number; loaded: boolean }

export function watchPulse(hangS: number, hung: (contents: WebContents) => void): (contents: WebContents) => void {
  const watched = new Map<number, Watched>()
  ipcMain.on('kiosk:alive', (event) => {
    const one = watched.get(event.sender.id)
    if (one) one.silent = 0
  })
  setInterval(() => {
    for (const [id, one] of watched) {
      if (one.contents.isDestroyed()) watched.delete(id)
      else if (one.loaded && !one.contents.isCrashed()) beat(one)
    }
  }, BEAT_MS)
  const beat = (one: Watched): void => {
    one.silent++
    one.contents.send('kiosk:pulse')
    if (one.silent * BEAT_MS <= hangS * 1_000) return
    one.silent = 0
    one.loaded = false
    hung(one.contents)
  }
  return (contents) => {
    const one = { contents, silent: 0, loaded: false }
    watched.set(contents.id, one)
    contents.on('did-start-loading', () => { one.loaded = false; one.silent = 0 })
    contents.on('did-finish-load', () => { one.loaded = contents.getURL().endsWith('/'); one.silent = 0 })
  }
}
