import type { FromStore, Port, ToStore } from '../rpc/port.ts'

type ParentPort = { readonly postMessage: (message: unknown) => void; readonly on: (event: 'message', listener: (event: { data: unknown }) => void) => void }

/** A utility process has `process.parentPort`, a forked child has `process.send`: the messages are the same. */
export function parentPortOf(): Port<FromStore, ToStore> {
  const utility = (process as unknown as { parentPort?: ParentPort }).parentPort
  if (utility) return {
    post: (message) => utility.postMessage(message),
    onMessage: (listener) => utility.on('message', (event) => listener(event.data as ToStore)),
    onClose: () => {},
  }
  return {
    post: (message) => { process.send?.(message) },
    onMessage: (listener) => { process.on('message', (message) => listener(message as ToStore)) },
    onClose: (listener) => { process.on('disconnect', listener) },
  }
}
