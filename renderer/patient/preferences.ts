import { useCallback, useLayoutEffect, useState } from 'react'
import type { Language } from '../../src/domain/language.ts'
import { setLanguage } from '../i18n/setup-i18n.ts'
import { environment } from '../kiosk.ts'
import { showTheme, systemContrast, systemIsDark, themeFor } from '../ui/theme.ts'
import type { Contrast } from '../ui/theme.ts'
import { layoutOf } from './glass.ts'

export type PreferenceValues = { readonly large: boolean; readonly contrast: Contrast; readonly sound: boolean; readonly low: boolean; readonly language: Language }
export type Preferences = PreferenceValues & { readonly change: (part: Partial<PreferenceValues>) => void; readonly reset: () => void; readonly changed: boolean; readonly folded: boolean; readonly tight: boolean }

const asInstalled = (): PreferenceValues => ({ large: false, contrast: systemContrast(), sound: false, low: false, language: environment().language })

/** How this person wants the screen; back to how it was installed for the next one. */
/** `wished` is how a test wants to see the screen. */
export function usePreferences(wished: Partial<PreferenceValues> = {}): Preferences {
  const [values, setValues] = useState(() => ({ ...asInstalled(), ...wished }))
  const layout = layoutOf(window.innerWidth, window.innerHeight, environment().mmPx, values)
  // Before the first picture: a screen does not change its size in front of anybody.
  useLayoutEffect(() => {
    const { dataset, style } = document.documentElement
    style.setProperty('--mm', `${layout.mmPx}px`)
    style.setProperty('--scale', String(layout.scale))
    style.setProperty('--typing', String(layout.typing))
    showTheme(themeFor(values.contrast, systemIsDark()))
    dataset.large = String(layout.folded)
    dataset.twice = String(values.large)
    dataset.tight = String(layout.tight)
    dataset.small = String(layout.small)
    dataset.low = String(values.low)
    setLanguage(values.language)
  }, [values, layout.mmPx, layout.scale, layout.typing, layout.folded, layout.tight, layout.small])
  const changed = JSON.stringify(values) !== JSON.stringify(asInstalled())
  const reset = useCallback(() => setValues(asInstalled()), [])
  return { ...values, changed, folded: layout.folded, tight: layout.tight, reset, change: (part) => setValues((before) => ({ ...before, ...part })) }
}
