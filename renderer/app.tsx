import type { ComponentType } from 'react'
import type { Role } from '../src/domain/role.ts'

/** Each window reads its own face only: at a start every letter of code stands between a patient and the first screen. */
const faces: Readonly<Record<Role, () => Promise<ComponentType>>> = {
  patient: async () => (await import('./patient/patient-page.tsx')).PatientPage,
  reception: async () => (await import('./reception/reception-app.tsx')).ReceptionApp,
  board: async () => (await import('./board/board-app.tsx')).BoardApp,
  technician: async () => (await import('./technician/technician-app.tsx')).TechnicianApp,
}

export const faceOf = (role: Role): Promise<ComponentType> => faces[role]()
