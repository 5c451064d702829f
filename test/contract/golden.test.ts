/** Messages as kiosks of earlier versions send them: one that cannot update must be able to drain (PROTOCOL 3: accepted from N-2). Never edited; a new version adds its file. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import * as protocol from '../../src/contract/sync-protocol.ts'
import { FLU, orThrow, START, testCentre, testClock } from '../support/clinic.ts'

type Golden = { readonly requests: Record<string, unknown> & { readonly entriesEnvelope: { readonly entries: { readonly type: string }[] } }; readonly answers: Record<string, unknown> }

const ACCEPTED_BEHIND = 2
const schemas = protocol as unknown as Record<string, z.ZodType>
const oldest = Math.max(1, protocol.PROTOCOL_VERSION - ACCEPTED_BEHIND)
const versions = Array.from({ length: protocol.PROTOCOL_VERSION - oldest + 1 }, (_, i) => oldest + i)
const fileOf = (version: number): URL => new URL(`./golden/v${version}.json`, import.meta.url)
const read = (version: number, names: Record<string, unknown> = { slot: 's1', allotment: 'a1', vaccine: FLU }): Golden =>
  JSON.parse(Object.entries(names).reduce((text, [name, value]) => text.replaceAll(`"<${name}>"`, JSON.stringify(value)), readFileSync(fileOf(version), 'utf8'))) as Golden

describe.each(versions)('recorded messages of version %i', (version) => {
  it('are there, one of each kind', () => {
    expect(existsSync(fileOf(version))).toBe(true)
    const { requests, answers } = read(version)
    expect(new Set(requests.entriesEnvelope.entries.map(({ type }) => type))).toEqual(new Set(protocol.entryTypes))
    const kinds = Object.keys(protocol).filter((name) => /(Request|Answer|Envelope)$/.test(name) && name !== 'priorAnswer')
    expect([...Object.keys(requests), ...Object.keys(answers)].sort()).toEqual(kinds.sort())
  })

  it('are understood by the service and by the kiosk of today', () => {
    const { requests, answers } = read(version)
    for (const [name, message] of [...Object.entries(requests), ...Object.entries(answers)]) expect({ name, ok: schemas[name]?.safeParse(message).success }).toEqual({ name, ok: true })
  })

  it('are taken by the service of today, every entry', async () => {
    const { centre, newCode } = await testCentre(testClock(START), { capacity: 6 })
    const slot = centre.listSlots(null, null)[0]?.slotId ?? ''
    const { requests } = read(version, { slot, allotment: 'a1', vaccine: FLU })
    const enrolment = requests.enrolmentRequest as Parameters<typeof centre.enrol>[0]
    const { deviceId, epoch } = orThrow(centre.enrol({ ...enrolment, code: newCode() }))
    const caller = { deviceId, epoch, order: null }
    const { grants } = orThrow(centre.allotments(caller, requests.allotmentsRequest as Parameters<typeof centre.allotments>[1]))
    const granted = read(version, { slot, allotment: grants[0]?.allotmentId, vaccine: FLU }).requests
    const { results } = orThrow(centre.entries(caller, protocol.entriesEnvelope.parse(granted.entriesEnvelope)))
    expect(results.filter(({ verdict }) => verdict !== 'accepted')).toEqual([])
    expect(results).toHaveLength(protocol.entryTypes.length + 3)
  })
})
