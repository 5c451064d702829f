/** Who may have been put down twice. A hint for a person, who alone decides; nothing here merges. */
import { phoneDigits } from './patient.ts'

export type Subject = { readonly bookingId: string; readonly name: string; readonly birthDate: string; readonly phone: string }
export type Likeness = 'same-phone' | 'same-name' | 'near-name' | 'same-birth-date'
export type Pair = { readonly one: string; readonly other: string; readonly because: readonly Likeness[] }

const plain = (name: string): string => name.normalize('NFC').replace(/\s+/g, '').toLocaleLowerCase('ko')

/** At most one letter differs: typed wrong, left out, or one too many. */
function isNear(a: string, b: string): boolean {
  const [x, y] = [[...a], [...b]]
  if (Math.abs(x.length - y.length) > 1 || Math.min(x.length, y.length) < 2) return false
  let i = 0
  while (i < Math.min(x.length, y.length) && x[i] === y[i]) i++
  const rest = (from: readonly string[], at: number): string => from.slice(at).join('')
  return rest(x, i + 1) === rest(y, i + 1) || rest(x, i) === rest(y, i + 1) || rest(x, i + 1) === rest(y, i)
}

/** Same birth date and (same phone, or same or nearly the same name); or same name and phone with another birth date. */
function likeness(a: Subject, b: Subject): readonly Likeness[] {
  const [x, y] = [plain(a.name), plain(b.name)]
  const birth = a.birthDate === b.birthDate
  const phone = phoneDigits(a.phone) === phoneDigits(b.phone)
  const name = x === y
  const near = !name && isNear(x, y)
  const alike = (birth && (name || near)) || (birth && phone) || (phone && name)
  return alike ? [...(phone ? ['same-phone' as const] : []), ...(name ? ['same-name' as const] : []), ...(near ? ['near-name' as const] : []), ...(birth ? ['same-birth-date' as const] : [])] : []
}

/** Of one day and one vaccine; only who shares a birth date or a phone is compared, so that a full day takes no time. The earlier comes first. */
export function duplicatesAmong(subjects: readonly Subject[], max: number): readonly Pair[] {
  const found = new Map<string, Pair>()
  const groups = [...Map.groupBy(subjects, (s) => s.birthDate).values(), ...Map.groupBy(subjects, (s) => phoneDigits(s.phone)).values()]
  for (const group of groups) {
    for (const [index, one] of group.entries()) {
      for (const other of group.slice(index + 1)) {
        const because = likeness(one, other)
        if (because.length > 0) found.set(`${one.bookingId} ${other.bookingId}`, { one: one.bookingId, other: other.bookingId, because })
        if (found.size >= max) return [...found.values()]
      }
    }
  }
  return [...found.values()]
}
