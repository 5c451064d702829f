export type Theme = 'light' | 'dark' | 'hc-dark' | 'hc-light'
export type Contrast = 'none' | 'dark' | 'light'

const asks = (query: string): boolean => matchMedia(query).matches

/** Light or dark as the system was set; more contrast when a person, or the system, asks for it. */
export function themeFor(contrast: Contrast, dark: boolean): Theme {
  if (contrast !== 'none') return contrast === 'dark' ? 'hc-dark' : 'hc-light'
  return dark ? 'dark' : 'light'
}
export const nextContrast = (contrast: Contrast): Contrast => (contrast === 'none' ? 'dark' : contrast === 'dark' ? 'light' : 'none')

export const systemIsDark = (): boolean => asks('(prefers-color-scheme: dark)')
export const systemContrast = (): Contrast => (asks('(prefers-contrast: more)') ? (systemIsDark() ? 'dark' : 'light') : 'none')
export const showTheme = (theme: Theme): void => { document.documentElement.dataset.theme = theme }
