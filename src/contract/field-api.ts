/** What the interfaces of the field accept. Unknown search parameters are refused: an ignored filter would give more than was asked for. */
import { z } from 'zod'
import { limits } from './sync-protocol.ts'

const idText = z.string().min(1).max(limits.idCharsMax)
/** `Type/id` or the id alone. */
const referenceTo = (type: string) => z.string().max(limits.idCharsMax + type.length + 1).transform((text) => (text.startsWith(`${type}/`) ? text.slice(type.length + 1) : text)).pipe(idText)
/** A whole day, with or without the prefix that says so. */
const day = z.string().regex(/^(eq)?\d{4}-\d{2}-\d{2}$/).transform((text) => text.replace('eq', '')).pipe(z.iso.date())

const FHIR_PAGE_MAX = 200
/** A clinic's id, how long that is, and an id. */
const pageKey = z.string().max(2 * limits.idCharsMax + 4).regex(/^\d{1,3}:/)
const every = {
  _id: idText.optional(), _count: z.coerce.number().int().min(1).max(FHIR_PAGE_MAX).optional(), _after: pageKey.optional(),
  _format: z.enum(['json', 'application/json', 'application/fhir+json']).optional(),
}
export type FhirQuery = {
  readonly _id?: string | undefined; readonly _count?: number | undefined; readonly _after?: string | undefined
  readonly location?: string | undefined; readonly actor?: string | undefined; readonly schedule?: string | undefined; readonly date?: string | undefined; readonly start?: string | undefined
}
export const fhirQueries = {
  Appointment: z.strictObject({ ...every, date: day.optional(), location: referenceTo('Location').optional() }),
  Immunization: z.strictObject({ ...every, location: referenceTo('Location').optional() }),
  Location: z.strictObject(every), Patient: z.strictObject(every),
  Schedule: z.strictObject({ ...every, actor: referenceTo('Location').optional(), date: day.optional() }),
  Slot: z.strictObject({ ...every, schedule: referenceTo('Schedule').optional(), start: day.optional() }),
} satisfies Record<string, z.ZodType<FhirQuery>>
export const exportQuery = z.strictObject({ clinicId: idText.optional() })
