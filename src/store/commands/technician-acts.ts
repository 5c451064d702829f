import { scryptSync, timingSafeEqual } from 'node:crypto'
import type { CallInput } from '../../contract/kiosk-api.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'

const FREE_TRIES = 3
const LOCK_BASE_MS = 30_000
const LOCK_MS_MAX = 3_600_000
const HASH_BYTES = 32

const hashOf = (pin: string, salt: string): Buffer => scryptSync(pin, Buffer.from(salt, 'hex'), HASH_BYTES)

/** At first start only: a later start never changes the PIN. Without one the panel stays shut. */
export function setFirstPin(context: StoreContext, pin: string): void {
  if (pin === '' || context.repos.meta.get('pin')) return
  const salt = Buffer.from(context.random(16)).toString('hex')
  context.repos.meta.put('pin', { salt, hash: hashOf(pin, salt).toString('hex'), failures: 0, lockedUntil: 0 })
}

/** The wizard's: whoever stands at a fresh machine chooses, once. */
export function chooseFirstPin(context: StoreContext, { pin }: CallInput<'chooseFirstPin'>): { chosen: true } {
  if (context.repos.meta.get('pin')) throw new Refusal('ROLE_NOT_ALLOWED', 'a PIN is set already')
  setFirstPin(context, pin)
  return { chosen: true }
}

/** Outside any transaction: a wrong PIN must be counted even though the command is refused. Locks grow and survive a restart. */
export function requirePin(context: StoreContext, pin: string): void {
  const { meta } = context.repos
  const kept = meta.get('pin')
  const now = context.clock()
  if (!kept) throw new Refusal('PIN_WRONG', 'no PIN is set')
  if (now < kept.lockedUntil) throw new Refusal('PIN_LOCKED', `wait ${Math.ceil((kept.lockedUntil - now) / 1_000)} s`)
  if (timingSafeEqual(hashOf(pin, kept.salt), Buffer.from(kept.hash, 'hex'))) {
    if (kept.failures > 0) meta.put('pin', { ...kept, failures: 0, lockedUntil: 0 })
    return
  }
  const failures = kept.failures + 1
  const lockMs = failures <= FREE_TRIES ? 0 : Math.min(LOCK_MS_MAX, LOCK_BASE_MS * 2 ** (failures - FREE_TRIES - 1))
  meta.put('pin', { ...kept, failures, lockedUntil: now + lockMs })
  throw new Refusal('PIN_WRONG')
}

/** The address may change at any time; what is unsent stays and goes to the new one. */
export function setServiceUrl({ repos }: StoreContext, { serviceUrl }: CallInput<'setServiceUrl'>): { serviceUrl: string } {
  repos.meta.put('serviceUrl', serviceUrl.replace(/\/+$/, ''))
  return { serviceUrl }
}

/** Stored, and used as soon as the centre answers: an enrolment needs no second visit. An enrolled device gets its next epoch by it. */
export function keepEnrolmentCode({ repos }: StoreContext, code: string): void {
  repos.meta.put('enrolmentCode', code)
}
