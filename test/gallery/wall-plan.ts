/** Where each frame of a wall hangs: a column a language, a row a theme or a text size. */
import type { Theme } from '../../renderer/ui/theme.ts'
import type { Look } from './gallery.tsx'
import type { GlassSize } from './glass-sizes.ts'

export const variants = ['normal', 'large', 'low'] as const
export type Cell = { readonly language: Look['language']; readonly theme: Theme; readonly variant: (typeof variants)[number] }
export type Place = { readonly left: number; readonly top: number; readonly name: string }
export type WallPlan = { readonly width: number; readonly height: number; readonly cellWidth: number; readonly cellHeight: number; readonly places: readonly Place[] }

const GAP_PX = 8
export const CAPTION_PX = 16

const rowOf = ({ theme, variant }: Cell): string => (variant === 'normal' ? theme : `${theme} ${variant}`)

export function wallOf(cells: readonly Cell[], glass: GlassSize, scale: number): WallPlan {
  const rows = [...new Set(cells.map(rowOf))]
  const columns = [...new Set(cells.map(({ language }) => language))]
  const [cellWidth, cellHeight] = [Math.round(glass.width * scale), Math.round(glass.height * scale)]
  const places = cells.map((cell) => ({
    left: GAP_PX + columns.indexOf(cell.language) * (cellWidth + GAP_PX), top: rows.indexOf(rowOf(cell)) * (cellHeight + CAPTION_PX + GAP_PX), name: `${cell.language} · ${rowOf(cell)}`,
  }))
  return { cellWidth, cellHeight, places, width: GAP_PX + columns.length * (cellWidth + GAP_PX), height: rows.length * (cellHeight + CAPTION_PX + GAP_PX) }
}
