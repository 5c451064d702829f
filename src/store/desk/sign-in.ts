/** Signing in and out, and a forgotten PIN. Runs outside a transaction: a wrong PIN counts though it is refused. */
import type { DeskInput } from '../../contract/desk-api.ts'
import type { DeskOutput, SignedIn, StaffMember } from '../../contract/desk-types.ts'
import { failedAgain, noTries, waited } from '../../domain/pin-lock.ts'
import type { Tries } from '../../domain/pin-lock.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { HashedSecret } from '../repositories/meta.ts'
import type { StaffRow } from '../repositories/staff.ts'
import { noteAct } from './act-on.ts'
import { CODE_COST, hashSecret, isSecret, plainCode } from './secret.ts'
import { memberView } from './staff-acts.ts'
import { lockAfterMs, nameOf, whoIs } from './who.ts'

const SESSION_BYTES = 24
const SECOND_MS = 1_000

const signedIn = (context: StoreContext, session: string, member: StaffRow): SignedIn => ({
  session, practitionerId: member.practitionerId, name: member.name, role: member.role, lockAfterMs: lockAfterMs(context), handOver: handOverOf(context),
})

export const handOverOf = (context: StoreContext) => {
  const kept = context.repos.meta.get('handOver')
  return kept && { ...kept, by: nameOf(context, kept.by) }
}

const orLocked = (tries: Tries): void => {
  if (tries.waitMs > 0) throw new Refusal('STAFF_LOCKED', `wait ${Math.ceil(tries.waitMs / SECOND_MS)} s`)
}

export function signIn(context: StoreContext, { practitionerId, staffPin }: DeskInput<'signIn'>): SignedIn {
  const { repos } = context
  const member = repos.member(practitionerId)
  if (!member?.active) throw new Refusal('UNKNOWN_STAFF', undefined, 'practitionerId')
  const now = context.clock()
  const tries = waited(member, now)
  repos.setTries(practitionerId, tries)
  orLocked(tries)
  if (!isSecret(staffPin, JSON.parse(member.pin) as HashedSecret)) {
    const failed = failedAgain(tries, now)
    repos.setTries(practitionerId, failed)
    noteAct(context, 'sign-in-failed', practitionerId, { failures: failed.failures, waitS: failed.waitMs / SECOND_MS })
    throw new Refusal('STAFF_PIN_WRONG', failed.waitMs > 0 ? `wait ${failed.waitMs / SECOND_MS} s` : undefined, 'staffPin')
  }
  const session = Buffer.from(context.random(SESSION_BYTES)).toString('base64url')
  return repos.atomically(() => {
    repos.setTries(practitionerId, { ...noTries, seenAt: now })
    repos.closeSessionsOutside(now - lockAfterMs(context), now + lockAfterMs(context))
    repos.openSession(context.sha256(session), practitionerId, now)
    noteAct(context, 'signed-in', practitionerId)
    return signedIn(context, session, member)
  })
}

export function sessionState(context: StoreContext, { session, active }: DeskInput<'sessionState'>): SignedIn | null {
  const member = whoIs(context, session, active)
  return member && signedIn(context, session, member)
}

/** A session that is over already is no fault: the note counts all the same. */
export function signOut(context: StoreContext, { session, handOver }: DeskInput<'signOut'>): DeskOutput['signOut'] {
  const { repos } = context
  const by = whoIs(context, session)?.practitionerId ?? null
  if (handOver === '') repos.meta.drop('handOver')
  else if (handOver !== null) repos.meta.put('handOver', { text: handOver, by, at: context.clock() })
  if (session !== null) repos.closeSession(context.sha256(session))
  if (by !== null) noteAct(context, 'signed-out', by, { note: handOver !== null && handOver !== '' })
  return { signedOut: true }
}

/** Whoever has the letter with the enrolment code: no network, no technician. Guesses wait as PINs do, together for the whole machine. */
export function recoverStaffPin(context: StoreContext, { practitionerId, code, staffPin }: DeskInput<'recoverStaffPin'>): StaffMember {
  const { repos } = context
  const member = repos.member(practitionerId)
  if (!member) throw new Refusal('UNKNOWN_STAFF', undefined, 'practitionerId')
  const now = context.clock()
  const tries = waited(repos.meta.get('recoveryTries') ?? noTries, now)
  repos.meta.put('recoveryTries', tries)
  orLocked(tries)
  const key = repos.meta.get('enrolmentKey')
  if (!key || !isSecret(plainCode(code), key)) {
    repos.meta.put('recoveryTries', failedAgain(tries, now))
    noteAct(context, 'recovery-failed', null, { for: practitionerId })
    throw new Refusal('RECOVERY_CODE_WRONG', key ? undefined : 'this machine knows no enrolment code', 'code')
  }
  return repos.atomically(() => {
    repos.meta.put('recoveryTries', { ...noTries, seenAt: now })
    repos.setPin(practitionerId, JSON.stringify(hashSecret(staffPin, context.random)))
    repos.closeSessionsOf(practitionerId)
    noteAct(context, 'pin-recovered', null, { for: practitionerId })
    return memberView(context, repos.member(practitionerId) ?? member)
  })
}

/** Kept as a hash from the enrolment on, so that a recovery needs no centre. */
export const keepEnrolmentKey = (context: StoreContext, code: string): void => context.repos.meta.put('enrolmentKey', hashSecret(plainCode(code), context.random, CODE_COST))
