/** A text of the catalogue in the chosen language; Korean is always there. */
export const textIn = (texts: Record<string, string>, language: string): string => texts[language] ?? texts.ko ?? Object.values(texts)[0] ?? ''
