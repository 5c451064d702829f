/** Which screen is the called board's. */
import type { Settings } from '../contract/settings.ts'

/** The first screen left over: the desk has the main one and, where patients have a face here, they have the second. None: the board is a window, if anybody wants one. */
export function boardScreen<D extends { readonly id: number }>(displays: readonly D[], mainId: number, faces: Settings['KIOSK_SCREENS']): D | null {
  const others = displays.filter(({ id }) => id !== mainId)
  return (faces === 'desk' ? others[0] : others[1]) ?? null
}

/** `open` and `closed` were said at the desk and outlast a restart; `unsaid`: the board shows where a screen is left over. */
export type BoardWish = 'open' | 'closed' | 'unsaid'
export const boardWishOf = (text: string): BoardWish => (text === 'open' || text === 'closed' ? text : 'unsaid')

/** Where the board goes now: a screen of its own, a window on the desk's, or nowhere. */
export const boardPlace = <D>(wish: BoardWish, spare: D | null): { readonly kind: 'screen'; readonly display: D } | { readonly kind: 'window' | 'none' } =>
  wish === 'closed' ? { kind: 'none' } : spare !== null ? { kind: 'screen', display: spare } : { kind: wish === 'open' ? 'window' : 'none' }
