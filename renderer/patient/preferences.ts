import { useCallback, useEffect, useState } from 'react'
import type { Language } from '../i18n/setup-i18n.ts'
import { setLanguage } from '../i18n/setup-i18n.ts'
import { environment } from '../kiosk.ts'
import { showTheme, systemContrast, systemIsDark, themeFor } from '../ui/theme.ts'
import type { Contrast } from '../ui/theme.ts'
import { folds, scaleOf } from './glass.ts'

export type PreferenceValues = { readonly large: boolean; readonly contrast: Contrast; readonly sound: boolean; readonly low: boolean; readonly language: Language }
export type Preferences = PreferenceValues & { readonly change: (part: Partial<PreferenceValues>) => void; readonly reset: () => void; readonly changed: boolean; readonly folded: boolean }

const asInstalled = (): PreferenceValues => ({ large: false, contrast: systemContrast(), sound: false, low: false, language: environment().language })

/** How this person wants the screen; back to how it was installed for the next one. */
/** `wished` is how a test wants to see the screen. */
export function usePreferences(wished: Partial<PreferenceValues> = {}): Preferences {
  const [values, setValues] = useState(() => ({ ...asInstalled(), ...wished }))
  useEffect(() => {
    const { dataset, style } = document.documentElement
    const { mmPx } = environment()
    style.setProperty('--mm', `${mmPx}px`)
    style.setProperty('--scale', String(values.large ? scaleOf(window.innerWidth / mmPx, window.innerHeight / mmPx) : 1))
    showTheme(themeFor(values.contrast, systemIsDark()))
    dataset.large = String(folds(values.large, window.innerWidth / mmPx, window.innerHeight / mmPx))
    dataset.low = String(values.low)
    setLanguage(values.language)
  }, [values])
  const changed = JSON.stringify(values) !== JSON.stringify(asInstalled())
  const reset = useCallback(() => setValues(asInstalled()), [])
  const { mmPx } = environment()
  return { ...values, changed, folded: folds(values.large, window.innerWidth / mmPx, window.innerHeight / mmPx), reset, change: (part) => setValues((before) => ({ ...before, ...part })) }
}
