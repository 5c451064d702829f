import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { languages } from '../../src/domain/language.ts'
import type { Language } from '../../src/domain/language.ts'
import { bindWords } from './bind-words.ts'
import { boardEn } from './board-en.ts'
import { boardKo } from './board-ko.ts'
import { careEn } from './care-en.ts'
import { careKo } from './care-ko.ts'
import { codesEn } from './codes-en.ts'
import { codesKo } from './codes-ko.ts'
import { deskActsEn } from './desk-acts-en.ts'
import { deskActsKo } from './desk-acts-ko.ts'
import { deskPapersEn } from './desk-papers-en.ts'
import { deskPapersKo } from './desk-papers-ko.ts'
import { devicesEn } from './devices-en.ts'
import { devicesJa } from './devices-ja.ts'
import { devicesKo } from './devices-ko.ts'
import { devicesVi } from './devices-vi.ts'
import { devicesZh } from './devices-zh.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { withJosa } from './josa.ts'
import { ko } from './ko.ts'
import { bindPhrases } from './phrases.ts'
import { receptionEn } from './reception-en.ts'
import { receptionKo } from './reception-ko.ts'
import { vi } from './vi.ts'
import { zhCn } from './zh-cn.ts'

/** Each language by its own name: who reads it finds it. */
export const languageNames: Record<Language, string> = { ko: '한국어', en: 'English', 'zh-CN': '中文', vi: 'Tiếng Việt', ja: '日本語' }
/** How dates and clocks are written, and which voice reads. */
export const localeOf: Record<Language, string> = { ko: 'ko-KR', en: 'en-GB', 'zh-CN': 'zh-CN', vi: 'vi-VN', ja: 'ja-JP' }

/** All words of a kiosk; no two of these may begin with the same key: the later one would hide the earlier. */
export const bundles = {
  ko: [bindWords({ ...ko, ...devicesKo }), receptionKo, careKo, boardKo, deskActsKo, deskPapersKo, codesKo],
  en: [bindWords({ ...en, ...devicesEn }), receptionEn, careEn, boardEn, deskActsEn, deskPapersEn, codesEn],
  'zh-CN': [zhCn, devicesZh], vi: [bindWords({ ...vi, ...devicesVi })], ja: [ja, devicesJa],
} as const satisfies Record<Language, readonly object[]>

export const patientTexts = { ko, en, 'zh-CN': zhCn, vi, ja } as const
const wordsOf = (language: Language): object => Object.assign({}, ...bundles[language])
const bound = new Set<string>()

/** Where lines of a language without spaces may end is found when somebody first reads it: a start waits for no dictionary. */
export function bindLines(language: string): void {
  if (!(language === 'zh-CN' || language === 'ja') || bound.has(language)) return
  bound.add(language)
  i18next.addResourceBundle(language, 'translation', bindPhrases(wordsOf(language), language), false, true)
}

export function setUpI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language, fallbackLng: { default: ['ko'], 'zh-CN': ['en', 'ko'], vi: ['en', 'ko'], ja: ['en', 'ko'] }, interpolation: { escapeValue: false }, returnNull: false,
    resources: Object.fromEntries(languages.map((language) => [language, { translation: wordsOf(language) }])),
  })
  i18next.services.formatter?.add('josa', (value: unknown, _language, { pair }: { pair?: string }) => withJosa(String(value), pair ?? '은/는'))
  bindLines(language)
  document.documentElement.lang = language
}

export function setLanguage(language: Language): void {
  bindLines(language)
  void i18next.changeLanguage(language)
  document.documentElement.lang = language
}
