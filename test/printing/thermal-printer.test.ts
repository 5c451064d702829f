import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stateOf } from '../../src/main/printing/escpos.ts'
import { fileLink, tcpLink } from '../../src/main/printing/link.ts'
import { queuePrinter, thermalPrinter } from '../../src/main/printing/printer.ts'
import type { Drawn, RunCommand } from '../../src/main/printing/printer.ts'
import { readConfiguration } from '../../src/main/install/configuration.ts'
import { toPng } from '../support/picture.ts'
import { readEscPos, virtualPrinter } from '../support/virtual-printer.ts'
import type { Paper, VirtualPrinter } from '../support/virtual-printer.ts'

/** A picture nobody drew by eye: every byte pattern occurs, at an edge and in the middle. */
const pattern = (width: number, height: number): Paper => ({ width, height, dots: Uint8Array.from({ length: width * height }, (_, i) => (((i * 2_654_435_761) >>> 13) & 1)) })
const bandsOf = ({ width, height, dots }: Paper): Uint8Array[] =>
  Array.from({ length: Math.ceil(height / 96) }, (_, i) => toPng({ width, height: Math.min(96, height - i * 96), dots: dots.subarray(i * 96 * width, (i + 1) * 96 * width) }))
const picture = pattern(576, 300)
const drawn: Drawn = { bands: bandsOf(picture), pdf: async () => new TextEncoder().encode('%PDF-1.7') }
const times = { answerMs: 150, doneMs: 2_000, pollMs: 50 }
/** What is on the paper above the feed before the cut. */
const shown = (paper: Paper | undefined): Uint8Array => paper?.dots.subarray(0, picture.width * picture.height) ?? new Uint8Array()

let printer: VirtualPrinter
beforeEach(async () => { printer = await virtualPrinter() })
afterEach(() => printer.close())
const overTcp = () => thermalPrinter(tcpLink('127.0.0.1', printer.port), true, times)

describe('a thermal printer on the network', () => {
  it.each([[576, '80 mm'], [384, '58 mm']])('puts a picture of %i dots (%s) on the paper dot by dot, fed and cut', async (width) => {
    const sent = pattern(width, 211)
    expect(await overTcp().print({ ...drawn, bands: bandsOf(sent) })).toBe('ready')
    expect(printer.cuts).toHaveLength(1)
    const [paper] = printer.cuts
    expect(paper?.width).toBe(width)
    expect(Buffer.from(paper?.dots.subarray(0, width * 211) ?? []).equals(Buffer.from(sent.dots))).toBe(true)
    // The rest is white: fed far enough to be torn off below the last line.
    expect(paper?.height).toBeGreaterThan(211 + 60)
    expect(paper?.dots.subarray(width * 211).some((dot) => dot === 1)).toBe(false)
  })
  it.each([
    ['the paper is out', { paper: false }, 'paper-out'], ['the cover is open', { cover: true }, 'cover-open'], ['the cover is open and no paper seen', { cover: true, paper: false }, 'cover-open'], ['it says nothing', { mute: true }, 'silent'],
  ] as const)('takes no byte of a ticket while %s, and says so', async (_name, health, state) => {
    Object.assign(printer.health, health)
    expect(await overTcp().status()).toBe(state)
    expect(await overTcp().print(drawn)).toBe(state)
    expect(printer.cuts).toEqual([])
    expect(printer.bytes()).toBeLessThan(20)
  })
  it('is silent when it ends in the middle of a ticket, and prints the next one whole', async () => {
    printer.health.diesAfterBytes = 5_000
    expect(await overTcp().print(drawn)).toBe('silent')
    expect(printer.cuts).toEqual([])
    printer.health.diesAfterBytes = null
    expect(await overTcp().print(drawn)).toBe('ready')
    expect(Buffer.from(shown(printer.cuts[0])).equals(Buffer.from(picture.dots))).toBe(true)
  })
  it('that is switched off is silent', async () => {
    const { port } = printer
    await printer.close()
    expect(await thermalPrinter(tcpLink('127.0.0.1', port), true, times).print(drawn)).toBe('silent')
    printer = await virtualPrinter()
  })
})

describe('status bytes', () => {
  it('tell cover before paper, and paper from either sensor', () => {
    expect([[0x12, 0x12], [0x16, 0x12], [0x16, 0x72], [0x32, 0x12], [0x12, 0x72], [0x12, 0x1e]].map(([cause = 0, paper = 0]) => stateOf(cause, paper)))
      .toEqual(['ready', 'cover-open', 'cover-open', 'paper-out', 'paper-out', 'ready'])
  })
})

describe('other ways to a printer', () => {
  it('writes the same bytes to a device file that answers nothing, and knows one that is not there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'printer-'))
    try {
      writeFileSync(join(folder, 'lp0'), '')
      const usb = thermalPrinter(fileLink(join(folder, 'lp0')), false, times)
      expect(await usb.status()).toBe('ready')
      expect(await usb.print(drawn)).toBe('ready')
      const cuts: Paper[] = []
      readEscPos(() => {}, () => 0, (paper) => cuts.push(paper))(readFileSync(join(folder, 'lp0')))
      expect(Buffer.from(shown(cuts[0])).equals(Buffer.from(picture.dots))).toBe(true)
      expect(await thermalPrinter(fileLink(join(folder, 'lp7')), false, times).print(drawn)).toBe('silent')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  it.each([['raw', ['-d', 'desk', '-o', 'raw', '-']], ['pdf', ['-d', 'desk', '-']]] as const)('hands a queue of the system its %s form', async (form, args) => {
    const ran: { command: string; args: readonly string[]; input: Uint8Array | undefined }[] = []
    let queue = 'printer desk is idle.'
    const run: RunCommand = async (command, given, input) => { ran.push({ command, args: given, input }); return { code: 0, out: command === 'lpstat' ? queue : '' } }
    const printer_ = queuePrinter('desk', form, run)
    expect(await printer_.print(drawn)).toBe('ready')
    expect(ran.at(-1)).toMatchObject({ command: 'lp', args })
    const start = Buffer.from(ran.at(-1)?.input ?? []).subarray(0, 4)
    expect(form === 'pdf' ? start.toString() : start[0]).toBe(form === 'pdf' ? '%PDF' : 0x1b)
    for (const [out, state] of [['Alerts: media-empty-error', 'paper-out'], ['Alerts: cover-open', 'cover-open'], ['printer desk disabled since', 'silent']] as const) {
      queue = out
      expect(await printer_.print(drawn)).toBe(state)
    }
    expect(ran.filter(({ command }) => command === 'lp')).toHaveLength(1)
    expect(await queuePrinter('desk', form, async () => ({ code: 127, out: '' })).print(drawn)).toBe('silent')
  })
  it('are named in one setting, in the order they are tried; a wrong one is named at the start', () => {
    const configured = (values: Record<string, string>) => readConfiguration([{ source: 'environment', where: 'environment', values }])
    const read = (KIOSK_PRINTER: string) => configured({ KIOSK_PRINTER })
    expect(read('tcp://10.0.0.9:9100 pdf:desk')).toMatchObject({ ok: true, value: { settings: { KIOSK_PRINTER: ['tcp://10.0.0.9:9100', 'pdf:desk'], KIOSK_PAPER_MM: 80 } } })
    expect(configured({})).toMatchObject({ ok: true, value: { settings: { KIOSK_PRINTER: [] } } })
    for (const wrong of ['http://10.0.0.9', 'tcp://', 'cups:a;b', 'lp0']) expect(read(wrong)).toMatchObject({ ok: false, error: { code: 'CONFIG_INVALID', field: 'KIOSK_PRINTER' } })
    expect(configured({ KIOSK_PAPER_MM: '60' })).toMatchObject({ ok: false, error: { field: 'KIOSK_PAPER_MM' } })
  })
})
