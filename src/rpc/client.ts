import type { After } from '../base/time.ts'
import type { Result } from '../base/result.ts'
import { err } from '../base/result.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { FromStore, Port, ToStore } from './port.ts'

export const CALLS_IN_FLIGHT_MAX = 200

export type RpcClient = {
  readonly call: (name: string, input: unknown) => Promise<Result<unknown, Failure>>
  readonly onTopic: (listener: (topic: string) => void) => void
}

type Timer = { readonly after: After }

/** Calls in flight when the port closes fail with STORE_UNAVAILABLE: the caller may send the same command again. */
export function createRpcClient(port: Port<ToStore, FromStore>, timer: Timer, callTimeoutMs = 10_000): RpcClient {
  const waiting = new Map<number, (result: Result<unknown, Failure>) => void>()
  const topicListeners: ((topic: string) => void)[] = []
  let nextId = 1
  let closed = false

  port.onMessage((message) => {
    if (message.kind === 'topic') for (const listener of topicListeners) listener(message.topic)
    if (message.kind === 'reply') waiting.get(message.id)?.(message.result)
  })
  port.onClose(() => {
    closed = true
    for (const settle of [...waiting.values()]) settle(err(failure('STORE_UNAVAILABLE')))
  })

  return {
    onTopic: (listener) => { topicListeners.push(listener) },
    call: (name, input) => {
      if (closed || waiting.size >= CALLS_IN_FLIGHT_MAX) return Promise.resolve(err(failure('STORE_UNAVAILABLE')))
      const id = nextId++
      return new Promise((resolve) => {
        const cancel = timer.after(callTimeoutMs, () => waiting.get(id)?.(err(failure('STORE_TIMEOUT'))))
        waiting.set(id, (result) => { cancel(); waiting.delete(id); resolve(result) })
        port.post({ kind: 'call', id, name, input })
      })
    },
  }
}
