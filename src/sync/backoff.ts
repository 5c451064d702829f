/** Full jitter (Brooker, AWS 2015): U(0, min(cap, base x 2^attempt)). `random` is in [0, 1). */
export const BACKOFF_BASE_MS = 1_000
export const BACKOFF_CAP_MS = 60_000

export const backoffMs = (attempt: number, random: number, capMs = BACKOFF_CAP_MS): number =>
  Math.round(random * Math.min(capMs, BACKOFF_BASE_MS * 2 ** Math.min(attempt, 20)))
