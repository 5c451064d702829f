import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { careEn } from './care-en.ts'
import { careKo } from './care-ko.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { receptionEn } from './reception-en.ts'
import { receptionKo } from './reception-ko.ts'

export type Language = 'ko' | 'en'
export const languages: readonly Language[] = ['ko', 'en']

export function setUpI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language, fallbackLng: 'ko', interpolation: { escapeValue: false }, returnNull: false,
    resources: { ko: { translation: { ...ko, ...receptionKo, ...careKo } }, en: { translation: { ...en, ...receptionEn, ...careEn } } },
  })
  document.documentElement.lang = language
}

export function setLanguage(language: Language): void {
  void i18next.changeLanguage(language)
  document.documentElement.lang = language
}
