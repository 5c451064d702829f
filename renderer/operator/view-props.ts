import type { ClinicState, Fleet } from '../../src/contract/console-api.ts'
import type { Read, Session } from './centre.ts'
import type { Tone } from './parts.tsx'

export type View = 'clinics' | 'slots' | 'cases' | 'messages'
export type ViewProps = { readonly session: Session; readonly fleet: Read<Fleet>; readonly clinicId: string | null; readonly onClinic: (clinicId: string) => void; readonly onView: (view: View) => void }

export const toneOf: Readonly<Record<ClinicState, Tone>> = { act: 'stop', cut: 'wait', sending: 'busy', fine: 'fine', none: 'still' }
