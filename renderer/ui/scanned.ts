/** Where a reader of QR codes tells what it read, and who wants to hear. Nothing is kept: what nobody waits for is gone. */
type Listener = (text: string) => void
const listeners = new Set<Listener>()

export const tellScanned = (text: string): void => { for (const listener of listeners) listener(text) }

export function onScanned(listener: Listener): () => void {
  listeners.add(listener)
  return () => { listeners.delete(listener) }
}
