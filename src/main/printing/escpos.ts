/** ESC/POS: a picture to bytes, status bytes to a word. The picture carries every letter: a printer's own Hangul holds 2,350 of 11,172 syllables. */
import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer'
import type { PrinterState } from '../../contract/device-api.ts'

const RESET = Buffer.of(0x1b, 0x40)
/** Real-time status (DLE EOT n): answered even by a printer that has stopped. 2: why it stands still, 4: paper roll. */
export const ASK_CAUSE = Uint8Array.of(0x10, 0x04, 2)
export const ASK_PAPER = Uint8Array.of(0x10, 0x04, 4)
/** Paper sensor (GS r 1): answered in order, so after all that was sent before. */
export const ASK_WHEN_DONE = Uint8Array.of(0x1d, 0x72, 1)

/** Bits that are fixed in every real-time status byte; the answer to GS r 1 lacks the one of 0x10. */
const FIXED = 0x93
const FIXED_REAL_TIME = 0x12
export const isRealTime = (byte: number): boolean => (byte & FIXED) === FIXED_REAL_TIME
export const isDone = (byte: number): boolean => (byte & FIXED) === 0

const COVER_OPEN = 0x04
const PAPER_END_STOP = 0x20
const PAPER_END = 0x60

/** `cause` answers ASK_CAUSE, `paper` ASK_PAPER. An open cover hides the paper sensor: it is said first. */
export function stateOf(cause: number, paper: number): PrinterState {
  if ((cause & COVER_OPEN) !== 0) return 'cover-open'
  if ((cause & PAPER_END_STOP) !== 0 || (paper & PAPER_END) === PAPER_END) return 'paper-out'
  return 'ready'
}

/** Bands, because small printers hold some 100 lines at a time; between two the event loop has its turn. */
export async function encodeTicket(bands: readonly Uint8Array[]): Promise<Uint8Array> {
  // No interface: the library makes bytes, `link` carries them and hears the answers.
  const job = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '' })
  job.append(RESET)
  for (const png of bands) {
    await job.printImageBuffer(Buffer.from(png))
    await new Promise((resolve) => { setImmediate(resolve) })
  }
  job.partialCut({ verticalTabAmount: 1 })
  return new Uint8Array(job.getBuffer() ?? [])
}
