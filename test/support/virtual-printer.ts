/** A thermal printer of its own: takes ESC/POS over a socket, answers status questions, and shows what would be on the paper. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export type Paper = { readonly width: number; readonly height: number; /** 1 is black, row by row. */ readonly dots: Uint8Array }
export type Health = { cover: boolean; paper: boolean; /** Answers nothing at all. */ mute: boolean; /** Ends for good after so many bytes of a ticket. */ diesAfterBytes: number | null }
export type VirtualPrinter = { readonly port: number; readonly health: Health; readonly cuts: Paper[]; readonly bytes: () => number; readonly close: () => Promise<void> }

const [DLE, ESC, GS] = [0x10, 0x1b, 0x1d]

/** Reads one stream of bytes; `answer` is called at the place where a printer would answer. */
export function readEscPos(answer: (byte: number) => void, status: (n: number) => number, cut: (paper: Paper) => void): (chunk: Uint8Array) => void {
  let rest = new Uint8Array()
  let rows: Uint8Array[] = []
  let width = 0
  const cutHere = (): void => {
    const dots = new Uint8Array(width * rows.length)
    rows.forEach((row, y) => { dots.set(row.subarray(0, width), y * width) })
    cut({ width, height: rows.length, dots })
    rows = []
  }
  const raster = (at: number): number => {
    const [, , , , xl = 0, xh = 0, yl = 0, yh = 0] = rest.subarray(at)
    const [across, down] = [xl + xh * 256, yl + yh * 256]
    if (rest.length < at + 8 + across * down) return 0
    width = Math.max(width, across * 8)
    for (let y = 0; y < down; y++) rows.push(Uint8Array.from({ length: across * 8 }, (_, x) => ((rest[at + 8 + y * across + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1))
    return 8 + across * down
  }
  /** Bytes that one command takes; 0 when more have to come. */
  const step = (at: number): number => {
    const [a = 0, b, c] = rest.subarray(at)
    if (b === undefined) return 0
    if (a === ESC && b === 0x40) return 2
    if (c === undefined) return 0
    if (a === DLE && b === 0x04) { answer(status(c)); return 3 }
    if (a === GS && b === 0x72) { answer(0); return 3 }
    if (a === GS && b === 0x56) { cutHere(); return 3 }
    if (a === ESC && b === 0x64) { for (let line = 0; line < c * 30; line++) rows.push(new Uint8Array(width)); return 3 }
    if (a === GS && b === 0x76) return rest.length < at + 8 ? 0 : raster(at)
    throw new Error(`no such command: ${[a, b, c].map((byte) => byte.toString(16)).join(' ')}`)
  }
  return (chunk) => {
    rest = Uint8Array.from([...rest, ...chunk])
    let at = 0
    for (let taken = step(at); taken > 0; taken = step(at)) at += taken
    rest = rest.slice(at)
  }
}

export async function virtualPrinter(): Promise<VirtualPrinter> {
  const health: Health = { cover: false, paper: true, mute: false, diesAfterBytes: null }
  const cuts: Paper[] = []
  const sockets = new Set<Socket>()
  let bytes = 0
  const status = (n: number): number => 0x12 | (n === 2 ? (health.cover ? 0x04 : 0) | (health.paper ? 0 : 0x20) : n === 4 ? (health.paper ? 0 : 0x60) : 0)
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    const read = readEscPos((byte) => { if (!health.mute) socket.write(Uint8Array.of(byte)) }, status, (paper) => cuts.push(paper))
    socket.on('data', (chunk) => {
      bytes += chunk.length
      if (health.diesAfterBytes !== null && bytes > health.diesAfterBytes) return socket.destroy()
      read(chunk)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, health, cuts, bytes: () => bytes, close: async () => { for (const socket of sockets) socket.destroy(); server.close(); await once(server, 'close') } }
}
