import { useEffect } from 'react'
import type { ReactElement } from 'react'
import { PatientApp } from './patient-app.tsx'
import { rehearseTicket } from './rehearse-ticket.ts'

/** The patients' window itself, where the next person finds a process that has run nothing yet. */
export function PatientPage(): ReactElement {
  useEffect(rehearseTicket, [])
  return <PatientApp />
}
