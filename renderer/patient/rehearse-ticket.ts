import { squaresOf } from '../ui/qr-code.tsx'
import { rehearse } from '../ui/rehearse.ts'

/** Of the ticket the picture of its receipt is what takes long the first time, and little the tenth. Small ones first, so that no piece is a long one. */
const LETTERS = [8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 288, 384] as const

export const rehearseTicket = (): (() => void) => rehearse(LETTERS.map((letters) => () => { squaresOf('a'.repeat(letters)) }))
