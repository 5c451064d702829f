/** The patient's screens without an Electron around them: one scene after another, as one call asks for it. */
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import i18next from 'i18next'
import 'pretendard/dist/web/variable/pretendardvariable.css'
import '../../renderer/ui/tokens.css'
import '../../renderer/ui/controls.css'
import '../../renderer/ui/keyboard.css'
import '../../renderer/patient/patient.css'
import '../../renderer/patient/screens.css'
import '../../renderer/patient/landscape.css'
import '../../renderer/patient/low.css'
import '../../renderer/patient/large.css'
import '../../renderer/patient/folded.css'
import '../../renderer/patient/attract.css'
import { bindWords } from '../../renderer/i18n/bind-words.ts'
import { devicesKo } from '../../renderer/i18n/devices-ko.ts'
import { ko } from '../../renderer/i18n/ko.ts'
import { pseudo } from '../../renderer/i18n/pseudo.ts'
import { setUpI18n } from '../../renderer/i18n/setup-i18n.ts'
import type { Language } from '../../src/domain/language.ts'
import { PatientApp } from '../../renderer/patient/patient-app.tsx'
import { spokenText } from '../../renderer/patient/speech.ts'
import { showTheme } from '../../renderer/ui/theme.ts'
import type { Theme } from '../../renderer/ui/theme.ts'
import { measure } from './measure.ts'
import { calling, NOW, scenes, vaccines } from './scenes.ts'
import type { Scene } from './scenes.ts'

export type Look = { readonly scene: string; readonly language: Language | 'pseudo'; readonly theme: Theme; readonly large: boolean; readonly low: boolean; readonly mmPx: number; readonly diagonalInch: number }

/** Copies (`bindWords` makes one): what is added to i18next is written into the texts it was given first. */
const plain = bindWords({ ...ko, ...devicesKo })
const longer = pseudo(plain)

let root: Root | null = null
let aheadMs = 0
const began = performance.now()
/** Clocks that ask once a second ask at once: a thousand screens are waited for. */
const { setInterval: every } = window
window.setInterval = ((act: () => void, ms: number) => every(act, ms <= 1_000 ? 16 : ms)) as typeof window.setInterval
Date.now = () => NOW + aheadMs + performance.now() - began

const answers: (scene: Scene) => Record<string, unknown> = (scene) => ({
  nowCalling: scene.calling ?? calling, vaccinesToday: vaccines, findBookings: scene.found ?? [], callStaff: { calls: 1 },
})

function pretend(scene: Scene, { language, mmPx, diagonalInch }: Look): void {
  const environment = { mmPx, diagonalInch, language: language === 'pseudo' ? 'ko' : language, hasPrinter: scene.hasPrinter ?? false, appVersion: '0', runtime: 'official', idleS: scene.name === 'idle' ? 0 : 90 }
  const call = (name: string) => Promise.resolve(scene.storeDown && name === 'bookWalkIn' ? { ok: false, error: { code: 'STORE_UNAVAILABLE', detail: '' } } : { ok: true, value: answers(scene)[name] })
  Object.defineProperty(window, 'kiosk', { configurable: true, value: { role: 'patient', environment, call, subscribe: () => () => {}, openTechnician: () => {} } })
}

const frames = (count: number): Promise<void> => new Promise((resolve) => { if (count === 0) resolve(); else requestAnimationFrame(() => { void frames(count - 1).then(resolve) }) })
const seen = async (selector: string): Promise<Element | null> => {
  for (let tries = 0; tries < 120; tries++) {
    const element = document.querySelector(selector)
    if (element) return element
    await frames(1)
  }
  return null
}

/** False when this screen does not exist here. */
async function show(look: Look): Promise<boolean> {
  const scene = scenes.find(({ name }) => name === look.scene)
  if (!scene) throw new Error(`no scene ${look.scene}`)
  root?.unmount()
  aheadMs = 0
  pretend(scene, look)
  i18next.addResourceBundle('ko', 'translation', look.language === 'pseudo' ? longer : plain, true, true)
  document.documentElement.style.setProperty('--mm', `${look.mmPx}px`)
  root = createRoot(document.getElementById('root') as HTMLElement)
  const wished = { large: look.large, low: look.low, sound: scene.sound ?? false, language: look.language === 'pseudo' ? 'ko' as const : look.language, contrast: scene.name === 'attract' ? 'none' as const : look.theme === 'hc-dark' ? 'dark' as const : look.theme === 'hc-light' ? 'light' as const : 'none' as const }
  root.render(createElement(PatientApp, { initial: scene.state, wished }))
  await seen('main, .attract')
  await frames(1)
  // Whoever changed the screen is somebody: it does not become an invitation in front of them.
  if (scene.name === 'attract' && (look.large || look.low)) return false
  if (scene.folded && document.documentElement.dataset.large !== 'true') return false
  if (scene.name.startsWith('found')) await seen('.found, .foot')
  if (scene.name === 'vaccine') await seen('.card')
  for (const id of scene.touches ?? []) await touch(id)
  if (scene.storeDown) await seen('.busy')
  if (scene.untouchedS) {
    const over = scene.name === 'idle' ? '.idle' : '.attract'
    // Not before its clock has begun.
    await frames(2)
    for (let tries = 0; tries < 3 && !document.querySelector(over); tries++) {
      aheadMs += scene.untouchedS * 1_000
      await seen(over)
    }
  }
  if (look.language === 'pseudo') document.documentElement.lang = 'qps'
  showTheme(look.theme)
  for (const animation of document.getAnimations()) animation.finish()
  await document.fonts.ready
  // What had not fitted has its control a frame after it came.
  await frames(2)
  return true
}

/** Where settings are folded away, languages stand behind them; the welcome screen has its own way there. */
async function touch(id: string): Promise<void> {
  const press = (testId: string): void => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.click()
  if (id === 'language' && document.querySelector('[data-testid="languages"]')) press('languages')
  else press(id)
  await frames(1)
}

setUpI18n('ko')
/** The same screen in other colours. Borders are wider in some of them: whatever watches sizes acts a frame later. */
async function theme(to: Theme): Promise<void> {
  showTheme(to)
  await frames(2)
}

const gallery = { show, theme, measure, spoken: () => spokenText(document.querySelector('.idle') ?? document) }
declare global { interface Window { gallery: typeof gallery } }
window.gallery = gallery
