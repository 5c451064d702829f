/** Loaded into the service with --import: its standard input is a pipe of the harness, and a harness that is gone leaves nothing behind. */
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  process.stdin.on('end', () => process.exit(1)).on('error', () => process.exit(1)).resume()
  const socket = process.stdin as unknown as { unref?: () => void }
  socket.unref?.()
}
