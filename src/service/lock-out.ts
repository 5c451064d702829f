/** Who guessed wrong too often has to wait; each further wait is twice as long. Knows nothing of requests. */
import type { Instant } from '../base/time.ts'

export type LockOutLimits = { readonly wrongMax: number; readonly lockMsMin: number; readonly lockMsMax: number }
export type LockOut = {
  /** 0: may try now. Every try that was let in ends with `wrong`, `right` or `neither`. */
  readonly enter: (who: string, now: Instant) => number
  /** True when this guess began a wait. */
  readonly wrong: (who: string, now: Instant) => boolean
  readonly right: (who: string) => void
  readonly neither: (who: string) => void
}

type Guesser = { wrongs: number; lastAt: Instant; locks: number; lockedUntil: Instant }
const GUESSERS_MAX = 10_000
/** Tries under way count as wrong until they are known: nobody guesses more by guessing at once. */
const UNDER_WAY_WAIT_MS = 1_000

export function createLockOut({ wrongMax, lockMsMin, lockMsMax }: LockOutLimits): LockOut {
  const guessers = new Map<string, Guesser>()
  const underWay = new Map<string, number>()
  const leave = (who: string): void => {
    const left = (underWay.get(who) ?? 0) - 1
    if (left > 0) underWay.set(who, left)
    else underWay.delete(who)
  }
  /** Forgotten after a quiet time as long as the longest wait. */
  const known = (who: string, now: Instant): Guesser | undefined => {
    const guesser = guessers.get(who)
    if (!guesser || now - Math.max(guesser.lastAt, guesser.lockedUntil) <= lockMsMax) return guesser
    guessers.delete(who)
    return undefined
  }
  return {
    enter: (who, now) => {
      const { wrongs = 0, lockedUntil = 0 } = known(who, now) ?? {}
      const entered = underWay.get(who) ?? 0
      if (now < lockedUntil) return lockedUntil - now
      if (wrongs + entered >= wrongMax) return UNDER_WAY_WAIT_MS
      underWay.set(who, entered + 1)
      return 0
    },
    wrong: (who, now) => {
      leave(who)
      const guesser = known(who, now) ?? { wrongs: 0, lastAt: now, locks: 0, lockedUntil: 0 }
      guesser.wrongs++
      guesser.lastAt = now
      const locked = guesser.wrongs >= wrongMax
      if (locked) {
        guesser.lockedUntil = now + Math.min(lockMsMax, lockMsMin * 2 ** Math.min(guesser.locks, 30))
        guesser.locks++
        // After a wait, a third of the guesses leads to the next one.
        guesser.wrongs = wrongMax - Math.ceil(wrongMax / 3)
      }
      // Re-inserted: the map keeps who was heard of last at its end.
      guessers.delete(who)
      guessers.set(who, guesser)
      if (guessers.size > GUESSERS_MAX) for (const oldest of guessers.keys()) { guessers.delete(oldest); break }
      return locked
    },
    right: (who) => {
      leave(who)
      guessers.delete(who)
    },
    neither: leave,
  }
}

/** An IPv6 customer owns 64 bits of addresses: they count as one. */
export function guesserOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail = ''] = plain.split('::')
  const [front, back] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)]
  const middle = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return [...front, ...(plain.includes('::') ? middle : []), ...back].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}
