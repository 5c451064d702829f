import type { TFunction } from 'i18next'
import type { SetUp } from '../../src/contract/set-up.ts'

export type ChoiceName = 'language' | 'name' | 'centre' | 'screens' | 'size' | 'printer' | 'sound'
const SCREENS = { both: 'screensBoth', patient: 'screensPatient', desk: 'screensDesk' } as const
const LANGUAGES = { ko: '한국어', en: 'English' } as const

/** What is set, in the words of the question that set it. */
export function sayChoice(t: TFunction, choices: SetUp, name: ChoiceName): string {
  switch (name) {
    case 'language': return LANGUAGES[choices.language]
    case 'name': return choices.stationName
    case 'centre': return choices.serviceUrl ?? t('setUp.noCentre')
    case 'screens': return t(`setUp.${SCREENS[choices.screens]}`)
    case 'size': return t('setUp.diagonal', { count: choices.diagonalInch })
    case 'printer': return choices.printer ? `${choices.printer} · ${t('setUp.mm', { count: choices.paperMm })}` : t('setUp.noPrinter')
    case 'sound': return t('setUp.percent', { count: choices.volumeCapPercent })
  }
}
