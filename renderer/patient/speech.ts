import { useEffect, useMemo, useState } from 'react'
import { environment } from '../kiosk.ts'
import { MAY_BREAK } from '../i18n/phrases.ts'
import { hear, heardOnKeypad, inTheRoom, onHeard, soundAfter, tellHeard } from '../ui/hearing.ts'
import { voiceOn, volumeOf } from '../ui/voice.ts'
import type { Preferences } from './preferences.ts'

/** What stands on the screen to be read or chosen, in order; never what was typed, and no settings. */
const SPOKEN = 'h1, .lead, .note p, .status, .number, .fact, .facts dt, .facts dd, .control b, .control small, .control > span, .hint'
const SILENT = '.field, .settings, .top, .more, .hearing'
/** Somebody's own, for earphones only. Whatever is masked to the eye is, wherever it stands. */
const PERSONAL = '.facts dt, .facts dd, [data-personal]'
const MASKED = /\*/

export function spokenText(root: ParentNode, earphones = false): string {
  const parts = [...root.querySelectorAll<HTMLElement>(SPOKEN)].filter((part) => !part.closest(SILENT) && !(part.matches('.control > span') && part.querySelector('b')))
  return parts.filter((part) => earphones || !(part.matches(PERSONAL) || MASKED.test(part.textContent ?? ''))).map((part) => part.textContent?.replaceAll(MAY_BREAK, '').trim() ?? '').filter((text) => text !== '').join('. ')
}

const systemVoice = () => voiceOn({ synthesis: 'speechSynthesis' in window ? window.speechSynthesis : null, makeUtterance: (text) => new SpeechSynthesisUtterance(text) })
const spokenAs: Readonly<Record<string, string>> = { ko: 'ko-KR', en: 'en-US', vi: 'vi-VN', ja: 'ja-JP' }

/** Says the screen whenever `moment` changes, and again when somebody asks. Silent where there is no voice. */
export function useSpeech(moment: string, { sound, language, change }: Pick<Preferences, 'sound' | 'language' | 'change'>): void {
  const [hearing, setHearing] = useState(inTheRoom)
  const voice = useMemo(systemVoice, [])
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const heard = heardOnKeypad(event.key)
      if (heard) { event.preventDefault(); tellHeard(heard) }
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
  useEffect(() => onHeard((heard) => {
    setHearing((before) => hear(before, heard))
    if (soundAfter(sound, heard) !== sound) change({ sound: !sound })
  }), [sound, change])
  useEffect(() => {
    if (!sound) return
    voice.say({ text: spokenText(document.querySelector('.idle') ?? document, hearing.earphones), language: spokenAs[language] ?? language, volume: volumeOf(hearing.step, environment().volumeCap ?? 0) })
    return voice.stop
  }, [moment, sound, language, hearing, voice])
}
