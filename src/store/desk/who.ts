/** Who is signed in, and what they may do. Nobody signed in still calls, books and checks in. */
import { MINUTE_MS } from '../../base/time.ts'
import type { DeskSettings } from '../../contract/desk-types.ts'
import { IDENTITY_DAYS_USUAL } from '../../domain/retention.ts'
import { mayDo } from '../../domain/staff.ts'
import type { Duty } from '../../domain/staff.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { StaffRow } from '../repositories/staff.ts'

export const deskSettingsOf = ({ repos }: StoreContext): DeskSettings => ({ rooms: [...repos.meta.rooms()], lockMinutes: 5, graceMinutes: 30, noShowRule: 'propose', observeMinutes: 15, dosesPerVial: {}, identityDays: IDENTITY_DAYS_USUAL, ...repos.meta.get('deskSettings') })

/** After so long without an act the person is signed out. */
export const lockAfterMs = (context: StoreContext): number => deskSettingsOf(context).lockMinutes * MINUTE_MS

/** Null: nobody, or somebody whose time at the keys is over. An act keeps them signed in. */
export function whoIs(context: StoreContext, session: string | null, active = true): StaffRow | null {
  if (session === null) return null
  const { repos } = context
  const hash = context.sha256(session)
  const kept = repos.session(hash)
  if (!kept) return null
  const now = context.clock()
  if (Math.abs(now - kept.lastAt) > lockAfterMs(context)) {
    repos.closeSession(hash)
    return null
  }
  if (active) repos.touchSession(hash, now)
  const member = repos.member(kept.practitionerId)
  return member?.active ? member : null
}

/** The person, or null while the clinic has named nobody yet: then whoever stands at the desk may do everything. */
export function require(context: StoreContext, session: string | null, duty: Duty): StaffRow | null {
  const member = whoIs(context, session)
  if (member === null) {
    if (context.repos.hasStaff()) throw new Refusal('SIGN_IN_NEEDED')
    return null
  }
  if (!mayDo(member.role, duty)) throw new Refusal('LEAD_NEEDED')
  return member
}

export const nameOf = ({ repos }: StoreContext, practitionerId: string | null): string | null => (practitionerId === null ? null : (repos.member(practitionerId)?.name ?? null))
