/** Who may ask what, of how much, how often. Pure: main gives the facts about the sender. */
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { deviceCalls, isDeviceCallName } from '../contract/device-api.ts'
import type { DeviceCallName } from '../contract/device-api.ts'
import { calls, isCallName } from '../contract/kiosk-api.ts'
import type { CallName } from '../contract/kiosk-api.ts'
import type { Role } from '../domain/role.ts'

const asked = (name: unknown) => (isCallName(name) ? { name, ...calls[name] } : isDeviceCallName(name) ? { name, ...deviceCalls[name] } : null)

export const INPUT_CHARS_MAX = 64 * 1024
export const CALLS_PER_SECOND_MAX = 100

export type Sender = { readonly role: Role | null; readonly topFrame: boolean; readonly origin: string }

/** Parses and answers with what goes to the store or a device, or why nothing does. */
export function admit(sender: Sender, appOrigin: string, name: unknown, input: unknown): Result<{ name: CallName | DeviceCallName; input: unknown }, Failure> {
  if (sender.role === null || !sender.topFrame || sender.origin !== appOrigin) return err(failure('SENDER_UNKNOWN'))
  const call = asked(name)
  if (call === null) return err(failure('NOT_FOUND', 'no such call'))
  if (!(call.roles as readonly Role[]).includes(sender.role)) return err(failure('ROLE_NOT_ALLOWED'))
  if (sizeOf(input) > INPUT_CHARS_MAX) return err(failure('TOO_LARGE'))
  const parsed = call.input.safeParse(input)
  if (parsed.success) return ok({ name: call.name, input: parsed.data })
  const issue = parsed.error.issues[0]
  const field = issue?.path.map(String).join('.') ?? ''
  return err(failure('INPUT_INVALID', `${field || 'input'}: ${issue?.message ?? 'does not fit'}`, field))
}

const sizeOf = (input: unknown): number => {
  try { return JSON.stringify(input)?.length ?? 0 } catch { return Number.POSITIVE_INFINITY }
}

/** Counts calls of each window in the running second. */
export function rateLimit(now: () => number): (windowId: number) => boolean {
  const counts = new Map<number, { second: number; calls: number }>()
  return (windowId) => {
    const second = Math.floor(now() / 1_000)
    const before = counts.get(windowId)
    const calls = before?.second === second ? before.calls + 1 : 1
    counts.set(windowId, { second, calls })
    return calls <= CALLS_PER_SECOND_MAX
  }
}
