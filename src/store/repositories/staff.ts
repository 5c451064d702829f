import type { StaffRole } from '../../domain/staff.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export type StaffRow = { readonly practitionerId: string; readonly name: string; readonly role: StaffRole; readonly active: boolean; /** JSON of a hashed PIN. */ readonly pin: string; readonly failures: number; readonly waitMs: number; readonly seenAt: number }
type StaffRecord = Omit<StaffRow, 'active'> & { readonly active: number }

const columns = 'practitioner_id AS practitionerId, name, role, active, pin, failures, wait_ms AS waitMs, seen_at AS seenAt'
const rowOf = (r: StaffRecord): StaffRow => ({ ...r, active: r.active === 1 })

export const staffTables = ({ one, all, run }: Rows) => ({
  staff: (): readonly StaffRow[] => all<StaffRecord>(`SELECT ${columns} FROM staff ORDER BY active DESC, name, practitioner_id`).map(rowOf),
  member: (practitionerId: string): StaffRow | null => { const found = one<StaffRecord>(`SELECT ${columns} FROM staff WHERE practitioner_id = ?`, practitionerId); return found && rowOf(found) },
  hasStaff: (): boolean => one('SELECT 1 AS found FROM staff LIMIT 1') !== null,
  countLeads: (): number => one<{ n: number }>("SELECT count(*) AS n FROM staff WHERE role = 'lead' AND active = 1")?.n ?? 0,
  addMember: (s: Pick<StaffRow, 'practitionerId' | 'name' | 'role' | 'pin'>) => { run('INSERT INTO staff (practitioner_id, name, role, pin) VALUES (?, ?, ?, ?)', s.practitionerId, s.name, s.role, s.pin) },
  changeMember: (s: Pick<StaffRow, 'practitionerId' | 'name' | 'role' | 'active'>) => { run('UPDATE staff SET name = ?, role = ?, active = ? WHERE practitioner_id = ?', s.name, s.role, s.active ? 1 : 0, s.practitionerId) },
  setPin: (practitionerId: string, pin: string) => { run('UPDATE staff SET pin = ?, failures = 0, wait_ms = 0 WHERE practitioner_id = ?', pin, practitionerId) },
  setTries: (practitionerId: string, t: { readonly failures: number; readonly waitMs: number; readonly seenAt: number }) => { run('UPDATE staff SET failures = ?, wait_ms = ?, seen_at = ? WHERE practitioner_id = ?', t.failures, t.waitMs, t.seenAt, practitionerId) },
  openSession: (sessionHash: string, practitionerId: string, at: number) => { run('INSERT INTO desk_session VALUES (?, ?, ?)', sessionHash, practitionerId, at) },
  session: (sessionHash: string) => one<{ practitionerId: string; lastAt: number }>('SELECT practitioner_id AS practitionerId, last_at AS lastAt FROM desk_session WHERE session_hash = ?', sessionHash),
  touchSession: (sessionHash: string, at: number) => { run('UPDATE desk_session SET last_at = ? WHERE session_hash = ?', at, sessionHash) },
  closeSession: (sessionHash: string) => { run('DELETE FROM desk_session WHERE session_hash = ?', sessionHash) },
  closeSessionsOf: (practitionerId: string) => { run('DELETE FROM desk_session WHERE practitioner_id = ?', practitionerId) },
  closeSessionsOutside: (from: number, to: number) => { run('DELETE FROM desk_session WHERE last_at < ? OR last_at > ?', from, to) },
})
