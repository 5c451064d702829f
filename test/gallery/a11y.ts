/**
 * `npm run a11y -- --json`: every screen measured on every glass, upright and wide, at 100 % and 200 %, in four themes, low and not, and read by axe.
 * Korean and English go everywhere; the other languages and themes take turns from glass to glass, unless `--all` is asked for.
 */
import { parseArgs } from 'node:util'
import { languages } from '../../renderer/i18n/setup-i18n.ts'
import type { Theme } from '../../renderer/ui/theme.ts'
import type { Look } from './gallery.tsx'
import { glassSizes } from './glass-sizes.ts'
import { openStage } from './stage.ts'
import { axeRound, measureRound, newSurvey, reportOf } from './survey.ts'

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, all: { type: 'boolean' }, glass: { type: 'string' }, language: { type: 'string' }, theme: { type: 'string' }, screen: { type: 'string' }, size: { type: 'string' }, 'no-axe': { type: 'boolean' } } })
const has = (value: string, only: string | undefined): boolean => only === undefined || only.split(',').includes(value)
const only = options.screen?.split(',')
const say = (line: string): void => { process.stderr.write(`${line}\n`) }

type Part = { readonly language: Look['language']; readonly theme?: Theme; readonly large?: boolean; readonly low?: boolean }
const OTHER_LANGUAGES: readonly Look['language'][] = [...languages.filter((language) => language !== 'ko' && language !== 'en'), 'pseudo']
const OTHER_THEMES: readonly Theme[] = ['dark', 'hc-dark', 'hc-light']
const turn = <T>(all: readonly T[], i: number): readonly T[] => (options.all ? all : all.filter((_, at) => at === i % all.length))

/** Borders are wider in high contrast: what fits in light need not fit there. */
const partsOf = (i: number): readonly Part[] => [
  { language: 'ko' }, { language: 'ko', large: true }, { language: 'ko', low: true }, { language: 'en' }, { language: 'en', large: true },
  ...(options.all || i % 3 === 0 ? [{ language: 'en', low: true } as const] : []),
  ...turn(OTHER_LANGUAGES, i).map((language) => ({ language })), ...turn(OTHER_LANGUAGES, i + 1).map((language) => ({ language, large: true })), ...turn(OTHER_THEMES, i).map((theme) => ({ language: 'ko' as const, theme })),
]
const began = performance.now()
const survey = newSurvey()
const stage = await openStage()
const more = only ? { only } : {}
const isAsked = ({ language, theme = 'light', large = false, low = false }: Part): boolean => has(language, options.language) && has(theme, options.theme) && has(large ? '200' : low ? 'low' : '100', options.size)

let told = 0
/** As they are found: a whole run takes minutes. */
function tell(): void {
  for (const { screen, rule, where, value, at } of survey.violations.slice(told)) say(`  ${screen}: ${rule} ${value}: ${where} (${at})`)
  told = survey.violations.length
}

for (const [i, glass] of glassSizes.entries()) {
  if (!has(glass.name, options.glass)) continue
  await stage.glass(glass)
  for (const part of partsOf(i).filter(isAsked)) await measureRound(stage, survey, { glass, theme: 'light', large: false, low: false, ...part, ...more })
  say(`  ${glass.name}: ${survey.checks} checks, ${survey.violations.length} violations (${Math.round((performance.now() - began) / 1_000)} s)`)
  tell()
}
const usual = glassSizes.find(({ name }) => name === '21.5-portrait')
if (usual && !options['no-axe']) {
  await stage.glass(usual)
  for (const theme of ['light', ...OTHER_THEMES] as const) await axeRound(stage, survey, { glass: usual, language: 'ko', theme, large: false, low: false, ...more })
  await axeRound(stage, survey, { glass: usual, language: 'en', theme: 'light', large: true, low: true, ...more })
}
await stage.close()
const report = reportOf(survey)
tell()
if (Number.isFinite(survey.small.textMm)) say(`  on glass of 28 cm and less: text ${survey.small.textMm.toFixed(2)} mm, controls ${survey.small.controlMm.toFixed(2)} mm, gaps ${survey.small.gapMm.toFixed(2)} mm`)
process.stdout.write(`${JSON.stringify(report)}\n`)
process.exit(report.violations.length > 0 || report.checks === 0 ? 1 : 0)
