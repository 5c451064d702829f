/**
 * How far the board can be read. A capital or digit must stand at least 16 minutes of arc high (ISO 9241-303 and NUREG-0700 1.3.1-4;
 * 20 to 22 preferred): height = 2 pi x distance x minutes / 21,600. The house rule, distance / 200, is 17.2 minutes.
 */
const DISTANCE_PER_HEIGHT = 200
/** Pretendard: a digit is 0.72 of its em, as LOOK.md measured. */
const DIGIT_OF_EM = 0.72
const MM_PER_INCH = 25.4
const MM_PER_M = 1_000
const WIDTH_UNITS = 1_920

/** What board.css sets, in units: 1,920 to the width of the screen. */
export const boardEm = { number: 366, room: 176, before: 114 } as const

/** Width of a 16:9 screen in mm. */
const widthMm = (diagonalInch: number): number => (diagonalInch * MM_PER_INCH * 16) / Math.hypot(16, 9)

/** Metres from which digits of `em` units are still read on a 16:9 screen. */
export const readableAtM = (em: number, diagonalInch: number): number => (((em * DIGIT_OF_EM) / WIDTH_UNITS) * widthMm(diagonalInch) * DISTANCE_PER_HEIGHT) / MM_PER_M

/** Rows of earlier numbers that fit: five at the usual size, fewer and larger above it. */
const BEFORE_MAX = 5
export const beforeShown = (sizePercent: number): number => Math.max(2, Math.min(BEFORE_MAX, Math.floor((BEFORE_MAX * 100) / sizePercent)))
