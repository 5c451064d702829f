import type { ReactElement } from 'react'
import { role } from './kiosk.ts'
import { BoardApp } from './board/board-app.tsx'
import { PatientApp } from './patient/patient-app.tsx'
import { ReceptionApp } from './reception/reception-app.tsx'
import { TechnicianApp } from './technician/technician-app.tsx'

const faces = { patient: PatientApp, reception: ReceptionApp, board: BoardApp, technician: TechnicianApp } as const

export function App(): ReactElement {
  const Face = faces[role()]
  return <Face />
}
