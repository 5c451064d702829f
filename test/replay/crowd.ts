/** The crowd of 2021-07-19 (DOMAIN): 10 million attempts on 300,000 places of 12,800 clinics, 40 % of them in the first half hour, the centre away for two hours in the middle. */
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts'

export const ATTEMPTS = 10_000_000
export const CLINICS = 12_800
export const PLACES = 300_000
export const DAY_MS = 10 * HOUR_MS
export const OUTAGE = { from: 4 * HOUR_MS, to: 6 * HOUR_MS } as const
const RUSH_MS = 30 * MINUTE_MS
const RUSH_PART = 0.4

/** `clinic` is a number from 0; in the order of time. */
export type Attempt = { readonly at: number; readonly clinic: number }

export function crowdOf(scale: number, random: () => number): { readonly attempts: readonly Attempt[]; readonly clinics: number; readonly placesEach: number } {
  const clinics = Math.round(CLINICS / scale)
  const attempts = Array.from({ length: Math.round(ATTEMPTS / scale) }, (): Attempt => {
    const at = random() < RUSH_PART ? random() * RUSH_MS : RUSH_MS + random() * (DAY_MS - RUSH_MS)
    return { at, clinic: Math.floor(random() * clinics) }
  }).sort((a, b) => a.at - b.at)
  return { attempts, clinics, placesEach: Math.floor(PLACES / CLINICS) }
}

export const isAway = (at: number): boolean => at >= OUTAGE.from && at < OUTAGE.to
