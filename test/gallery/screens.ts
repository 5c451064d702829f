/** `npm run screens`: every screen x language x theme x size x orientation, twice the text and the low position beside them, in one contact sheet. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { languages } from '../../src/domain/language.ts'
import type { Theme } from '../../renderer/ui/theme.ts'
import { overviewOf, sceneSheetOf, sheetOf } from './contact-sheet.ts'
import type { WallShot } from './contact-sheet.ts'
import type { Look } from './gallery.tsx'
import { glassSizes } from './glass-sizes.ts'
import type { GlassSize } from './glass-sizes.ts'
import { scenes } from './scenes.ts'
import { openStage } from './stage.ts'
import type { Stage } from './stage.ts'
import { hangWall } from './wall.ts'
import { variants } from './wall-plan.ts'
import type { Cell } from './wall-plan.ts'

/** `--scale=1` with one language, theme, variant and glass draws a screen as large as it is. `--language=pseudo` is drawn when asked for. */
const { values: options } = parseArgs({
  options: { out: { type: 'string', default: 'out/screens' }, language: { type: 'string' }, theme: { type: 'string' }, glass: { type: 'string' }, scene: { type: 'string' }, variant: { type: 'string' }, scale: { type: 'string', default: '.2' }, json: { type: 'boolean' } },
})
const wanted = <T extends string>(all: readonly T[], only: string | undefined): readonly T[] => all.filter((name) => only === undefined || only.split(',').some((part) => name === part || (part.endsWith('*') && name.startsWith(part.slice(0, -1)))))

const THEMES: readonly Theme[] = ['light', 'dark', 'hc-dark', 'hc-light']
const SPOKEN: readonly Look['language'][] = options.language?.includes('pseudo') ? [...languages, 'pseudo'] : languages
/** Twice the text and the low position change no colour: one theme shows them. */
const cells: readonly Cell[] = wanted(variants, options.variant).flatMap((variant) => {
  const themes = wanted(THEMES, options.theme)
  return (variant === 'normal' ? themes : themes.slice(0, 1)).flatMap((theme) => wanted(SPOKEN, options.language).map((language) => ({ language, theme, variant })))
})
const names = wanted(scenes.map(({ name }) => name), options.scene)
const { out } = options
const began = performance.now()
const seconds = (): number => Math.round((performance.now() - began) / 1_000)
const say = (line: string): void => { process.stderr.write(`${line}\n`) }

async function keep(stage: Stage, { width, height }: { readonly width: number; readonly height: number }, file: string): Promise<void> {
  const { data } = await stage.cdp.send('Page.captureScreenshot', { ...(file.endsWith('.webp') ? { format: 'webp' as const, quality: 82 } : { format: 'png' as const }), clip: { x: 0, y: 0, width, height, scale: 1 } })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, Buffer.from(data, 'base64'))
}

async function shootGlass(stage: Stage, glass: GlassSize, shots: WallShot[]): Promise<void> {
  const { plan, show } = await hangWall(stage, cells, glass, Number(options.scale))
  for (const scene of names) {
    const shown = await show(scene)
    if (!shown.some(Boolean)) continue
    const file = join(glass.name, `${scene}.webp`)
    await keep(stage, plan, join(out, file))
    shots.push({ file, scene, glass: glass.name, cells, shown, plan })
  }
  say(`  ${glass.name} (${seconds()} s)`)
}

/** The sheets are pages themselves; each is looked at once more and kept as one picture. */
async function writeSheets(stages: readonly Stage[], shots: readonly WallShot[]): Promise<void> {
  const write = (name: string, html: string): void => { writeFileSync(join(out, name), html) }
  write('index.html', sheetOf(shots))
  const drawn = [{ page: 'overview.html', picture: 'contact-sheet.png', html: overviewOf(shots) }, ...names.map((scene) => ({ page: `${scene}.page.html`, picture: join('pages', `${scene}.png`), html: sceneSheetOf(scene, shots) }))]
  await Promise.all(stages.map(async (stage) => {
    for (let next = drawn.shift(); next; next = drawn.shift()) {
      write(next.page, next.html)
      await stage.page.goto(`file://${resolve(out, next.page)}`)
      const size = await stage.page.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }))
      await stage.cdp.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false })
      await keep(stage, size, join(out, next.picture))
      if (next.page.endsWith('.page.html')) rmSync(join(out, next.page))
    }
  }))
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const glasses = glassSizes.filter(({ name }) => wanted([name], options.glass).length > 0)
const waiting = [...glasses]
const taken: WallShot[] = []
/** Two stages side by side, each takes the next glass. */
const stages = waiting.length > 1 ? [await openStage(), await openStage()] : [await openStage()]
await Promise.all(stages.map(async (stage) => { for (let glass = waiting.shift(); glass; glass = waiting.shift()) await shootGlass(stage, glass, taken) }))
const order = glasses.map(({ name }) => name)
const shots = taken.toSorted((a, b) => names.indexOf(a.scene) - names.indexOf(b.scene) || order.indexOf(a.glass) - order.indexOf(b.glass))
await writeSheets(stages, shots)
for (const stage of stages) await stage.close()
const pictures = shots.reduce((sum, { shown }) => sum + shown.filter(Boolean).length, 0)
process.stdout.write(`${JSON.stringify({ screens: new Set(shots.map(({ scene }) => scene)).size, pictures, sheet: join(out, 'index.html'), picture: join(out, 'contact-sheet.png'), seconds: seconds() })}\n`)
