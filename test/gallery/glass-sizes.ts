/** The screens this is sold for. Pixels only decide how sharp a picture is; the layout follows millimetres. */
export type GlassSize = { readonly name: string; readonly inch: number; readonly width: number; readonly height: number }

const LONG_PX = 1920
const glass = (inch: number, shortPx = 1080): readonly GlassSize[] => [
  { name: `${inch}-portrait`, inch, width: shortPx, height: LONG_PX }, { name: `${inch}-landscape`, inch, width: LONG_PX, height: shortPx },
]
/** The law's bound between small and large screens is 28 cm: 11 inches. */
export const SMALL_INCH_MAX = 28 / 2.54
export const glassSizes: readonly GlassSize[] = [...glass(15.6), ...glass(21.5), ...glass(27), ...glass(32), ...glass(11, 1200)]

const MM_PER_INCH = 25.4
export const mmPxOf = ({ inch, width, height }: GlassSize): number => Math.hypot(width, height) / (inch * MM_PER_INCH)
export const isSmall = ({ inch }: GlassSize): boolean => inch <= SMALL_INCH_MAX
