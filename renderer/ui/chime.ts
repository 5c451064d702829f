/** Two soft tones, the second lower: a call, no alarm. */
const TONES = [{ hertz: 660, atS: 0 }, { hertz: 523, atS: 0.35 }] as const
const RINGS_S = 0.6
const SOFT_S = 0.02

/** `volume` of 1, as far as the clinic allows. */
export function playChime(volume: number): void {
  if (volume <= 0) return
  const context = new AudioContext()
  for (const { hertz, atS } of TONES) {
    const gain = context.createGain()
    const tone = context.createOscillator()
    const from = context.currentTime + atS
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(volume, from + SOFT_S)
    gain.gain.exponentialRampToValueAtTime(0.001, from + RINGS_S)
    tone.frequency.value = hertz
    tone.connect(gain).connect(context.destination)
    tone.start(from)
    tone.stop(from + RINGS_S)
  }
  setTimeout(() => { void context.close() }, (RINGS_S + 1) * 1_000)
}
