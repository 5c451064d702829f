/** What a patient may choose to read, hear and be given on paper, in the order it is offered: BCP 47. Every door and every screen takes its list from here. */
export const languages = ['ko', 'en', 'zh-CN', 'vi', 'ja'] as const
export type Language = (typeof languages)[number]
