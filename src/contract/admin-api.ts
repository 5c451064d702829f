/** What the operator of the centre may ask, with the admin token. Requests refuse unknown fields. */
import { z } from 'zod'
import { vaccineCode } from './sync-protocol.ts'
import { timeZone } from './time-zone.ts'

const id = z.string().min(1).max(128)
const windowTime = z.union([z.iso.datetime({ offset: true }), z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/)])
const capacity = z.number().int().min(0).max(10_000)

export const clinicRequest = z.strictObject({
  name: z.string().trim().min(1).max(100),
  timeZone: timeZone.default('Asia/Seoul'),
})
/** `start` and `end` are instants, or `HH:MM` in the clinic's zone (24:00 allowed as an end). */
export const sessionRequest = z.strictObject({
  clinicId: id, date: z.iso.date(), vaccine: vaccineCode,
  windows: z.array(z.strictObject({ start: windowTime, end: windowTime, capacity })).min(1).max(96),
})
export type SessionRequest = z.infer<typeof sessionRequest>
export const capacityRequest = z.strictObject({ capacity })
export const enrolmentCodeRequest = z.strictObject({
  clinicId: id, validForMs: z.number().int().min(1).max(365 * 86_400_000).optional(),
  /** For a machine that was re-imaged: the code gives this device its next epoch, with the key of the fresh disk. */
  deviceId: id.optional(),
})
/** The former token stays valid for so long: 0 when it leaked. */
export const tokenRotationRequest = z.strictObject({ overlapMs: z.number().int().min(0).max(86_400_000).default(0) })
/** A named person reports a device as dead or stolen. */
export const lostRequest = z.strictObject({ practitionerId: id, reason: z.string().trim().min(1).max(500) })
export const adminQuery = z.strictObject({ clinicId: id.optional(), date: z.iso.date().optional() })
