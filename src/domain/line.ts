/** The order of the line, by the order of coming and of the desk's moves. No clock takes part: one that is put back reorders nobody. */
export type LineKey = { /** Came behind this booking of the file. */ readonly line: number; /** Among those who did: the act that put them there; 0 for the booking itself. */ readonly lineAct: number }
export type InLine = LineKey & { readonly bookingId: string; readonly standby: boolean; /** Stands where a person put them, standby or not. */ readonly placed: boolean }

const inKeyOrder = (a: LineKey, b: LineKey): number => a.line - b.line || a.lineAct - b.lineAct

/** Held places and who was placed by hand, then standby; each in the order of their keys. */
export function inDeskOrder(a: InLine, b: InLine): number {
  const behind = (one: InLine): number => (one.standby && !one.placed ? 1 : 0)
  return behind(a) - behind(b) || inKeyOrder(a, b) || (a.bookingId < b.bookingId ? -1 : 1)
}

/** The line with `moved` standing before `before` (null: at the end), as the keys it takes. Keys change hands, none is made up: whoever comes later still comes last. */
export function reordered(line: readonly InLine[], moved: InLine, before: string | null): readonly InLine[] {
  const others = [...line].filter((one) => one.bookingId !== moved.bookingId).sort(inDeskOrder)
  const found = before === null ? -1 : others.findIndex((one) => one.bookingId === before)
  const at = found < 0 ? others.length : found
  const order = [...others.slice(0, at), moved, ...others.slice(at)]
  const keys = order.map(({ line: l, lineAct }) => ({ line: l, lineAct })).sort(inKeyOrder)
  const lastHeld = order.findLastIndex((one) => !one.standby)
  return order.map((one, index) => ({ ...one, ...(keys[index] ?? one), placed: one.standby && (one.placed || index < lastHeld) }))
}
