/** `npm run a11y -- --json`: every screen measured on every glass, upright and wide, at 100 % and 200 %, in four themes, low and not, and read by axe. */
import { parseArgs } from 'node:util'
import { languages } from '../../renderer/i18n/setup-i18n.ts'
import type { Theme } from '../../renderer/ui/theme.ts'
import type { Look } from './gallery.tsx'
import { glassSizes } from './glass-sizes.ts'
import { openStage } from './stage.ts'
import { axeRound, measureRound, newSurvey, reportOf } from './survey.ts'

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, glass: { type: 'string' }, language: { type: 'string' }, theme: { type: 'string' }, screen: { type: 'string' }, size: { type: 'string' }, 'no-axe': { type: 'boolean' } } })
const has = (value: string, only: string | undefined): boolean => only === undefined || only.split(',').includes(value)
const only = options.screen?.split(',')
const say = (line: string): void => { process.stderr.write(`${line}\n`) }

const spoken: readonly Look['language'][] = [...languages, 'pseudo']
const OTHER_THEMES: readonly Theme[] = ['dark', 'hc-dark', 'hc-light']
const began = performance.now()
const survey = newSurvey()
const stage = await openStage()
const more = only ? { only } : {}
const round = async (part: Parameters<typeof measureRound>[2]): Promise<void> => {
  if (has(part.glass.name, options.glass) && has(part.language, options.language) && has(part.theme, options.theme) && has(part.large ? '200' : part.low ? 'low' : '100', options.size)) await measureRound(stage, survey, part)
}

for (const glass of glassSizes) {
  await stage.glass(glass)
  for (const language of spoken) for (const large of [false, true]) await round({ glass, language, theme: 'light', large, low: false, ...more })
  for (const language of ['ko', 'en'] as const) await round({ glass, language, theme: 'light', large: false, low: true, ...more })
  // Borders are wider in high contrast: what fits in light need not fit there.
  for (const theme of OTHER_THEMES) await round({ glass, language: 'ko', theme, large: false, low: false, ...more })
  say(`  ${glass.name}: ${survey.checks} checks, ${survey.violations.length} violations (${Math.round((performance.now() - began) / 1_000)} s)`)
}
const usual = glassSizes.find(({ name }) => name === '21.5-portrait')
if (usual && !options['no-axe']) {
  await stage.glass(usual)
  for (const theme of ['light', ...OTHER_THEMES] as const) await axeRound(stage, survey, { glass: usual, language: 'ko', theme, large: false, low: false, ...more })
  await axeRound(stage, survey, { glass: usual, language: 'en', theme: 'light', large: true, low: true, ...more })
}
await stage.close()
const report = reportOf(survey)
if (!options.json) for (const { screen, rule, where, value, at } of report.violations) say(`  ${screen}: ${rule} ${value}: ${where} (${at})`)
if (Number.isFinite(survey.small.textMm)) say(`  on glass of 28 cm and less: text ${survey.small.textMm.toFixed(2)} mm, controls ${survey.small.controlMm.toFixed(2)} mm, gaps ${survey.small.gapMm.toFixed(2)} mm`)
process.stdout.write(`${JSON.stringify(report)}\n`)
process.exit(report.violations.length > 0 || report.checks === 0 ? 1 : 0)
