/** What the wizard leaves behind for the next start. No PIN and no code: those go to the store, encrypted. */
import { z } from 'zod'

export const setUp = z.strictObject({
  language: z.enum(['ko', 'en']), stationName: z.string().trim().min(1).max(100), screens: z.enum(['both', 'patient', 'desk']),
  diagonalInch: z.number().min(8).max(65), volumeCapPercent: z.number().int().min(0).max(100),
})
export type SetUp = z.infer<typeof setUp>
