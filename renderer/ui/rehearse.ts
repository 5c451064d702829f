/**
 * Each person meets a process that has run none of its code, and code is slow the first times it runs.
 * What somebody will wait for is run beforehand, a piece at a time, in moments when nobody waits.
 */
export type Idle = { readonly ask: (act: (deadline: { readonly timeRemaining: () => number }) => void) => number; readonly drop: (id: number) => void }

/** Less left than this is not begun: a finger that comes meanwhile would wait for it. */
const ROOM_MS = 20

const browserIdle: Idle = { ask: (act) => window.requestIdleCallback(act), drop: (id) => window.cancelIdleCallback(id) }

/** One piece in each idle moment that is long enough. The answer stops it. */
export function rehearse(pieces: readonly (() => void)[], idle: Idle = browserIdle): () => void {
  let next = 0
  let asked = 0
  const step = (): void => {
    if (next >= pieces.length) return
    asked = idle.ask((deadline) => {
      if (deadline.timeRemaining() >= ROOM_MS) pieces[next++]?.()
      step()
    })
  }
  step()
  return () => idle.drop(asked)
}
