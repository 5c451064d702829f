/** What a person does to hear: on the screen, or on a tactile keypad with a socket for earphones. */

export type Heard = 'earphones-in' | 'earphones-out' | 'again' | 'louder' | 'softer'
/** Keypads tell by function keys that earphones went in or out; volume and replay have keys of their own. */
const keypad: Readonly<Record<string, Heard>> = { F15: 'earphones-in', F16: 'earphones-out', F13: 'again', F9: 'again', AudioVolumeUp: 'louder', AudioVolumeDown: 'softer' }
export const heardOnKeypad = (key: string): Heard | null => keypad[key] ?? null

export const VOLUMES = [0.4, 0.7, 1] as const
/** `again` counts each wish to hear the screen once more. */
export type Hearing = { readonly earphones: boolean; readonly step: number; readonly again: number }
/** Until a keypad says otherwise, everybody in the room hears. */
export const inTheRoom: Hearing = { earphones: false, step: 1, again: 0 }

export function hear(before: Hearing, heard: Heard): Hearing {
  switch (heard) {
    case 'earphones-in': return { ...before, earphones: true, again: before.again + 1 }
    case 'earphones-out': return { ...before, earphones: false }
    case 'again': return { ...before, again: before.again + 1 }
    case 'louder': return { ...before, step: Math.min(VOLUMES.length - 1, before.step + 1), again: before.again + 1 }
    case 'softer': return { ...before, step: Math.max(0, before.step - 1), again: before.again + 1 }
  }
}

/** Earphones turn the sound on for the one who wears them; taken out, the room hears nothing. */
export const soundAfter = (sound: boolean, heard: Heard): boolean => (heard === 'earphones-in' || heard === 'again' ? true : heard === 'earphones-out' ? false : sound)

const listeners = new Set<(heard: Heard) => void>()
export const tellHeard = (heard: Heard): void => { for (const listener of listeners) listener(heard) }
export function onHeard(listener: (heard: Heard) => void): () => void {
  listeners.add(listener)
  return () => { listeners.delete(listener) }
}
