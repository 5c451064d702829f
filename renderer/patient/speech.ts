import { useEffect } from 'react'
import type { PreferenceValues } from './preferences.ts'

/** What stands on the screen to be read or chosen, in order; never what was typed, and no settings. */
const SPOKEN = 'h1, .lead, .note p, .status, .number, .fact, .control b, .control small, .control > span, .hint'
const SILENT = '.field, .settings, .top, .more'

export function spokenText(root: ParentNode): string {
  const parts = [...root.querySelectorAll<HTMLElement>(SPOKEN)].filter((part) => !part.closest(SILENT) && !(part.matches('.control > span') && part.querySelector('b')))
  return parts.map((part) => part.textContent?.trim() ?? '').filter((text) => text !== '').join('. ')
}

/** Says the screen whenever `moment` changes, and again when the sound is switched on anew. Silent where there is no voice. */
export function useSpeech(moment: string, { sound, language }: PreferenceValues): void {
  useEffect(() => {
    if (!sound || !('speechSynthesis' in window)) return
    const saying = new SpeechSynthesisUtterance(spokenText(document.querySelector('.idle') ?? document))
    saying.lang = language === 'ko' ? 'ko-KR' : 'en-US'
    window.speechSynthesis.cancel()
    window.speechSynthesis.speak(saying)
    return () => window.speechSynthesis.cancel()
  }, [moment, sound, language])
}
