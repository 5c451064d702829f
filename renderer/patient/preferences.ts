import { useEffect, useState } from 'react'
import type { Language } from '../i18n/setup-i18n.ts'
import { setLanguage } from '../i18n/setup-i18n.ts'
import { environment } from '../kiosk.ts'

export type PreferenceValues = { readonly large: boolean; readonly contrast: boolean; readonly sound: boolean; readonly low: boolean; readonly language: Language }
export type Preferences = PreferenceValues & { readonly change: (part: Partial<PreferenceValues>) => void; readonly reset: () => void }

/** As far as every screen still fits whole; what would not fit scrolls by a control, never by swipe alone. */
const LARGE = 1.2

const asInstalled = (): PreferenceValues => ({ large: false, contrast: false, sound: false, low: false, language: environment().language })

/** How this person wants the screen; back to how it was installed for the next one. */
export function usePreferences(): Preferences {
  const [values, setValues] = useState(asInstalled)
  useEffect(() => {
    const { dataset, style } = document.documentElement
    style.setProperty('--mm', `${environment().mmPx * (values.large ? LARGE : 1)}px`)
    dataset.theme = values.contrast ? 'hc-dark' : 'light'
    dataset.large = String(values.large)
    dataset.low = String(values.low)
    setLanguage(values.language)
  }, [values])
  return { ...values, change: (part) => setValues((before) => ({ ...before, ...part })), reset: () => setValues(asInstalled()) }
}

/** Says the question, never what was typed. Silent where there is no voice. */
export function useSpeech(text: string | undefined, { sound, language }: PreferenceValues): void {
  useEffect(() => {
    if (!sound || !text || !('speechSynthesis' in window)) return
    const saying = new SpeechSynthesisUtterance(text)
    saying.lang = language === 'ko' ? 'ko-KR' : 'en-US'
    window.speechSynthesis.cancel()
    window.speechSynthesis.speak(saying)
    return () => window.speechSynthesis.cancel()
  }, [text, sound, language])
}
