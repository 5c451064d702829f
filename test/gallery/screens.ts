/** `npm run screens`: every screen x language x theme x size x orientation, twice the text and the low position beside them, in one contact sheet. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { languages } from '../../renderer/i18n/setup-i18n.ts'
import type { Theme } from '../../renderer/ui/theme.ts'
import { glassSizes } from './glass-sizes.ts'
import type { GlassSize } from './glass-sizes.ts'
import { overviewOf, sheetOf } from './contact-sheet.ts'
import type { Shot } from './contact-sheet.ts'
import { scenes } from './scenes.ts'
import { openStage } from './stage.ts'
import type { Stage } from './stage.ts'

const { values: options } = parseArgs({
  options: { out: { type: 'string', default: 'out/screens' }, language: { type: 'string' }, theme: { type: 'string' }, glass: { type: 'string' }, scene: { type: 'string' }, variant: { type: 'string' }, scale: { type: 'string', default: '.2' }, json: { type: 'boolean' } },
})
const wanted = <T extends string>(all: readonly T[], only: string | undefined): readonly T[] => all.filter((name) => only === undefined || only.split(',').some((part) => name === part || (part.endsWith('*') && name.startsWith(part.slice(0, -1)))))

const THEMES: readonly Theme[] = ['light', 'dark', 'hc-dark', 'hc-light']
const VARIANTS = ['normal', 'large', 'low'] as const
/** Twice the text and the low position change no colour: one theme shows them. */
const themesOf = (variant: string): readonly Theme[] => wanted(variant === 'normal' ? THEMES : ['light'], options.theme)

const out = options.out
const say = (line: string): void => { process.stderr.write(`${line}\n`) }

async function shoot(stage: Stage, { width, height }: { readonly width: number; readonly height: number }, file: string, scale: number, format: 'png' | 'webp'): Promise<void> {
  const { data } = await stage.cdp.send('Page.captureScreenshot', { format, ...(format === 'webp' ? { quality: 72 } : {}), clip: { x: 0, y: 0, width, height, scale } })
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, Buffer.from(data, 'base64'))
}

type Where = { readonly glass: GlassSize; readonly language: (typeof languages)[number]; readonly variant: (typeof VARIANTS)[number] }

async function shootScenes(stage: Stage, { glass, language, variant }: Where, shots: Shot[]): Promise<void> {
  const themes = themesOf(variant)
  const [first] = themes
  if (!first) return
  for (const scene of wanted(scenes.map(({ name }) => name), options.scene)) {
    if (!(await stage.show({ scene, language, theme: first, large: variant === 'large', low: variant === 'low' }))) continue
    for (const theme of themes) {
      if (theme !== first) await stage.page.evaluate((to) => window.gallery.theme(to), theme)
      const file = join(language, theme, `${glass.name}-${variant}`, `${scene}.webp`)
      await shoot(stage, glass, join(out, file), Number(options.scale), 'webp')
      shots.push({ file, scene, language, theme, glass: glass.name, variant, wide: glass.width > glass.height })
    }
  }
}

/** The sheets are pages themselves; each is looked at once more and kept as one picture. */
async function writeSheets(stage: Stage, shots: readonly Shot[]): Promise<readonly string[]> {
  const sheets = [{ name: 'index', html: sheetOf(shots, languages), picture: false }, { name: 'contact-sheet', html: overviewOf(shots), picture: true }]
  for (const language of wanted(languages, options.language)) sheets.push({ name: `contact-sheet-${language}`, html: sheetOf(shots.filter((shot) => shot.language === language), [language]), picture: true })
  for (const { name, html, picture } of sheets) {
    writeFileSync(join(out, `${name}.html`), html)
    if (!picture) continue
    await stage.page.goto(`file://${resolve(out, `${name}.html`)}`)
    const size = await stage.page.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }))
    await stage.cdp.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false })
    await shoot(stage, size, join(out, `${name}.png`), 1, 'png')
  }
  return sheets.map(({ name }) => `${name}.html`)
}

const began = performance.now()
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const names = wanted(glassSizes.map((glass) => glass.name), options.glass)
const waiting = [...names]
const taken: Shot[] = []
async function shootGlass(stage: Stage, name: string): Promise<void> {
  const glass = glassSizes.find((size) => size.name === name) as GlassSize
  await stage.glass(glass)
  for (const variant of wanted(VARIANTS, options.variant)) for (const language of wanted(languages, options.language)) await shootScenes(stage, { glass, language, variant }, taken)
  say(`  ${name}: ${taken.length} pictures so far (${Math.round((performance.now() - began) / 1_000)} s)`)
}
/** Two stages side by side, each takes the next glass; the first draws the sheets. */
const [first, ...others] = [await openStage(), await openStage()]
await Promise.all([first, ...others].map(async (stage) => { for (let name = waiting.shift(); name; name = waiting.shift()) await shootGlass(stage, name) }))
for (const stage of others) await stage.close()
const shots = taken.toSorted((a, b) => names.indexOf(a.glass) - names.indexOf(b.glass))
await writeSheets(first, shots)
await first.close()
process.stdout.write(`${JSON.stringify({ screens: new Set(shots.map(({ scene }) => scene)).size, pictures: shots.length, sheet: join(out, 'index.html'), picture: join(out, 'contact-sheet.png') })}\n`)
