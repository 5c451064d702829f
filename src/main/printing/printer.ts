/** One printer, whatever it hangs on: how it is, and whether a ticket came out. Neither ever throws: a printer is never a patient's trouble. */
import type { PrinterState } from '../../contract/device-api.ts'
import { ASK_CAUSE, ASK_PAPER, ASK_WHEN_DONE, encodeTicket, isDone, isRealTime, stateOf } from './escpos.ts'
import type { Link, OpenLink } from './link.ts'

/** A drawn ticket: bands of one picture for thermal paper, or a page for any printer. */
export type Drawn = { readonly bands: readonly Uint8Array[]; readonly pdf: () => Promise<Uint8Array> }
export type Printer = { readonly status: () => Promise<PrinterState>; /** `ready` means it came out. */ readonly print: (drawn: Drawn) => Promise<PrinterState> }

export type ThermalTimes = { readonly answerMs: number; readonly doneMs: number; readonly pollMs: number }
export const thermalTimes: ThermalTimes = { answerMs: 1_000, doneMs: 10_000, pollMs: 500 }

const after = (ms: number): Promise<null> => new Promise((resolve) => { setTimeout(() => resolve(null), ms) })

type Talk = { readonly state: () => Promise<PrinterState>; readonly send: (bytes: Uint8Array) => Promise<void>; readonly done: Promise<true>; readonly close: () => void }

/** Questions are asked one at a time; the answer to the last in-order one tells that all was printed. */
function talkTo(link: Link, times: ThermalTimes): Talk {
  let hear: ((byte: number) => void) | null = null
  let finished = (): void => {}
  const done = new Promise<true>((resolve) => { finished = () => resolve(true) })
  link.onByte((byte) => {
    if (isRealTime(byte)) hear?.(byte)
    else if (isDone(byte)) finished()
  })
  const ask = async (question: Uint8Array): Promise<number | null> => {
    const answer = new Promise<number>((resolve) => { hear = resolve })
    await link.write(question)
    return Promise.race([answer, after(times.answerMs)])
  }
  const state = async (): Promise<PrinterState> => {
    const cause = await ask(ASK_CAUSE)
    const paper = cause === null ? null : await ask(ASK_PAPER)
    return cause === null || paper === null ? 'silent' : stateOf(cause, paper)
  }
  return { state, send: link.write, done, close: link.close }
}

/** `answers`: a network printer that says nothing is off; behind a device file many say nothing and print. */
export function thermalPrinter(open: OpenLink, answers: boolean, times: ThermalTimes = thermalTimes): Printer {
  const withLink = async (act: (talk: Talk) => Promise<PrinterState>): Promise<PrinterState> => {
    let talk: Talk | null = null
    try {
      talk = talkTo(await open(), times)
      return await act(talk)
    } catch {
      return 'silent'
    } finally {
      talk?.close()
    }
  }
  const forgiving = (state: PrinterState): PrinterState => (state === 'silent' && !answers ? 'ready' : state)
  const printed = async (talk: Talk): Promise<PrinterState> => {
    let state: PrinterState = 'ready'
    for (const end = Date.now() + times.doneMs; Date.now() < end;) {
      if (await Promise.race([talk.done, after(times.pollMs)])) return 'ready'
      state = await talk.state()
      if (forgiving(state) !== 'ready') return state
    }
    // Some never answer the last question; one that is well and took every byte has printed.
    return forgiving(state)
  }
  return {
    status: () => withLink(async (talk) => forgiving(await talk.state())),
    print: (drawn) => withLink(async (talk) => {
      const before = await talk.state()
      if (forgiving(before) !== 'ready') return before
      await talk.send(await encodeTicket(drawn.bands))
      await talk.send(ASK_WHEN_DONE)
      return before === 'silent' ? 'ready' : printed(talk)
    }),
  }
}

export type RunCommand = (command: string, args: readonly string[], input?: Uint8Array) => Promise<{ readonly code: number; readonly out: string }>

/** Why a queue of the system stands still, in the words of IPP. */
function queueState(out: string): PrinterState {
  if (/cover-open|door-open/.test(out)) return 'cover-open'
  if (/media-empty|media-needed/.test(out)) return 'paper-out'
  return /disabled|stopped|offline|connecting-to-device/.test(out) ? 'silent' : 'ready'
}

/** A queue of CUPS: bytes for thermal paper as they are (`raw`), or a PDF page for any printer. */
export function queuePrinter(name: string, form: 'raw' | 'pdf', run: RunCommand): Printer {
  const status = async (): Promise<PrinterState> => {
    const { code, out } = await run('lpstat', ['-l', '-p', name])
    return code === 0 ? queueState(out) : 'silent'
  }
  return {
    status,
    print: async (drawn) => {
      const state = await status()
      if (state !== 'ready') return state
      const { code } = form === 'raw' ? await run('lp', ['-d', name, '-o', 'raw', '-'], await encodeTicket(drawn.bands)) : await run('lp', ['-d', name, '-'], await drawn.pdf())
      return code === 0 ? 'ready' : 'silent'
    },
  }
}
