import { describe, expect, it } from 'vitest'
import { silentLog } from '../../src/base/log.ts'
import type { PrinterState } from '../../src/contract/device-api.ts'
import type { Printer } from '../../src/main/printing/printer.ts'
import { createTicketPrinting, TICKETS_IN_LINE_MAX } from '../../src/main/printing/ticket-printing.ts'
import type { TicketPrintingDeps } from '../../src/main/printing/ticket-printing.ts'

const drawn = { bands: [], pdf: async () => new Uint8Array() }

function printerOf(): Printer & { state: PrinterState; tickets: number } {
  const printer = { state: 'ready' as PrinterState, tickets: 0, status: async () => printer.state, print: async () => { if (printer.state === 'ready') printer.tickets++; return printer.state } }
  return printer
}

function deskOf(printers: readonly Printer[], part: Partial<TicketPrintingDeps> = {}) {
  const told: string[] = []
  const printing = createTicketPrinting({ printers, draw: async () => drawn, changed: () => { told.push(printing.status().state) }, log: silentLog, day: () => '2026-11-25', ...part })
  return { printing, told }
}

describe('printing tickets', () => {
  it('tells the desk once that paper is out, counts what did not come out, and says when it is well again', async () => {
    const printer = printerOf()
    const { printing, told } = deskOf([printer])
    expect(await printing.print('a', 'ko')).toEqual({ printed: true, state: 'ready' })
    printer.state = 'paper-out'
    await printing.poll()
    await printing.poll()
    expect(told).toEqual(['paper-out'])
    expect(await printing.print('b', 'ko')).toEqual({ printed: false, state: 'paper-out' })
    expect(printing.status()).toEqual({ state: 'paper-out', unprinted: 1 })
    printer.state = 'ready'
    await printing.poll()
    expect(told.at(-1)).toBe('ready')
    expect(await printing.print('c', 'ko')).toMatchObject({ printed: true })
  })
  it('goes to the next printer, and still tells what the first one needs', async () => {
    const [first, second] = [printerOf(), printerOf()]
    first.state = 'cover-open'
    const { printing } = deskOf([first, second])
    expect(await printing.print('a', 'ko')).toEqual({ printed: true, state: 'cover-open' })
    expect([first.tickets, second.tickets]).toEqual([0, 1])
    expect(printing.status()).toEqual({ state: 'cover-open', unprinted: 0 })
  })
  it('answers at once when too many wait: nobody stands in front of a slow printer', async () => {
    let release = (): void => {}
    const stuck: Printer = { status: async () => 'ready', print: () => new Promise((resolve) => { release = () => resolve('ready') }) }
    const { printing } = deskOf([stuck])
    const waiting = Array.from({ length: TICKETS_IN_LINE_MAX }, (_, i) => printing.print(`t${i}`, 'ko'))
    expect(await printing.print('one too many', 'ko')).toMatchObject({ printed: false })
    expect(printing.status().unprinted).toBe(1)
    for (const ticket of waiting) {
      for (let i = 0; i < 20; i++) await Promise.resolve()
      await new Promise((resolve) => { setImmediate(resolve) })
      release()
      expect(await ticket).toMatchObject({ printed: true })
    }
  })
  it('survives a ticket that cannot be drawn, a printer that throws, and begins each day at nothing', async () => {
    let day = '2026-11-25'
    const printer = printerOf()
    const { printing } = deskOf([{ ...printer, print: async () => { throw new Error('broken') } }], { draw: async (id) => { if (id === 'bad') throw new Error('no page'); return drawn }, day: () => day })
    expect(await printing.print('bad', 'ko')).toMatchObject({ printed: false })
    expect(await printing.print('a', 'ko')).toEqual({ printed: false, state: 'silent' })
    expect(printing.status().unprinted).toBe(2)
    day = '2026-11-26'
    expect(printing.status().unprinted).toBe(0)
  })
  it('is nothing where there is no printer', async () => {
    const { printing, told } = deskOf([])
    expect(await printing.print('a', 'ko')).toEqual({ printed: false, state: 'none' })
    await printing.poll()
    expect([printing.status(), told]).toEqual([{ state: 'none', unprinted: 0 }, []])
  })
})
