/** What is said, by whose voice and how loud, on a synthesis that only listens. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hear, heardOnKeypad, inTheRoom, soundAfter, VOLUMES } from '../../renderer/ui/hearing.ts'
import type { Heard } from '../../renderer/ui/hearing.ts'
import { tickerOn } from '../../renderer/ui/key-sound.ts'
import { breathsOf, voiceOn, volumeOf } from '../../renderer/ui/voice.ts'

type Said = { text: string; lang: string; volume: number; voice: { name: string } }
const voiceOf = (name: string, lang: string, localService = true) => ({ name, lang, localService, default: false, voiceURI: name })
function listening(voices = [voiceOf('far', 'ko-KR', false), voiceOf('english', 'en_GB'), voiceOf('korean', 'ko-KR')]) {
  const said: Said[] = []
  let stops = 0
  const synthesis = { speak: (utterance: SpeechSynthesisUtterance) => { said.push(utterance as unknown as Said) }, cancel: () => { stops++ }, getVoices: () => voices }
  const voice = voiceOn({ synthesis, makeUtterance: (text) => ({ text }) as SpeechSynthesisUtterance })
  return { voice, said, stops: () => stops }
}

describe('the voice', () => {
  it('is one of this machine and of the language, and cuts off what was being said', () => {
    const { voice, said, stops } = listening()
    expect(voice.say({ text: '이름을 적어 주세요', language: 'ko-KR', volume: 0.5 })).toBe(true)
    expect(voice.say({ text: 'Your name', language: 'en-US', volume: 0.5 })).toBe(true)
    expect(said.map((one) => [one.text, one.voice.name, one.volume])).toEqual([['이름을 적어 주세요', 'korean', 0.5], ['Your name', 'english', 0.5]])
    expect(stops()).toBe(2)
  })
  it('says nothing rather than send words away, and tells that it does not', () => {
    const { voice, said } = listening([voiceOf('far', 'ko-KR', false)])
    expect(voice.say({ text: '이름', language: 'ko-KR', volume: 1 })).toBe(false)
    expect(voiceOn({ synthesis: null, makeUtterance: () => ({}) as SpeechSynthesisUtterance }).say({ text: 'a', language: 'en', volume: 1 })).toBe(false)
    expect(said).toEqual([])
  })
  it('breathes between sentences and leaves out no word', () => {
    const words = fc.array(fc.stringMatching(/^[가-힣a-z]{1,12}[.?]?$/), { minLength: 1, maxLength: 90 })
    fc.assert(fc.property(words, (list) => {
      const breaths = breathsOf(list.join(' '))
      expect(breaths.join(' ')).toBe(list.join(' '))
      for (const breath of breaths) expect(breath.length).toBeLessThanOrEqual(180)
    }), { numRuns: 200 })
  })
  it('is never louder than the clinic allows, at no step', () => {
    fc.assert(fc.property(fc.integer({ min: -3, max: 9 }), fc.double({ min: -1, max: 2, noNaN: true }), (step, cap) => {
      const volume = volumeOf(step, cap)
      expect(volume).toBeGreaterThanOrEqual(0)
      expect(volume).toBeLessThanOrEqual(Math.min(1, Math.max(0, cap)))
    }))
  })
})

describe('hearing', () => {
  it('goes to earphones when they go in, and the room hears nothing when they are taken out', () => {
    expect(heardOnKeypad('F15')).toBe('earphones-in')
    expect(hear(inTheRoom, 'earphones-in').earphones).toBe(true)
    expect([soundAfter(false, 'earphones-in'), soundAfter(true, 'earphones-out'), soundAfter(false, 'louder')]).toEqual([true, false, false])
    expect(hear(hear(inTheRoom, 'earphones-in'), 'earphones-out').earphones).toBe(false)
    expect(heardOnKeypad('a')).toBeNull()
  })
  it('stays within its steps whatever is pressed, and every wish is heard once more', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom<Heard>('again', 'louder', 'softer', 'earphones-in', 'earphones-out')), (all) => {
      const after = all.reduce(hear, inTheRoom)
      expect(VOLUMES[after.step]).toBeDefined()
      expect(after.again).toBe(all.filter((heard) => heard !== 'earphones-out').length)
    }))
  })
})

describe('the tick of a key', () => {
  it('makes no sound system before the first key, and one only', () => {
    let made = 0
    const ticker = tickerOn(() => { made++; throw new Error('no sound here') })
    expect(made).toBe(0)
    expect(() => ticker.tick(0.1)).toThrow('no sound here')
    expect(made).toBe(1)
  })
})
