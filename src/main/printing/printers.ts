import { spawn } from 'node:child_process'
import { fileLink, tcpLink } from './link.ts'
import { queuePrinter, thermalPrinter } from './printer.ts'
import type { Printer, RunCommand } from './printer.ts'

const PORT_RAW = 9_100
const COMMAND_MS_MAX = 10_000
const OUTPUT_CHARS_MAX = 20_000

/** A command that is not there is one that failed. */
export const runCommand: RunCommand = (command, args, input) => new Promise((resolve) => {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C' }, timeout: COMMAND_MS_MAX })
  let out = ''
  child.stdout.on('data', (chunk) => { out = (out + String(chunk)).slice(0, OUTPUT_CHARS_MAX) })
  child.stdin.on('error', () => {})
  child.on('error', () => resolve({ code: 127, out }))
  child.on('close', (code) => resolve({ code: code ?? 1, out }))
  child.stdin.end(input)
})

/** `address` has passed the contract's `printerList`. */
export function printerAt(address: string, run: RunCommand = runCommand): Printer {
  const [, kind = '', rest = ''] = /^(tcp|usb|cups|pdf):(?:\/\/)?(.*)$/.exec(address) ?? []
  if (kind === 'tcp') {
    const [host = '', port] = rest.split(':')
    return thermalPrinter(tcpLink(host, port === undefined ? PORT_RAW : Number(port)), true)
  }
  return kind === 'usb' ? thermalPrinter(fileLink(rest), false) : queuePrinter(rest, kind === 'cups' ? 'raw' : 'pdf', run)
}
