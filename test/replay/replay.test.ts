import { expect, it } from 'vitest'
import { chanceOf } from '../simulation/chance.ts'
import { workMs } from './centre.ts'
import { crowdOf } from './crowd.ts'
import { replayDay } from './day.ts'
import { replayNaive } from './naive.ts'

const MINUTE = 60_000
const SCALE = 1_000

it('the crowd of 2021-07-19 leaves with a number each, nobody is told what is not so, and the centre hears of all; a first-come server fails both', async () => {
  const crowd = crowdOf(SCALE, chanceOf(719).next)
  const day = await replayDay({ ...crowd, scale: SCALE, random: chanceOf(1).next })
  expect(day).toMatchObject({ leftWithoutNumber: 0, toldFalse: 0, booked: crowd.clinics * crowd.placesEach })
  expect(day.samples.at(-1)).toMatchObject({ told: crowd.attempts.length, acknowledged: crowd.attempts.length })
  expect(day.samples.some(({ told, acknowledged }) => told - acknowledged > crowd.attempts.length / 20)).toBe(true)
  const naive = replayNaive(crowd, workMs(1, 1, SCALE))
  expect(naive.leftWithoutNumber).toBeGreaterThan(crowd.attempts.length / 2)
  expect(naive.toldFalse).toBeGreaterThan(0)
}, MINUTE)
