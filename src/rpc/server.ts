import type { Result } from '../base/result.ts'
import { err } from '../base/result.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { isCallName } from '../contract/kiosk-api.ts'
import type { CallName } from '../contract/kiosk-api.ts'
import type { FromStore, Port, ToStore } from './port.ts'

export type Handle = (name: CallName, input: unknown) => Result<unknown, Failure> | Promise<Result<unknown, Failure>>

/** Answers each call once, in any order. What `handle` throws is a bug: it is rethrown by the caller's process. */
export function serveRpc(port: Port<FromStore, ToStore>, handle: Handle): void {
  port.onMessage((message) => {
    if (message.kind !== 'call') return
    const { id, name, input } = message
    const result = isCallName(name) ? handle(name, input) : err(failure('NOT_FOUND', 'no such call'))
    void Promise.resolve(result).then((settled) => port.post({ kind: 'reply', id, result: settled }))
  })
}
