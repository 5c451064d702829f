import { beforeAll, describe, expect, it } from 'vitest'
import { csvCell } from '../../src/service/field/csv-tables.ts'
import { cutOf } from '../../src/service/console/previews.ts'
import { createLog, withoutPersons } from '../../src/service/logging.ts'
import { createShutdown } from '../../src/service/shutdown.ts'
import { silentLog } from '../../src/base/log.ts'
import { CANARY, fieldClinics } from '../support/field-clinics.ts'
import type { FieldClinics } from '../support/field-clinics.ts'

let clinics: FieldClinics
beforeAll(async () => { clinics = await fieldClinics() })

describe('published slots (SMART Scheduling Links)', () => {
  it('lists files that are there, open to everybody, with what is free', async () => {
    const manifest = (await clinics.get('/fhir/R4/$bulk-publish', null)).json<{ transactionTime: string; output: { type: string; url: string }[] }>()
    expect(manifest.output.map(({ type }) => type)).toEqual(['Location', 'Schedule', 'Slot', 'Schedule', 'Slot'])
    const files = await Promise.all(manifest.output.map(async ({ type, url }) => ({ type, answer: await clinics.get(new URL(url).pathname, null) })))
    for (const { type, answer } of files) {
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/fhir+ndjson; charset=utf-8'])
      for (const line of answer.body.trim().split('\n')) expect((JSON.parse(line) as { resourceType: string }).resourceType).toBe(type)
      expect(answer.body).not.toContain('Patient')
    }
    const slots = files.filter(({ type }) => type === 'Slot').flatMap(({ answer }) => answer.body.trim().split('\n').map((line) => JSON.parse(line) as { status: string; extension: { valueInteger: number }[] }))
    expect(slots.map(({ status, extension }) => `${status} ${extension[0]?.valueInteger}`).sort()).toEqual(['free 2', 'free 4', 'free 6', 'free 6', 'free 6'])
  })
})

describe('tables', () => {
  it.each(['bookings', 'doses', 'slots', 'devices'])('give %s for a spreadsheet, with no person in them', async (name) => {
    const answer = await clinics.get(`/v1/admin/exports/${name}.csv`)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    const [header = '', ...rows] = answer.body.trim().split('\r\n')
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) expect(row.split(',')).toHaveLength(header.split(',').length)
    for (const secret of Object.values(CANARY)) expect(answer.body).not.toContain(secret)
    expect((await clinics.get(`/v1/admin/exports/${name}.csv`, null)).statusCode).toBe(401)
  })
  it('quote what needs it and never start a formula', () => {
    expect(['a,b', '"', '=1+1', '-2', 7, null].map(csvCell)).toEqual(['"a,b"', '""""', "'=1+1", "'-2", '7', ''])
  })
})

describe('figures for Prometheus', () => {
  it('count the ledger and the requests, and name nobody', async () => {
    const { body } = await clinics.get('/metrics', null)
    for (const line of ['centre_devices 2', 'centre_backlog_entries 3', 'centre_bookings{status="waitlist"} 1', 'centre_doses 2', 'centre_entries_refused 1']) expect(body).toContain(`${line}\n`)
    expect(body).toMatch(/http_request_duration_seconds_count\{method="GET",route="\/v1\/admin\/exports\/:file",status="200"\} \d/)
    for (const secret of [...Object.values(CANARY), clinics.adminToken]) expect(body).not.toContain(secret)
  })
})

describe('the log', () => {
  it('is lines of JSON without anybody in them, whatever is thrown in', () => {
    const lines: string[] = []
    const log = createLog({ write: (line) => { lines.push(line) } })
    log.error('request-failed', { entryId: 'e-1', cause: `SyntaxError: "${CANARY.name}" at ${CANARY.phone}, ${CANARY.name}`, patient: CANARY, nested: { name: CANARY.name, token: 'secret' } })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', event: 'request-failed', entryId: 'e-1' })
    for (const secret of [CANARY.name, CANARY.phone, CANARY.birthDate, 'secret']) expect(lines.join()).not.toContain(secret)
    expect(withoutPersons('SQLITE_FULL: database or disk is full')).toBe('SQLITE_FULL: database or disk is full')
  })
})

describe('an end', () => {
  it('closes the door, then the ledger, once; and is cut when it takes too long', async () => {
    const done: string[] = []
    const life = { draining: false }
    const late: (() => void)[] = []
    const end = createShutdown({
      life, log: silentLog, closeDoor: async () => done.push('door'), stopLedger: async () => { done.push('ledger') }, after: (_ms, act) => { late.push(act) }, exit: (code) => { done.push(`exit ${code}`) },
    })
    await Promise.all([end('SIGTERM'), end('SIGINT')])
    late[0]?.()
    expect([life.draining, ...done]).toEqual([true, 'door', 'ledger', 'exit 0', 'exit 1'])
  })
})

describe('a cut, before it is made', () => {
  it('takes from the pool, asks devices, and leaves booked places to people', () => {
    expect(cutOf({ pool: 2, allotted: 3, booked: 4, void: 9 }, 3)).toEqual({ added: 0, voided: 2, recalled: 3, over: 1 })
    expect(cutOf({ pool: 2, allotted: 3, booked: 4 }, 12)).toEqual({ added: 3, voided: 0, recalled: 0, over: 0 })
  })
})
