/** Speech by the system's own voices, no louder than the clinic allows. */
import { VOLUMES } from './hearing.ts'

export type Saying = { readonly text: string; readonly language: string; /** Of 1, within the clinic's cap. */ readonly volume: number }
/** What of `window.speechSynthesis` is used. */
export type Synthesis = Pick<SpeechSynthesis, 'speak' | 'cancel' | 'getVoices'>
export type Voice = { readonly say: (saying: Saying) => boolean; readonly stop: () => void }
type Making = { readonly synthesis: Synthesis | null; readonly makeUtterance: (text: string) => SpeechSynthesisUtterance }

/** Slower than a young ear would like. */
const RATE = 0.9
/** Synthesis engines stop in the middle of long texts. */
const CHARS_MAX = 180

/** The three steps a person may choose, never above the cap nor below silence. */
export const volumeOf = (step: number, cap: number): number => Math.min(1, Math.max(0, cap)) * (VOLUMES[Math.min(VOLUMES.length - 1, Math.max(0, step))] ?? 0)

/** Sentences, none longer than an engine says in one breath. */
export function breathsOf(text: string): string[] {
  const sentences = text.split(/(?<=[.!?。])\s+/).flatMap((sentence) => sentence.match(new RegExp(`.{1,${CHARS_MAX}}(?:\\s|$)|.{1,${CHARS_MAX}}`, 'gsu')) ?? [])
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}

/** A voice of the same language, on this machine: a voice from a network would send the words away. */
function voiceFor(synthesis: Synthesis, language: string): SpeechSynthesisVoice | null {
  const local = synthesis.getVoices().filter((voice) => voice.localService)
  const named = (voice: SpeechSynthesisVoice): string => voice.lang.replace('_', '-').toLowerCase()
  return local.find((voice) => named(voice) === language.toLowerCase()) ?? local.find((voice) => named(voice).split('-')[0] === language.split('-')[0]?.toLowerCase()) ?? null
}

/** `say` tells whether there is a voice for it. */
export function voiceOn({ synthesis, makeUtterance }: Making): Voice {
  const stop = (): void => synthesis?.cancel()
  const say = ({ text, language, volume }: Saying): boolean => {
    stop()
    const voice = synthesis && voiceFor(synthesis, language)
    if (!voice) return false
    for (const breath of breathsOf(text)) synthesis.speak(Object.assign(makeUtterance(breath), { voice, lang: voice.lang, rate: RATE, volume: Math.min(1, Math.max(0, volume)) }))
    return true
  }
  return { say, stop }
}
