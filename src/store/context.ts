/** What commands and queries are given: the file, the clock and ids, nothing of Electron or the network. */
import type { RandomBytes } from '../base/ids.ts'
import { uuidV7 } from '../base/ids.ts'
import type { Result } from '../base/result.ts'
import { localDateOf } from '../base/time.ts'
import type { Clock } from '../base/time.ts'
import type { ErrorCode, Failure } from '../contract/errors.ts'
import { failure } from '../contract/errors.ts'
import type { Topic } from '../contract/kiosk-api.ts'
import type { Repositories } from './repositories/repositories.ts'

export type StoreContext = {
  readonly repos: Repositories; readonly clock: Clock
  /** Fresh for each secret. */
  readonly random: RandomBytes
  /** For ids: drawn from a pool. */
  readonly idBytes: RandomBytes
  readonly sha256: (text: string) => string
  /** Signs with the device's key; null before there is one. Base64url. */
  readonly sign: (text: string) => string | null
  readonly appVersion: string; readonly dataDir: string; readonly publish: (topic: Topic) => void
}

/** Undoes the command's transaction and becomes its answer. Caught in one place, `api`. */
export class Refusal extends Error {
  readonly failure: Failure
  constructor(code: ErrorCode, detail?: string, field?: string) {
    super(code)
    this.failure = failure(code, detail, field)
  }
}

export const newId = (context: StoreContext): string => uuidV7(context.clock(), context.idBytes)
export const today = (context: StoreContext): string => localDateOf(context.clock(), context.repos.meta.timeZone())

export const orRefuse = <T>(result: Result<T, ErrorCode>, field?: string): T => {
  if (!result.ok) throw new Refusal(result.error, undefined, field)
  return result.value
}
