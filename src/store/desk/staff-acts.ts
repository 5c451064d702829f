/** The staff list: names, roles, PINs. A clinic that named nobody yet works as before; the first lead is made with the technician's PIN. */
import type { DeskInput } from '../../contract/desk-api.ts'
import { deskLimits } from '../../contract/desk-api.ts'
import type { StaffList, StaffMember } from '../../contract/desk-types.ts'
import { waited } from '../../domain/pin-lock.ts'
import type { StaffRole } from '../../domain/staff.ts'
import { newId, Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import type { StaffRow } from '../repositories/staff.ts'
import { noteAct } from './act-on.ts'
import { hashSecret } from './secret.ts'
import { require, whoIs } from './who.ts'

export const memberView = (context: StoreContext, { practitionerId, name, role, active, ...tries }: StaffRow): StaffMember => ({ practitionerId, name, role, active, lockedForMs: waited(tries, context.clock()).waitMs })

export const staffList = (context: StoreContext): StaffList => ({
  needsFirstLead: context.repos.countLeads() === 0, recoverable: context.repos.meta.get('enrolmentKey') !== null, staff: context.repos.staff().map((member) => memberView(context, member)),
})

function add(context: StoreContext, by: string | null, name: string, role: StaffRole, staffPin: string): StaffMember {
  const { repos } = context
  if (repos.staff().length >= deskLimits.staffMax) throw new Refusal('STAFF_FULL')
  const practitionerId = newId(context)
  repos.addMember({ practitionerId, name, role, pin: JSON.stringify(hashSecret(staffPin, context.random)) })
  noteAct(context, 'staff-added', by, { practitionerId, role })
  return viewOr(context, practitionerId)
}

function viewOr(context: StoreContext, practitionerId: string): StaffMember {
  const member = context.repos.member(practitionerId)
  if (!member) throw new Refusal('UNKNOWN_STAFF', undefined, 'practitionerId')
  return memberView(context, member)
}

/** `pin` was checked at the door. */
export function makeFirstLead(context: StoreContext, { name, staffPin }: DeskInput<'makeFirstLead'>): StaffMember {
  if (context.repos.countLeads() > 0) throw new Refusal('LEAD_NEEDED', 'there is a lead already')
  return add(context, null, name, 'lead', staffPin)
}

export const addStaff = (context: StoreContext, { session, name, role, staffPin }: DeskInput<'addStaff'>): StaffMember => add(context, lead(context, session), name, role, staffPin)

/** Only a lead names others; while there is none the technician makes the first. */
function lead(context: StoreContext, session: string | null): string | null {
  const member = require(context, session, 'set-up-clinic')
  if (member === null) throw new Refusal('LEAD_NEEDED', 'make the first lead')
  return member.practitionerId
}

export function changeStaff(context: StoreContext, { session, practitionerId, name, role, active }: DeskInput<'changeStaff'>): StaffMember {
  const { repos } = context
  const by = lead(context, session)
  const member = repos.member(practitionerId)
  if (!member) throw new Refusal('UNKNOWN_STAFF', undefined, 'practitionerId')
  const after = { practitionerId, name: name ?? member.name, role: role ?? member.role, active: active ?? member.active }
  repos.changeMember(after)
  if (repos.countLeads() === 0) throw new Refusal('LAST_LEAD')
  if (!after.active) repos.closeSessionsOf(practitionerId)
  noteAct(context, 'staff-changed', by, { practitionerId, role: after.role, active: after.active })
  return viewOr(context, practitionerId)
}

/** One's own, or anybody's by a lead; whoever sat there with the old one is signed out, but for who sets their own. */
export function setStaffPin(context: StoreContext, { session, practitionerId, staffPin }: DeskInput<'setStaffPin'>): StaffMember {
  const { repos } = context
  const member = whoIs(context, session)
  if (!member) throw new Refusal('SIGN_IN_NEEDED')
  if (member.practitionerId !== practitionerId && member.role !== 'lead') throw new Refusal('LEAD_NEEDED')
  if (!repos.member(practitionerId)) throw new Refusal('UNKNOWN_STAFF', undefined, 'practitionerId')
  repos.setPin(practitionerId, JSON.stringify(hashSecret(staffPin, context.random)))
  if (member.practitionerId !== practitionerId) repos.closeSessionsOf(practitionerId)
  noteAct(context, 'pin-set', member.practitionerId, { for: practitionerId })
  return viewOr(context, practitionerId)
}
