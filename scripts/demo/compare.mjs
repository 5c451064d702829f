/** Pure: what the kiosk's file, the centre's ledger and the screens say of each other. Every number but the first five must be 0. */

const sorted = (value) => (Array.isArray(value) ? value.map(sorted) : value !== null && typeof value === 'object' ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value)

/** An entry as text, whatever the order of its fields. `answer` may come along when it is sent again; it is not part of the fact. */
const contentOf = (text) => {
  const { answer: _answer, ...fact } = JSON.parse(text)
  return JSON.stringify(sorted(fact))
}
/** The same fact under another id is a second effect of one act. */
const factOf = (text) => {
  const { type, bookingId, version } = JSON.parse(text)
  return bookingId === null || bookingId === undefined ? null : `${type} ${bookingId} ${version}`
}
const repeats = (values) => values.length - new Set(values).size

/** `outbox`, `entries`: id and JSON text. `local`, `central`: bookings. `places`: what the ledger gave. `shown`: tickets as read from the screen. */
export function compare({ outbox, entries, local, central, slots, shown }) {
  const here = new Map(local.map((row) => [row.id, row]))
  const there = new Map(central.map((row) => [row.id, row]))
  const sent = new Map(outbox.map((row) => [row.id, contentOf(row.text)]))
  const kept = new Set(entries.map((row) => row.id))
  const held = (row) => Boolean(row?.slotId)
  const inBoth = ({ bookingId, number }) => here.get(bookingId)?.ticket === number && there.get(bookingId)?.ticket === number
  const samePlace = (id) => held(here.get(id)) && here.get(id).slotId === there.get(id)?.slotId && here.get(id).n === there.get(id)?.n

  const lost = outbox.filter((row) => !kept.has(row.id)).length + local.filter((row) => !there.has(row.id)).length + shown.filter((ticket) => !inBoth(ticket)).length
  const duplicated = entries.filter((row) => sent.get(row.id) !== contentOf(row.text)).length + central.filter((row) => !here.has(row.id)).length
    + repeats(entries.map((row) => row.id)) + repeats(entries.map((row) => factOf(row.text)).filter((fact) => fact !== null))
    + repeats(local.map((row) => row.ticket)) + repeats(central.map((row) => row.ticket)) + repeats(shown.map((ticket) => ticket.number))
  const places = central.filter((row) => held(row) && row.status !== 'cancelled').map((row) => `${row.slotId}/${row.n}`)
  return {
    booked: shown.filter((ticket) => held(here.get(ticket.bookingId))).length, bookedOffline: shown.filter((ticket) => ticket.offline && held(here.get(ticket.bookingId))).length,
    waitlisted: local.filter((row) => !held(row) && row.status !== 'cancelled').length, entries: outbox.length, acknowledged: outbox.filter((row) => row.state !== 'pending').length,
    lost, duplicated, oversold: repeats(places) + slots.filter((slot) => slot.booked > slot.capacity).length,
    falseConfirmations: shown.filter((ticket) => ticket.status === 'booked' && !samePlace(ticket.bookingId)).length,
  }
}
