/** Measures scenes on a stage and gathers what is wrong with them. */
import AxeBuilder from '@axe-core/playwright'
import type { Theme } from '../../renderer/ui/theme.ts'
import { isSmall, mmPxOf } from './glass-sizes.ts'
import type { GlassSize } from './glass-sizes.ts'
import type { Look } from './gallery.tsx'
import { scenes } from './scenes.ts'
import type { Stage } from './stage.ts'

export type Violation = { readonly screen: string; readonly rule: string; readonly where: string; readonly value: number; readonly at: string }
export type Least = { textMm: number; controlMm: number; gapMm: number; contrast: number }
export type Survey = { readonly screens: Set<string>; checks: number; readonly violations: Violation[]; readonly least: Least; readonly small: Least }
export type Round = { readonly glass: GlassSize; readonly language: Look['language']; readonly themes: readonly Theme[]; readonly large: boolean; readonly low: boolean; readonly only?: readonly string[] }

/** The Korean notice: 12 mm, and 7.25 mm on glass of 28 cm and less. */
export const TEXT_MM = 12
export const SMALL_TEXT_MM = 7.25
/** In the low position nothing to press stands higher than this above the lower edge of the glass: with that edge at 910 mm all is within the law's 1,220 mm. */
const LOW_MM = 310

const none = (): Least => ({ textMm: Number.POSITIVE_INFINITY, controlMm: Number.POSITIVE_INFINITY, gapMm: Number.POSITIVE_INFINITY, contrast: Number.POSITIVE_INFINITY })
export const newSurvey = (): Survey => ({ screens: new Set(), checks: 0, violations: [], least: none(), small: none() })

const nameOf = ({ glass, language, large, low }: Round, theme: Theme): string => `${glass.name} ${language} ${theme}${large ? ' 200 %' : ''}${low ? ' low' : ''}`

/** What a person hears is on the screen, and never what they typed. */
const PERSONAL = /홍길|5678|1234|1961|0527/
function spokenFaults(scene: string, spoken: string): readonly string[] {
  if (scene === 'attract') return []
  return [...(spoken === '' ? ['not-spoken'] : []), ...(PERSONAL.test(spoken) ? ['personal-data-spoken'] : [])]
}

/** One show, and each theme in turn: colours and borders change, the screen need not be made again. */
export async function measureRound(stage: Stage, survey: Survey, round: Round): Promise<void> {
  const { language, themes, large, low } = round
  const [first] = themes
  if (!first) return
  for (const { name } of scenes) {
    if (round.only && !round.only.includes(name)) continue
    if (!(await stage.show({ scene: name, language, theme: first, large, low }))) continue
    for (const theme of themes) {
      if (theme !== first) await stage.page.evaluate((to) => window.gallery.theme(to), theme)
      await measureScene(stage, survey, round, { name, theme })
    }
  }
}

async function measureScene(stage: Stage, survey: Survey, round: Round, { name, theme }: { readonly name: string; readonly theme: Theme }): Promise<void> {
  const { glass, low } = round
  const at = nameOf(round, theme)
  const bounds = { mmPx: mmPxOf(glass), textMm: isSmall(glass) ? SMALL_TEXT_MM : TEXT_MM, low }
  const seen = await stage.page.evaluate((given) => ({ ...window.gallery.measure(given), spoken: window.gallery.spoken() }), bounds)
  survey.screens.add(name)
  survey.checks += seen.checks + 2
  for (const fault of seen.faults) survey.violations.push({ screen: name, ...fault, at })
  for (const rule of spokenFaults(name, seen.spoken)) survey.violations.push({ screen: name, rule, where: seen.spoken.slice(0, 80), value: 0, at })
  const highMm = ((1 - seen.controlsFrom) * glass.height) / bounds.mmPx
  if (low && name !== 'attract' && name !== 'idle' && highMm > LOW_MM) survey.violations.push({ screen: name, rule: 'low-position', where: '', value: Math.round(highMm), at })
  const least = isSmall(glass) ? survey.small : survey.least
  least.textMm = Math.min(least.textMm, seen.textMm)
  least.controlMm = Math.min(least.controlMm, seen.controlMm)
  least.gapMm = Math.min(least.gapMm, seen.gapMm)
  least.contrast = Math.min(least.contrast, seen.contrast)
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export async function axeRound(stage: Stage, survey: Survey, round: Round): Promise<void> {
  const { language, themes: [theme = 'light'], large, low } = round
  for (const { name } of scenes) {
    if (round.only && !round.only.includes(name)) continue
    if (!(await stage.show({ scene: name, language, theme, large, low }))) continue
    // Legacy mode: axe would open a blank page to finish, and this window opens none.
    const { violations, passes } = await new AxeBuilder({ page: stage.page }).setLegacyMode(true).withTags(RULES).analyze()
    survey.screens.add(name)
    survey.checks += passes.length + violations.length
    if (passes.length === 0) survey.violations.push({ screen: name, rule: 'axe-saw-nothing', where: '', value: 0, at: nameOf(round, theme) })
    for (const { id, nodes } of violations) for (const node of nodes) survey.violations.push({ screen: name, rule: `axe:${id}`, where: node.html.slice(0, 120), value: 0, at: nameOf(round, theme) })
  }
}

const round2 = (value: number): number => Math.round(value * 100) / 100
/** Exactly what `npm run a11y -- --json` prints. Small glass has a bound of its own and is judged by it, not mixed into these least sizes. */
export const reportOf = ({ screens, checks, violations, least }: Survey) => ({
  screens: screens.size, checks, violations, minTextMm: round2(least.textMm), minControlMm: round2(least.controlMm), minGapMm: round2(least.gapMm), minContrast: round2(least.contrast),
})
