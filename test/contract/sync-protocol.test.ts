import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import * as protocol from '../../src/contract/sync-protocol.ts'

/** Recorded with PROTOCOL_VERSION 1. When this fails: is the change additive in answers only? Else raise the version. */
const RECORDED = { version: 1, hash: '7fvGdt_tQ-A9G9BH' }

const schemaHash = (): string => {
  const schemas = Object.entries(protocol as Record<string, unknown>)
    .filter((pair): pair is [string, z.ZodType] => pair[1] instanceof z.ZodType)
    .map(([name, schema]) => [name, z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })])
  const bodies = Object.entries(protocol.entryBodies).map(([name, schema]) => [name, z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })])
  return createHash('sha256').update(JSON.stringify([schemas.sort(), bodies.sort()])).digest('base64url').slice(0, 16)
}

describe('the wire format', () => {
  it('changes only with its version', () => {
    expect({ version: protocol.PROTOCOL_VERSION, hash: schemaHash() }).toEqual(RECORDED)
  })

  it('refuses unknown fields in requests and ignores them in answers', () => {
    const hello = { incarnation: 7, time: '2026-11-24T01:00:00.000Z', acknowledgedThrough: 3, next: { entriesAfterMs: 0, batchMax: 200, helloMs: 60_000 }, recall: [], mode: 'normal', epochState: 'ok' }
    expect(protocol.helloAnswer.safeParse({ ...hello, newer: 1 }).success).toBe(true)
    const wish = { requestId: 'r', epoch: 1, wants: [] }
    expect(protocol.allotmentsRequest.safeParse(wish).success).toBe(true)
    expect(protocol.allotmentsRequest.safeParse({ ...wish, newer: 1 }).success).toBe(false)
  })

  it('takes a name of 100 letters as people count them and refuses 101', () => {
    expect(protocol.personName.safeParse('각'.repeat(100)).success).toBe(true)
    expect(protocol.personName.safeParse('👨‍👩‍👧'.repeat(100)).success).toBe(true)
    expect(protocol.personName.safeParse('각'.repeat(101)).success).toBe(false)
    expect(protocol.personName.safeParse('   ').success).toBe(false)
  })

  it('refuses letters in a phone number', () => {
    for (const phone of ['010-1234-5678', '01012345678', '+82 10 1234 5678']) expect(protocol.phoneNumber.safeParse(phone).success).toBe(true)
    for (const phone of ['010-12a4-5678', '123', '', '0'.repeat(30)]) expect(protocol.phoneNumber.safeParse(phone).success).toBe(false)
  })
})
