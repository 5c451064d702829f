/** A part of `npm run a11y` that every change goes through: all screens on the usual glass, in Korean and English, in four themes. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { glassSizes } from '../gallery/glass-sizes.ts'
import { openStage } from '../gallery/stage.ts'
import type { Stage } from '../gallery/stage.ts'
import { measureRound, newSurvey, reportOf } from '../gallery/survey.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const glass = glassSizes.find(({ name }) => name === '21.5-portrait')

let stage: Stage
beforeAll(async () => { stage = await openStage() })
afterAll(() => stage?.close())

it.each([['ko', 'light'], ['en', 'light'], ['ko', 'hc-dark']] as const)('every screen in %s, %s: text, controls, gaps, contrast, nothing cut, all reached by arrows', async (language, theme) => {
  if (!glass) throw new Error('the usual glass is gone')
  await stage.glass(glass)
  const survey = newSurvey()
  await measureRound(stage, survey, { glass, language, themes: [theme], large: false, low: false })
  const report = reportOf(survey)
  expect(report.violations).toEqual([])
  expect(report.screens).toBeGreaterThan(40)
  expect(report.minContrast).toBeGreaterThanOrEqual(7)
})
