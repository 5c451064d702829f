/** The two ends of a message port, however it is made: child process, utility process, or a pair in a test. */
import type { Result } from '../base/result.ts'
import type { Failure } from '../contract/errors.ts'

export type StoreStart = {
  readonly dataDir: string
  /** Hex, 32 bytes; handed over the port so that it stands in no environment and no argument list. */
  readonly databaseKey: string
  readonly serviceUrl: string | null
  /** Used once, when the device is not enrolled yet. */
  readonly enrolmentCode: string | null
  readonly stationName: string
  readonly appVersion: string
  /** The PIN of the technician panel at first start. */
  readonly technicianPin: string
}

export type ToStore =
  | { readonly kind: 'start'; readonly start: StoreStart }
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'stop' }

export type FromStore =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'reply'; readonly id: number; readonly result: Result<unknown, Failure> }
  | { readonly kind: 'topic'; readonly topic: string }

export type Port<Out, In> = {
  readonly post: (message: Out) => void
  readonly onMessage: (listener: (message: In) => void) => void
  readonly onClose: (listener: () => void) => void
}
