/** A key answers the ear as well as the eye: one short soft tick, made here, no louder than the clinic allows. */
import { environment } from '../kiosk.ts'

const TICK_HZ = 1_100
const TICK_S = 0.018
/** Beside speech at the same cap. */
const SOFTER = 0.25

type Ticker = { readonly tick: (volume: number) => void }

/** One context for the life of the page; where there is no sound, keys are silent. */
export function tickerOn(makeContext: () => AudioContext): Ticker {
  let context: AudioContext | null = null
  const tick = (volume: number): void => {
    context ??= makeContext()
    const at = context.currentTime
    const tone = new OscillatorNode(context, { type: 'triangle', frequency: TICK_HZ })
    const gain = new GainNode(context, { gain: volume })
    gain.gain.exponentialRampToValueAtTime(0.0001, at + TICK_S)
    tone.connect(gain).connect(context.destination)
    tone.start(at)
    tone.stop(at + TICK_S)
  }
  return { tick }
}

const ticker = tickerOn(() => new AudioContext({ latencyHint: 'interactive' }))

export function keySound(): void {
  const volume = (environment().volumeCap ?? 0) * SOFTER
  // Zero is silence, and an exponential fall never begins there.
  if (volume > 0 && 'AudioContext' in window) ticker.tick(volume)
}
