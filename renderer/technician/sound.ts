/** One soft tone, as loud as it may ever be. */
export function playTone(volume: number): void {
  const context = new AudioContext()
  const gain = context.createGain()
  const tone = context.createOscillator()
  gain.gain.value = volume
  tone.frequency.value = 660
  tone.connect(gain).connect(context.destination)
  tone.start()
  tone.stop(context.currentTime + 0.6)
  tone.onended = () => { void context.close() }
}
