/** A reader of codes: it types like a keyboard, only faster than any hand. */
import type { Page } from '@playwright/test'

const KEY_EVERY_S = .002
/** 두벌식: what the input method writes for the letter on the same key. */
const HANGUL: Record<string, string> = Object.fromEntries([...'qwertyuiopasdfghjklzxcvbnm'].map((letter, i) => [letter, [...'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ'][i] ?? '']))

/** As a reader types: every key some milliseconds after the one before, however busy the machine is. */
export async function scan(page: Page, text: string, hangul: boolean): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  const began = Date.now() / 1_000
  let keysSent = 0
  const at = () => began + ++keysSent * KEY_EVERY_S
  const sent = [...text].flatMap((char) => {
    const lower = char.toLowerCase()
    const shift = /[A-Z_]/.test(char)
    const code = /[a-z]/.test(lower) ? `Key${lower.toUpperCase()}` : /\d/.test(char) ? `Digit${char}` : char === '.' ? 'Period' : 'Minus'
    const key = hangul && HANGUL[lower] ? HANGUL[lower] : char
    return (['keyDown', 'keyUp'] as const).map((type) => cdp.send('Input.dispatchKeyEvent', { type, key, code, timestamp: at(), modifiers: shift ? 8 : 0, ...(type === 'keyDown' ? { text: key } : {}) }))
  })
  sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Enter', code: 'Enter', timestamp: at(), windowsVirtualKeyCode: 13, text: '\r' }), cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }))
  await Promise.all(sent)
  await cdp.detach().catch(() => {})
}

const TRIES_MAX = 8
export const AGAIN_MS = 700
/** A real reader is quicker than a busy machine's test hands: what was cut short is read again, as at a counter. */
export async function scanUntil(page: Page, text: string, seen: () => Promise<boolean>, hangul = false): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX && !(await seen()); tries++) {
    await page.evaluate(() => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur() })
    await scan(page, text, hangul)
    await page.waitForTimeout(AGAIN_MS)
  }
}
