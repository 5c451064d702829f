import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerOf, enrolDevice, entryOf, makeClinic, startRealCentre } from '../support/real-centre.ts'
import type { Answer, RealCentre } from '../support/real-centre.ts'
import { startCluster } from '../support/postgres.ts'
import type { Started } from '../support/postgres.ts'

const MINUTE = 60_000

let started: Started
let centre: RealCentre
let clinic: { clinicId: string; slotId: string }
beforeAll(async () => {
  started = await startCluster()
  if (!started.ok) return
  centre = await startRealCentre([`--database=${await started.cluster.createDatabase()}`])
  const made = await makeClinic(centre)
  clinic = made
  const device = await enrolDevice(centre.url, await made.newCode())
  await device.hello({ backlog: { entries: 4, oldestMs: 1_000 } })
  expect((await device.entries(entryOf(device), entryOf(device, { type: 'no-such-type' }))).status).toBe(200)
}, MINUTE)
afterAll(async () => {
  if (!started.ok) return
  await centre.stop()
  await started.cluster.stop()
}, MINUTE)

const get = async (path: string): Promise<Answer> => answerOf(await fetch(centre.url + path, { headers: { authorization: `Bearer ${centre.adminToken}` } }))

describe('a node on PostgreSQL', () => {
  beforeEach((test) => { if (!started.ok) test.skip(started.why) })

  it('shows the console its fleet, the places of a day and what a person should look at', async () => {
    const { body: fleet } = await centre.admin('/fleet')
    expect(fleet).toMatchObject({ found: 1, figures: { bookedToday: 1, backlog: 4, pool: 9 } })
    expect((await centre.admin(`/clinics/${clinic.clinicId}/fleet`)).body).toMatchObject({ devices: [{ stationLetter: 'A', backlog: 4 }], mode: 'normal' })
    expect((await centre.admin('/cases')).body.cases).toMatchObject([{ kind: 'problem', code: 'UNKNOWN_TYPE' }])
    expect((await centre.admin(`/slots/${clinic.slotId}/capacity-preview?capacity=1`)).status).toBe(200)
  })
  it('sends a message to every clinic and remembers it', async () => {
    expect((await centre.admin('/messages', { messageId: 'm', kind: 'notice', lotNumber: null, text: { ko: '알림', en: 'notice' }, practitionerId: 'kim' })).status).toBe(201)
    expect((await centre.admin('/messages')).body.messages).toMatchObject([{ messageId: 'm', clinics: 1 }])
  })
  it('gives FHIR, tables, the published slots and figures', async () => {
    for (const type of ['Appointment', 'Patient', 'Slot', 'Schedule', 'Location']) expect([type, (await get(`/fhir/R4/${type}`)).body.total ?? ((await get(`/fhir/R4/${type}`)).body.entry as unknown[]).length]).toEqual([type, 1])
    const table = String((await get('/v1/admin/exports/bookings.csv')).body.text)
    expect(table.trim().split('\r\n')).toHaveLength(2)
    expect(((await get('/fhir/R4/$bulk-publish')).body.output as unknown[]).length).toBe(3)
    expect(String((await get('/metrics')).body.text)).toContain('state="pool"} 9')
  })
  it('turns pages past two clinics that have a booking of the same id', async () => {
    const { body } = await get('/fhir/R4/Appointment')
    const [{ resource: { id = '' } = {} } = {}] = body.entry as { resource?: { id: string } }[]
    const other = await makeClinic(centre)
    const device = await enrolDevice(centre.url, await other.newCode())
    expect((await device.entries(entryOf(device, { bookingId: id }))).status).toBe(200)
    const seen: string[] = []
    for (let url = '/fhir/R4/Appointment?_count=1'; url !== '';) {
      const page = (await get(url)).body as { entry?: { resource: { id: string } }[]; link: { relation: string; url: string }[] }
      seen.push(...(page.entry ?? []).map(({ resource }) => resource.id))
      url = page.link.find(({ relation }) => relation === 'next')?.url.replace(/^https?:\/\/[^/]+/, '') ?? ''
    }
    expect(seen).toEqual([id, id])
    expect((await get('/fhir/R4/Appointment?_after=nowhere')).status).toBe(400)
  })
  it('says that it is busy when the database is away, and stays alive', async () => {
    if (!started.ok) return
    await started.cluster.stop()
    const { status, body } = await centre.admin('/cases')
    expect([status, body.code]).toEqual([503, 'OVERLOADED'])
    expect(centre.isAlive()).toBe(true)
  })
})
