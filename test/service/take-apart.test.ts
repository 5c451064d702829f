import { describe, expect, it } from 'vitest'
import { ok } from '../../src/base/result.ts'
import type { EntriesEnvelope } from '../../src/contract/sync-protocol.ts'
import { takeApart } from '../../src/service/ledger/postgres/take-apart.ts'

const next = { entriesAfterMs: 0, batchMax: 500, helloMs: 60_000 }
const batch = (...ids: string[]): EntriesEnvelope => ({ epoch: 1, incarnationSeen: 1, entries: ids.map((entryId, i) => ({ entryId, sequence: ids.length - i })) })

describe('a batch that the database refuses', () => {
  it('is taken apart: every entry but the one at fault is accepted, in the order sent', async () => {
    const taken: string[] = []
    const take = async ({ entries }: EntriesEnvelope) => {
      if (entries.some(({ entryId }) => entryId === 'bad')) throw Object.assign(new Error('refused'), { code: '23514' })
      taken.push(...entries.map(({ entryId }) => entryId))
      return ok({ incarnation: 1, results: entries.map(({ entryId }) => ({ entryId, verdict: 'accepted' as const })), acknowledgedThrough: taken.length, missing: [], next })
    }
    const answer = await takeApart(take, batch('e', 'd', 'bad', 'b', 'a'), () => {})
    expect(answer).toMatchObject({ ok: true, value: { results: ['accepted', 'accepted', 'retry', 'accepted', 'accepted'].map((verdict) => ({ verdict })) } })
    expect(taken).toEqual(['a', 'b', 'd', 'e'])
  })
  it('is not taken apart when the database is away', async () => {
    await expect(takeApart(async () => { throw Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' }) }, batch('a', 'b'), () => {})).rejects.toThrow('gone')
  })
})
