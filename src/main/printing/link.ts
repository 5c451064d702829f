/** A line of bytes to a printer and back: a network socket or a device file. */
import { constants, open as openFile } from 'node:fs/promises'
import { connect } from 'node:net'

export type Link = { readonly write: (bytes: Uint8Array) => Promise<void>; readonly onByte: (listener: (byte: number) => void) => void; readonly close: () => void }
export type OpenLink = () => Promise<Link>

const CONNECT_MS_MAX = 2_000

export const tcpLink = (host: string, port: number): OpenLink => () => new Promise((resolve, reject) => {
  const socket = connect({ host, port, timeout: CONNECT_MS_MAX })
  const fail = (cause: Error): void => { socket.destroy(); reject(cause) }
  socket.once('error', fail)
  socket.once('timeout', () => fail(new Error('no answer')))
  socket.once('connect', () => {
    socket.off('error', fail)
    socket.setTimeout(0)
    socket.setNoDelay(true)
    // A printer that is switched off in mid-ticket: whoever waits for its answer hears nothing, which says enough.
    socket.on('error', () => socket.destroy())
    resolve({
      write: (bytes) => new Promise((done, failed) => {
        if (socket.destroyed) return failed(new Error('gone'))
        socket.once('close', () => failed(new Error('gone')))
        socket.write(bytes, (cause) => (cause ? failed(cause) : done()))
      }),
      onByte: (listener) => { socket.on('data', (chunk) => { for (const byte of chunk) listener(byte) }) },
      close: () => { socket.destroy() },
    })
  })
})

const READ_EVERY_MS = 30
const CHUNK_BYTES = 4_096
const WRITE_MS_MAX = 15_000
const isBusy = (cause: unknown): boolean => (cause as { code?: string }).code === 'EAGAIN'
const pause = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, READ_EVERY_MS) })

/** Never blocks: a printer without paper takes no bytes and gives none. */
export const fileLink = (path: string): OpenLink => async () => {
  const file = await openFile(path, constants.O_RDWR | constants.O_NONBLOCK)
  let open = true
  const close = (): void => { if (open) { open = false; void file.close().catch(() => {}) } }
  const write = async (bytes: Uint8Array): Promise<void> => {
    const end = Date.now() + WRITE_MS_MAX
    for (let at = 0; at < bytes.length;) {
      try {
        at += (await file.write(bytes, at, Math.min(CHUNK_BYTES, bytes.length - at), null)).bytesWritten
      } catch (cause) {
        if (!isBusy(cause) || Date.now() > end || !open) throw cause
        await pause()
      }
    }
  }
  const listen = async (listener: (byte: number) => void): Promise<void> => {
    const buffer = new Uint8Array(64)
    while (open) {
      const read = await file.read(buffer, 0, buffer.length, null).then(({ bytesRead }) => bytesRead, (cause) => { if (!isBusy(cause)) close(); return 0 })
      for (const byte of buffer.subarray(0, read)) listener(byte)
      await pause()
    }
  }
  return { write, onByte: (listener) => { void listen(listener) }, close }
}
