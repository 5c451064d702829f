import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fastParse, isPlainly } from '../../src/contract/fast-parse.ts'
import * as protocol from '../../src/contract/sync-protocol.ts'
import { valuesOf } from '../fuzz/from-schema.ts'
import type { Schema } from '../fuzz/from-schema.ts'

const place = { slotId: 'slot', n: 7 }
const booking = {
  patient: { name: '김민준', birthDate: '1957-03-04', phone: '010-1234-5678', sex: 'female', language: 'ko', needsHelp: false, guardian: null }, vaccine: { system: 'urn:x', code: '158' },
  ticketNumber: 'A-017', channel: 'kiosk', consent: { at: '2026-11-24T01:10:00.000Z', formVersion: 'kr-2026-1' },
  screening: { formVersion: 'kr-2026-1', answers: [{ question: 1, answer: false, detail: null }, { question: 2, answer: null, detail: '알레르기' }] }, promisedWaitMinutes: [15, 25],
}
const wire = { entryId: 'e', sequence: 1, previousHash: '', type: 'booking-created', bookingId: 'b', version: 1, place, allotmentId: 'a', occurredAt: '2026-11-24T10:10:00+09:00', body: booking }
/** Whole and plain: these must take the short way. */
const usual: readonly (readonly [z.ZodType, object])[] = [
  [protocol.bookingBody, booking], [protocol.outboxEntry, wire], [protocol.outboxEntry, { ...wire, answer: null, place: null, allotmentId: null }],
  [protocol.entriesEnvelope, { epoch: 1, incarnationSeen: 1, entries: [wire, { entryId: 'x', other: 1 }] }],
  [protocol.entryBodies['dose-recorded'], { vaccine: booking.vaccine, lotNumber: 'L1', expiryDate: '2027-02-28', doseNumber: 1, practitionerId: 'p', givenAt: wire.occurredAt }],
  [protocol.entryBodies['places-returned'], { allotmentId: 'a', slotId: 's', places: [1, 2] }], [protocol.entryBodies['booking-checked-in'], { practitionerId: null }],
  [protocol.allotmentsRequest, { requestId: 'r', epoch: 1, wants: [{ slotId: 's', count: 2 }] }],
  [protocol.entriesAnswer, { incarnation: 1, results: [{ entryId: 'e', verdict: 'accepted', outcome: { status: 'booked', slotId: 's', n: 1, more: true } }], acknowledgedThrough: 1, missing: [[2, 3]], next: { entriesAfterMs: 0, batchMax: 500, helloMs: 60_000 } }],
]
const all = [...Object.values(protocol as Record<string, unknown>), ...Object.values(protocol.entryBodies)].filter((schema): schema is z.ZodType => schema instanceof z.ZodType)

const odd = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom<unknown>(
  null, undefined, -1, 0, -0, 0.5, 1e21, 1_441, Infinity, NaN, '', ' ', ' 김', '김 ', '\ufeff김', 'a\u0000b', '\ud800', '각'.repeat(100), '👨‍👩‍👧'.repeat(20), 'x'.repeat(501), '2026-02-30', '2028-02-29', '2026-11-24T24:00:00Z', '2026-11-24T10:10Z',
  '010 12', true, [], {}, [1], [1, 2, 3], { length: 1 }, JSON.parse('{"__proto__":1}')))
/** `steps` lead to some part of the value, which is replaced, taken out, or given a new neighbour. */
function altered(value: unknown, steps: readonly number[], by: unknown, how: 'replace' | 'take' | 'add'): unknown {
  if (typeof value !== 'object' || value === null || steps.length === 0) return by
  const [step = 0, ...rest] = steps
  const keys = Object.keys(value)
  const key = keys[step % Math.max(1, keys.length)] ?? 'new'
  const copy = structuredClone(value) as Record<string, unknown>
  // No JSON has an array with names.
  if (Array.isArray(copy) && keys.length === 0) copy.push(by)
  else if (rest.length > 0) copy[key] = altered(copy[key], rest, by, how)
  else if (Array.isArray(copy) && how !== 'replace') copy.push(by)
  else if (how === 'take') delete copy[key]
  else copy[how === 'add' ? 'newer' : key] = by
  return copy
}
const alterations = fc.tuple(fc.array(fc.nat(12), { minLength: 1, maxLength: 4 }), odd, fc.constantFrom('replace', 'take', 'add'))

/** The short way takes nothing that the schema would refuse or change. */
function agree(schema: z.ZodType, value: unknown): void {
  const said = schema.safeParse(value)
  expect(fastParse(schema).safeParse(value)).toEqual(said)
  if (isPlainly(schema)(value)) expect(said).toEqual({ success: true, data: value })
}

describe('the short way through a schema', () => {
  it('is taken by what is whole and plain', () => {
    for (const [schema, value] of usual) expect([isPlainly(schema)(value), schema.safeParse(value)]).toEqual([true, { success: true, data: value }])
  })
  it('answers as the schema does, whatever is altered in what is usual', () => {
    fc.assert(fc.property(fc.constantFrom(...usual), fc.array(alterations, { minLength: 1, maxLength: 2 }), ([schema, value], changes) => {
      agree(schema, changes.reduce<unknown>((before, [steps, by, how]) => altered(before, steps, by, how as 'replace'), value))
    }), { numRuns: 3_000 })
  })
  it('answers as the schema does for every message of the wire', () => {
    for (const schema of all) fc.assert(fc.property(valuesOf(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Schema, ['slot', 'x']), (value) => { agree(schema, value) }), { numRuns: 60 })
  })
  it('leaves to the schema what trims, fills in or coerces', () => {
    expect(isPlainly(protocol.patient)({ ...booking.patient, name: ' 김민준' })).toBe(false)
    expect(fastParse(protocol.patient).safeParse({ ...booking.patient, name: ' 김민준', guardian: { name: '김부모' } })).toMatchObject({ data: { name: '김민준', guardian: { relation: 'guardian' } } })
    expect(fastParse(protocol.changesQuery).safeParse({ limit: '5' })).toEqual({ success: true, data: { limit: 5 } })
    expect(isPlainly(z.string().transform((text) => text))('x')).toBe(false)
    expect(isPlainly(z.object({ a: z.string() }))({ a: 'x', b: 1 })).toBe(false)
  })
})
