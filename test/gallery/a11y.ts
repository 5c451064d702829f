/**
 * `npm run a11y -- --json`: every screen on every glass, upright and wide, at 100 %, at 200 % and low, in four themes (Korean), and read by axe.
 * English goes everywhere in light; the others and the pseudo language on the smallest and the largest glass, elsewhere in turns, unless `--all` is asked for.
 */
import { parseArgs } from 'node:util'
import { languages } from '../../src/domain/language.ts'
import type { Theme } from '../../renderer/ui/theme.ts'
import type { Look } from './gallery.tsx'
import { glassSizes, SMALL_INCH_MAX } from './glass-sizes.ts'
import type { GlassSize } from './glass-sizes.ts'
import { openStage } from './stage.ts'
import type { Stage } from './stage.ts'
import { axeRound, measureRound, newSurvey, reportOf } from './survey.ts'

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, all: { type: 'boolean' }, glass: { type: 'string' }, language: { type: 'string' }, theme: { type: 'string' }, screen: { type: 'string' }, size: { type: 'string' }, 'no-axe': { type: 'boolean' } } })
const has = (value: string, only: string | undefined): boolean => only === undefined || only.split(',').includes(value)
const only = options.screen?.split(',')
const say = (line: string): void => { process.stderr.write(`${line}\n`) }

type Part = { readonly language: Look['language']; readonly themes: readonly Theme[]; readonly large?: boolean; readonly low?: boolean }
const THEMES: readonly Theme[] = ['light', 'dark', 'hc-dark', 'hc-light']
const OTHER_LANGUAGES: readonly Look['language'][] = [...languages.filter((language) => language !== 'ko' && language !== 'en'), 'pseudo']
const STAGES = 2

/** Borders are wider in high contrast: what fits in light need not fit there. Words differ most where the glass is smallest; the largest shows the same picture larger. */
function partsOf({ inch }: GlassSize, i: number): readonly Part[] {
  const ends = glassSizes.map((glass) => glass.inch).filter((each) => each > SMALL_INCH_MAX)
  const all = options.all || inch === Math.min(...ends) || inch === Math.max(...ends)
  const turns = OTHER_LANGUAGES.filter((_, at) => all || at === i % OTHER_LANGUAGES.length)
  const wishes: readonly Partial<Part>[] = [{}, { large: true }, { low: true }]
  return [
    ...wishes.map((wish) => ({ language: 'ko' as const, themes: THEMES, ...wish })), ...wishes.map((wish) => ({ language: 'en' as const, themes: ['light'] as const, ...wish })),
    ...turns.flatMap((language) => [{ language, themes: ['light'] as const }, { language, themes: ['light'] as const, large: true }]),
  ]
}
const began = performance.now()
const survey = newSurvey()
const more = only ? { only } : {}
const isAsked = ({ language, large = false, low = false }: Part): boolean => has(language, options.language) && has(large ? '200' : low ? 'low' : '100', options.size)
const asked = glassSizes.filter(({ name }) => has(name, options.glass))
const seconds = (): number => Math.round((performance.now() - began) / 1_000)

let told = 0
/** As they are found: a whole run takes minutes. */
function tell(): void {
  for (const { screen, rule, where, value, at } of survey.violations.slice(told)) say(`  ${screen}: ${rule} ${value}: ${where} (${at})`)
  told = survey.violations.length
}

async function measureGlass(stage: Stage, glass: GlassSize): Promise<void> {
  await stage.glass(glass)
  for (const { themes, language, large = false, low = false } of partsOf(glass, glassSizes.indexOf(glass)).filter(isAsked)) {
    await measureRound(stage, survey, { glass, language, large, low, themes: themes.filter((theme) => has(theme, options.theme)), ...more })
  }
  say(`  ${glass.name}: ${survey.checks} checks, ${survey.violations.length} violations so far (${seconds()} s)`)
  tell()
}

async function readByAxe(stage: Stage): Promise<void> {
  const usual = glassSizes.find(({ name }) => name === '21.5-portrait')
  if (!usual || options['no-axe']) return
  await stage.glass(usual)
  for (const theme of THEMES) await axeRound(stage, survey, { glass: usual, language: 'ko', themes: [theme], large: false, low: false, ...more })
  await axeRound(stage, survey, { glass: usual, language: 'en', themes: ['light'], large: true, low: true, ...more })
  say(`  axe: ${survey.checks} checks (${seconds()} s)`)
}

/** One stage reads with axe first; then each takes the next glass. */
const waiting = [...asked]
const stages: Stage[] = []
for (let i = 0; i < STAGES; i++) stages.push(await openStage())
await Promise.all(stages.map(async (stage, i) => {
  if (i === 0) await readByAxe(stage)
  for (let glass = waiting.shift(); glass; glass = waiting.shift()) await measureGlass(stage, glass)
  await stage.close()
}))
const report = reportOf(survey)
tell()
if (Number.isFinite(survey.small.textMm)) say(`  on glass of 28 cm and less: text ${survey.small.textMm.toFixed(2)} mm, controls ${survey.small.controlMm.toFixed(2)} mm, gaps ${survey.small.gapMm.toFixed(2)} mm`)
process.stdout.write(`${JSON.stringify(report)}\n`)
process.exit(report.violations.length > 0 || report.checks === 0 ? 1 : 0)
