/** What a row shows of its person: read from the booking's text once, not at every change of the list. */
import type { BookingBody } from '../../contract/sync-protocol.ts'
import { maskName } from '../../domain/patient.ts'
import { flaggedQuestions } from '../../domain/screening.ts'
import type { StoreContext } from '../context.ts'

export type Face = { readonly maskedName: string; readonly birthYear: number | null; readonly flaggedQuestions: readonly number[]; readonly needsHelp: boolean }

const FACES_MAX = 10_000
const kept = new WeakMap<StoreContext, Map<string, Face>>()
/** Somebody who booked at another device: only the number is known here. */
const unknown: Face = { maskedName: '', birthYear: null, flaggedQuestions: [], needsHelp: false }

const faceOf = (body: BookingBody | null): Face => (body === null ? unknown : {
  maskedName: maskName(body.patient.name), birthYear: Number(body.patient.birthDate.slice(0, 4)), flaggedQuestions: flaggedQuestions(body.screening.answers), needsHelp: body.patient.needsHelp,
})

export function facesOf(context: StoreContext, bookingIds: readonly string[]): (bookingId: string) => Face {
  const faces = kept.get(context) ?? new Map<string, Face>()
  kept.set(context, faces)
  if (faces.size + bookingIds.length > FACES_MAX) faces.clear()
  for (const { bookingId, body } of context.repos.bodies(bookingIds.filter((id) => !faces.has(id)))) faces.set(bookingId, faceOf(body))
  return (bookingId) => faces.get(bookingId) ?? unknown
}

/** What was typed was corrected. */
export const forgetFace = (context: StoreContext, bookingId: string): void => { kept.get(context)?.delete(bookingId) }
