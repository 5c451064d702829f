/** The desk's pure parts: line, absence, vials, lots, figures, spreadsheets, likeness, waits after wrong PINs. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts'
import { absenceOf } from '../../src/domain/absence.ts'
import { csvOf } from '../../src/domain/csv.ts'
import { dayReportOf, percentile } from '../../src/domain/day-report.ts'
import { canUndoAt, deskActKinds, isHeld, isUndoable, UNDO_MS_MAX } from '../../src/domain/desk-act.ts'
import { duplicatesAmong } from '../../src/domain/duplicates.ts'
import { inDeskOrder, reordered } from '../../src/domain/line.ts'
import type { InLine } from '../../src/domain/line.ts'
import { applyDelta, deltaOf } from '../../src/domain/list-delta.ts'
import { lotCautions } from '../../src/domain/lot.ts'
import { failedAgain, noTries, WAIT_MS_MAX, waited } from '../../src/domain/pin-lock.ts'
import { duties, mayDo, staffRoles } from '../../src/domain/staff.ts'
import { isOver, standbyToCall, USABLE_MS } from '../../src/domain/vial.ts'

const lines = fc.uniqueArray(fc.record({ line: fc.integer({ min: 1, max: 30 }), lineAct: fc.integer({ min: 0, max: 5 }), standby: fc.boolean() }), { selector: (one) => `${one.line}/${one.lineAct}`, minLength: 1, maxLength: 12 })
  .map((all) => all.map((one, index): InLine => ({ ...one, bookingId: `b${index}`, placed: false })))

describe('the line', () => {
  const order = (line: readonly InLine[]): string[] => [...line].sort(inDeskOrder).map((one) => one.bookingId)
  it('puts the moved one exactly before the other, moves nobody else past anybody, and makes up no key', () => {
    fc.assert(fc.property(lines, fc.nat(), fc.option(fc.nat()), (line, who, where) => {
      const moved = line[who % line.length] as InLine
      const before = where === null ? null : (line[where % line.length] as InLine).bookingId
      const after = reordered(line, moved, before === moved.bookingId ? null : before)
      const expected = order(line).filter((id) => id !== moved.bookingId)
      const at = before === null || before === moved.bookingId ? expected.length : expected.indexOf(before)
      expected.splice(at, 0, moved.bookingId)
      expect(order(after)).toEqual(expected)
      const keys = (all: readonly InLine[]): string[] => all.map((one) => `${one.line}/${one.lineAct}`).sort()
      expect(keys(after)).toEqual(keys(line))
    }))
  })
  it('keeps whoever comes later last among their kind, however often it was moved', () => {
    fc.assert(fc.property(lines, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }), (start, moves) => {
      let line: readonly InLine[] = start
      for (const [who, where] of moves) line = reordered(line, line[who % line.length] as InLine, (line[where % line.length] as InLine).bookingId)
      expect(order([...line, { bookingId: 'late', line: 31, lineAct: 0, standby: true, placed: false }]).at(-1)).toBe('late')
    }))
  })
})

describe('absence', () => {
  const rule = { graceMinutes: 30, noShowRule: 'propose' as const }
  it.each([
    ['called and the grace is over', 'called', 0, null, 30, 'not-at-call'], ['called a minute less ago', 'called', 0, null, 29, null],
    ['expected and the time is over', 'expected', null, 0, 30, 'not-come'], ['waiting, whatever the time', 'waiting', 0, 0, 600, null], ['done', 'done', 0, 0, 600, null],
    ['called by a clock that was put back since', 'called', 60, null, 0, null],
  ] as const)('is for who is %s', (_name, stage, called, slot, now, why) => {
    expect(absenceOf({ stage, calledAt: called === null ? null : called * MINUTE_MS, slotStart: slot }, rule, now * MINUTE_MS)?.why ?? null).toBe(why)
  })
})

describe('a vial and a lot', () => {
  it('is over at six hours sharp, and never before', () => {
    expect([USABLE_MS - 1, USABLE_MS, -HOUR_MS].map((ms) => isOver({ openedAt: 0, usableMs: USABLE_MS }, ms))).toEqual([false, true, false])
  })
  it.each([[10, 4, 9, 6], [10, 12, 3, 0], [3, 0, 2, 2], [0, 0, 5, 0]])('with %i left, %i to come and %i standing by calls %i', (left, toCome, standby, expected) => {
    expect(standbyToCall(left, toCome, standby)).toBe(expected)
  })
  it('may be used on its last day, and says all that speaks against it', () => {
    const facts = { lotNumber: 'A', expiryDate: '2026-11-24', today: '2026-11-24', recalled: false, known: ['A'] }
    expect(lotCautions(facts)).toEqual([])
    expect(lotCautions({ ...facts, today: '2026-11-25', recalled: true, known: ['B'] })).toEqual(['lot-expired', 'lot-recalled', 'lot-unknown'])
    expect(lotCautions({ ...facts, known: [] })).toEqual([])
  })
})

describe('the day in figures', () => {
  const facts = { given: 3, enteredInError: 1, notGiven: 1, cancelled: 1, noShow: 2, stillHere: 4, wasted: [{ reason: 'broken', count: 2 }, { reason: 'time-over', count: 3 }], waitsMs: [] as number[], byVaccine: [], unsent: 5, heldBack: 2, problems: 0, cautions: 0 }
  it('adds up, and says nothing of waits when nobody was called', () => {
    expect(dayReportOf(facts)).toMatchObject({ persons: 11, wasted: 5, toGoUp: 7, waitP50Minutes: null, waitP90Minutes: null })
  })
  it('leaves out a wait across a clock that was put back', () => {
    expect(dayReportOf({ ...facts, waitsMs: [-HOUR_MS, 10 * MINUTE_MS, 20 * MINUTE_MS] })).toMatchObject({ waitP50Minutes: 10, waitP90Minutes: 20 })
  })
  it('takes percentiles by nearest rank: one of the values, never below the part asked for', () => {
    fc.assert(fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (values, part) => {
      const found = percentile(values, part) as number
      expect(values).toContain(found)
      expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(part * values.length - 1e-6)
    }))
    expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(9)
  })
})

/** RFC 4180, read back. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]]
  let [cell, quoted] = ['', false]
  for (const [i, c] of [...csv.slice(1)].entries()) {
    const next = csv.slice(1)[i + 1]
    if (quoted) { if (c === '"' && next !== '"' && cell.slice(-1) !== '\u0000') quoted = false; else if (c === '"') cell = cell.endsWith('\u0000') ? `${cell.slice(0, -1)}"` : `${cell}\u0000`; else cell += c }
    else if (c === '"') quoted = true
    else if (c === ',') { rows.at(-1)?.push(cell); cell = '' }
    else if (c === '\n') { rows.at(-1)?.push(cell); cell = ''; rows.push([]) }
    else if (c !== '\r') cell += c
  }
  return rows.slice(0, -1)
}

describe('a table for a spreadsheet', () => {
  it('begins with a BOM, and no cell of it begins a formula', () => {
    const risky = fc.constantFrom('=1+1', '+82 10', '-1', '@SUM(A1)', '\t=x', '|cmd', ' =x', '홍길동', 'a,b', 'say "x"', '두\n줄')
    fc.assert(fc.property(fc.array(fc.array(risky, { minLength: 2, maxLength: 2 }), { maxLength: 5 }), (rows) => {
      const csv = csvOf(['x', 'y'], rows)
      expect(csv.codePointAt(0)).toBe(0xfeff)
      for (const cell of cellsOf(csv).flat()) expect(cell).not.toMatch(/^\s*[=+\-@|]/)
    }))
  })
  it('gives back what was put in, quotes, commas and all', () => {
    expect(cellsOf(csvOf(['a', 'b'], [['say "x"', 'a,b'], [1, null]]))).toEqual([['a', 'b'], ['say "x"', 'a,b'], ['1', '']])
  })
})

describe('who may be there twice', () => {
  const one = { bookingId: '1', name: '한길동', birthDate: '1957-03-04', phone: '010-1234-5678' }
  it.each([
    ['the same name and birth date with another phone', { phone: '01099998888' }, ['same-name', 'same-birth-date']], ['one letter wrong', { name: '한길똥', phone: '1' }, ['near-name', 'same-birth-date']],
    ['one letter left out', { name: '한동', phone: '1' }, ['near-name', 'same-birth-date']], ['a phone and a birth date', { name: '전혀 다름' }, ['same-phone', 'same-birth-date']],
    ['a name and a phone with another birth date', { birthDate: '1957-03-05' }, ['same-phone', 'same-name']], ['only a birth date', { name: '전혀 다름', phone: '1' }, []], ['only a phone', { name: '전혀 다름', birthDate: '1960-01-01' }, []],
  ])('is told for %s', (_name, part, because) => {
    expect(duplicatesAmong([one, { ...one, bookingId: '2', ...part }], 10)[0]?.because ?? []).toEqual(because)
  })
  it('finds each pair once, and no more than asked for', () => {
    const crowd = Array.from({ length: 20 }, (_, i) => ({ ...one, bookingId: String(i) }))
    expect(duplicatesAmong(crowd, 1_000)).toHaveLength(190)
    expect(duplicatesAmong(crowd, 7)).toHaveLength(7)
  })
})

describe('a wrong PIN', () => {
  it('waits longer with each, up to an hour; the wait ends by time that passes, in whatever steps, and by nothing else', () => {
    let tries = noTries
    const waits = Array.from({ length: 14 }, () => { tries = failedAgain(tries, 0); return tries.waitMs / 1_000 })
    expect(waits).toEqual([0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600])
    fc.assert(fc.property(fc.array(fc.integer({ min: -HOUR_MS, max: HOUR_MS }), { maxLength: 20 }), (steps) => {
      let kept = { failures: 9, waitMs: WAIT_MS_MAX, seenAt: 0 }
      let now = 0
      let passed = 0
      for (const stepMs of steps) {
        now += stepMs
        passed += Math.max(0, stepMs)
        kept = waited(kept, now)
        expect(kept.waitMs).toBe(Math.max(0, WAIT_MS_MAX - passed))
      }
    }))
  })
})

describe('acts and roles', () => {
  it('hold back only what can be taken back, for as long as it can', () => {
    for (const kind of deskActKinds) if (isHeld(kind)) expect(isUndoable(kind)).toBe(true)
    expect([UNDO_MS_MAX, UNDO_MS_MAX + 1, -HOUR_MS].map((age) => canUndoAt(0, age))).toEqual([true, false, true])
  })
  it('let a lead do all, and everybody record a dose', () => {
    for (const duty of duties) expect(mayDo('lead', duty)).toBe(true)
    for (const role of staffRoles) expect(mayDo(role, 'record-dose')).toBe(true)
    expect(staffRoles.filter((role) => mayDo(role, 'set-up-clinic'))).toEqual(['lead'])
  })
})

describe('what changed of a list', () => {
  type Row = { readonly id: string; readonly seen: { readonly n: number } }
  const rows = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefghij'), n: fc.integer({ min: 0, max: 2 }) }), { selector: ({ id }) => id, maxLength: 10 }).map((all) => all.map(({ id, n }): Row => ({ id, seen: { n } })))
  const idOf = ({ id }: Row): string => id
  it('makes the list again, row by row, or says that it cannot', () => {
    fc.assert(fc.property(rows, rows, (before, after) => {
      const delta = deltaOf(before, after, idOf)
      if (delta) expect(applyDelta(before, delta, idOf)).toEqual(after)
      else expect(after.length).toBeGreaterThan(1)
    }), { numRuns: 500 })
  })
  it('is one row when one was called, and the others stay the same objects', () => {
    const before: Row[] = [...'abcd'].map((id) => ({ id, seen: { n: 0 } }))
    const after = [{ id: 'c', seen: { n: 1 } }, ...before.filter(({ id }) => id !== 'c').map((row) => structuredClone(row))]
    const delta = deltaOf(before, after, idOf)
    expect(delta).toEqual({ changed: [{ index: 0, row: after[0] }], gone: [] })
    const made = applyDelta(before, delta ?? { changed: [], gone: [] }, idOf)
    expect(made[1]).toBe(before[0])
    expect(applyDelta(made, { changed: [], gone: [] }, idOf)).toBe(made)
  })
})
