/** A text of the catalogue in the chosen language, else in English, else in Korean, which is always there. */
export const textIn = (texts: Record<string, string>, language: string): string => texts[language] ?? (language === 'ko' ? undefined : texts.en) ?? texts.ko ?? Object.values(texts)[0] ?? ''
