import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { operatorEn } from '../i18n/operator-en.ts'
import { operatorKo } from '../i18n/operator-ko.ts'

export type Language = 'ko' | 'en'

export function setUpWords(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language, fallbackLng: 'ko', interpolation: { escapeValue: false }, returnNull: false, resources: { ko: { translation: operatorKo }, en: { translation: operatorEn } },
  })
  tell(language)
}

export function changeWords(language: Language): void {
  void i18next.changeLanguage(language)
  tell(language)
}

function tell(language: Language): void {
  document.documentElement.lang = language
  document.title = i18next.t('app.title')
}
