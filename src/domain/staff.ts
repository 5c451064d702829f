/** Who works at the clinic and what their role may do. The queue belongs to the clinic: nothing of it hangs on a person. */
export const staffRoles = ['receptionist', 'vaccinator', 'lead'] as const
export type StaffRole = (typeof staffRoles)[number]

/** What a role may do beyond what anybody at the desk may (see decisions/0024-desk). */
export const duties = ['record-dose', 'see-papers', 'settle-problems', 'set-up-clinic', 'export-history', 'read-audit'] as const
export type Duty = (typeof duties)[number]

const allowed: Readonly<Record<StaffRole, readonly Duty[]>> = {
  receptionist: ['record-dose', 'see-papers', 'settle-problems'],
  vaccinator: ['record-dose', 'see-papers', 'settle-problems'],
  lead: duties,
}

export const mayDo = (role: StaffRole, duty: Duty): boolean => allowed[role].includes(duty)
