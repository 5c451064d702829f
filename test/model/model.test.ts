import { describe, expect, it } from 'vitest'
import { wrongs } from './centre.ts'
import { runModel } from './run-model.ts'

/** A wrong protocol must show itself within so many schedules. */
const WITHIN = 400
const RIGHT_SCHEDULES = 600

describe('the pure model', () => {
  it(`finds nothing in ${RIGHT_SCHEDULES} schedules of the right protocol`, () => {
    for (let seed = 1; seed <= RIGHT_SCHEDULES; seed++) expect({ seed, violations: runModel(seed).violations }).toEqual({ seed, violations: [] })
  })
  it.each(wrongs)(`sees within ${WITHIN} schedules when the protocol is wrong: %s`, (wrong) => {
    let seed = 1
    while (seed <= WITHIN && runModel(seed, { wrong }).violations.length === 0) seed++
    expect(seed).toBeLessThanOrEqual(WITHIN)
  })
})
