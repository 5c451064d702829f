/** The called board's window: on the screen that is left over, moved when one is plugged in or pulled out, there again after a restart. */
import { readFileSync, writeFileSync } from 'node:fs'
import { app, screen } from 'electron'
import type { BrowserWindow, Display } from 'electron'
import type { Log } from '../base/log.ts'
import type { Settings } from '../contract/settings.ts'
import { boardPlace, boardScreen, boardWishOf } from './board-place.ts'
import type { BoardWish } from './board-place.ts'

const BOARD_SIZE = { width: 1920, height: 1080 }

export type BoardWindow = { readonly open: () => void }
type Size = { readonly width: number; readonly height: number }
type Parts = {
  /** What the desk last said, kept over restarts. */
  readonly wishFile: string
  readonly faces: Settings['KIOSK_SCREENS']; readonly log: Log
  readonly make: (display: Display, size: Size | undefined, kiosk: boolean) => BrowserWindow
}

function wishIn(file: string): BoardWish {
  try { return boardWishOf(readFileSync(file, 'utf8')) } catch { return 'unsaid' }
}

export function keepBoard({ wishFile, faces, log, make }: Parts): BoardWindow {
  let wish = wishIn(wishFile)
  let window: BrowserWindow | null = null
  let leaving = false
  let stands: 'screen' | 'window' | 'none' = 'none'
  const say = (next: BoardWish): void => {
    wish = next
    // A board that forgets is opened again by hand: no reason to stop anything.
    try { writeFileSync(wishFile, next) } catch (cause) { log.warn('board-wish', { cause: String(cause) }) }
  }
  const open = (display: Display, size: Size | undefined, kiosk: boolean): void => {
    const made = make(display, size, kiosk)
    window = made
    made.on('closed', () => {
      // Closed by a person it stays closed; taken away with its screen, it comes back with one.
      if (window === made && !leaving) say('closed')
      window = null
    })
  }
  const place = (): void => {
    const main = screen.getPrimaryDisplay()
    const to = boardPlace(wish, boardScreen(screen.getAllDisplays(), main.id, faces))
    log.info('board', { place: to.kind })
    if (to.kind === 'none') {
      const gone = window
      window = null
      gone?.destroy()
    } else if (to.kind === 'screen') {
      if (!window) open(to.display, undefined, true)
      else {
        window.setKiosk(false)
        window.setBounds(to.display.bounds)
        window.setKiosk(true)
      }
    } else if (!window) open(main, BOARD_SIZE, false)
    // A window that somebody put where it is stays there.
    else if (stands === 'screen') {
      window.setKiosk(false)
      window.setBounds({ ...BOARD_SIZE, x: main.bounds.x, y: main.bounds.y })
    }
    stands = to.kind
  }
  app.on('before-quit', () => { leaving = true })
  screen.on('display-added', place)
  screen.on('display-removed', place)
  screen.on('display-metrics-changed', place)
  place()
  return { open: () => { say('open'); place(); window?.focus() } }
}
