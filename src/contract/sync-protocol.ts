/**
 * The wire between store and service. These schemas are the single source: OpenAPI is generated from them.
 * Requests refuse unknown fields; answers ignore them. A test hashes them and fails until PROTOCOL_VERSION moves.
 *
 * | call                | request           | answer             |
 * | POST /v1/enrolments | enrolmentRequest  | enrolmentAnswer    |
 * | POST /v1/hello      | helloRequest      | helloAnswer        |
 * | POST /v1/entries    | entriesEnvelope   | entriesAnswer      |
 * | POST /v1/allotments | allotmentsRequest | allotmentsAnswer   |
 * | POST /v1/inventory  | inventoryRequest  | inventoryAnswer    |
 * | GET  /v1/changes    | changesQuery      | changesAnswer      |
 * | POST /v1/settlements| settlementRequest | settlementAnswer   |
 */
import { z } from 'zod'

export const PROTOCOL_VERSION = 1
/** Entries of this many versions back are still taken: a kiosk that cannot update must be able to drain. */
export const VERSIONS_BACK = 2
/** Optional request header; absent means version 1. */
export const VERSION_HEADER = 'protocol-version'

export const limits = {
  batchEntriesMax: 500,
  batchBytesMax: 256 * 1024,
  inflatedBytesMax: 4 * 1024 * 1024,
  helloBytesMax: 64 * 1024,
  wantsMax: 2_000,
  placesPerMessageMax: 5_000,
  changesPerPageMax: 1_000,
  nameGraphemesMax: 100,
  textCharsMax: 500,
  receiptCharsMax: 600,
  settlementPlacesMax: 500,
  idCharsMax: 128,
} as const

const id = z.string().min(1).max(limits.idCharsMax)
const instant = z.iso.datetime({ offset: true })
const localDate = z.iso.date()
const count = z.number().int().min(0).max(1_000_000)
const epoch = z.number().int().min(1).max(1_000_000)
const incarnation = z.number().int().min(0)
const placeNumber = z.number().int().min(1).max(100_000)
const hash = z.string().max(128)
const shortText = z.string().max(limits.textCharsMax)
/** Made once: that takes about 40 us. */
const segmenter = new Intl.Segmenter('ko')
/** Grapheme clusters, not code units: a Korean name in jamo or an emoji counts as a person reads it. */
export const graphemeCount = (text: string): number => [...segmenter.segment(text)].length
export const personName = z.string().trim().min(1).max(1_000)
  .refine((name) => name.length <= limits.nameGraphemesMax || graphemeCount(name) <= limits.nameGraphemesMax, { message: `at most ${limits.nameGraphemesMax} letters` })
  .refine((name) => !/\p{Cc}/u.test(name), { message: 'no control characters' })
export const phoneNumber = z.string().regex(/^\+?[0-9][0-9 -]{5,18}[0-9]$/, { message: '7 to 15 digits' })

export const vaccineCode = z.strictObject({ system: z.string().min(1).max(200), code: z.string().min(1).max(40) })
export type VaccineCode = z.infer<typeof vaccineCode>
export const place = z.strictObject({ slotId: id, n: placeNumber })
export type Place = z.infer<typeof place>
export const sexes = ['female', 'male', 'unspecified'] as const

export const guardian = z.strictObject({ name: personName, relation: z.string().max(40).default('guardian') })
export const patient = z.strictObject({
  name: personName, birthDate: localDate, phone: phoneNumber, sex: z.enum(sexes), language: z.string().min(2).max(12),
  needsHelp: z.boolean(), guardian: guardian.nullable(),
})
export type PatientRecord = z.infer<typeof patient>
export const consent = z.strictObject({ at: instant, formVersion: z.string().min(1).max(40) })
export const screening = z.strictObject({
  formVersion: z.string().min(1).max(40),
  answers: z.array(z.strictObject({
    question: z.number().int().min(1).max(50), answer: z.boolean().nullable(), detail: shortText.nullable(),
  })).max(50),
})
export type ScreeningRecord = z.infer<typeof screening>

export const bookingBody = z.strictObject({
  patient, vaccine: vaccineCode, ticketNumber: z.string().min(1).max(16), channel: z.enum(['kiosk', 'desk', 'paper']), consent, screening,
  promisedWaitMinutes: z.tuple([z.number().min(0).max(1_440), z.number().min(0).max(1_440)]).nullable(),
})
export type BookingBody = z.infer<typeof bookingBody>

const actor = { practitionerId: id.nullable().optional() }
/** Body of each entry type (PROTOCOL 9). */
export const entryBodies = {
  'booking-created': bookingBody,
  'booking-waitlisted': bookingBody,
  'booking-cancelled': z.strictObject({ reason: z.enum(['patient', 'staff', 'no-show-rule', 'duplicate']) }),
  'booking-arrived': z.strictObject({ ...actor }),
  /** `receipt`: the signed text of a ticket's QR; it recreates a booking whose device is dead. */
  'booking-checked-in': z.strictObject({ ...actor, receipt: z.string().max(limits.receiptCharsMax).optional() }),
  'booking-rescheduled': z.strictObject({ from: place.nullable() }),
  'dose-recorded': z.strictObject({
    vaccine: vaccineCode, lotNumber: z.string().min(1).max(60), expiryDate: localDate, doseNumber: z.number().int().min(1).max(20),
    practitionerId: id, givenAt: instant,
  }),
  'dose-not-given': z.strictObject({ reason: shortText, practitionerId: id.nullable().optional() }),
  'no-show': z.strictObject({ ...actor }),
  'places-returned': z.strictObject({ allotmentId: id, slotId: id, places: z.array(placeNumber).max(limits.placesPerMessageMax) }),
  'allotment-closed': z.strictObject({ allotmentId: id, slotId: id, perished: z.array(placeNumber).max(limits.placesPerMessageMax) }),
  'audit-noted': z.strictObject({ action: z.string().min(1).max(60), note: shortText.optional() }),
} as const
export type EntryType = keyof typeof entryBodies
export const entryTypes = Object.keys(entryBodies) as EntryType[]
export const isEntryType = (type: string): type is EntryType => Object.hasOwn(entryBodies, type)

/** What a verdict did, kept for ever and told again to a replay. */
export const outcome = z.looseObject({ status: z.string().max(40), slotId: id.optional(), n: placeNumber.optional() })
export type Outcome = z.infer<typeof outcome>
/** The answer a device got before; sent along after the service changed its incarnation. */
export const priorAnswer = z.looseObject({ verdict: z.string().max(20), outcome: outcome.nullable().optional() })

/** One unsent fact. `previousHash` is `entryHash` of the entry one sequence before, '' for the first of an epoch. */
export const outboxEntry = z.strictObject({
  entryId: id, sequence: z.number().int().min(1), previousHash: hash.nullable(), type: z.string().min(1).max(60),
  bookingId: id.nullable().optional(), version: z.number().int().min(0).nullable().optional(),
  place: place.nullable().optional(), allotmentId: id.nullable().optional(), occurredAt: instant,
  body: z.record(z.string(), z.unknown()), answer: priorAnswer.nullable().optional(),
  /** Set by a clinic hub that pushes for another device; absent means the caller itself. */
  origin: z.strictObject({ deviceId: id, epoch }).optional(),
})
export type WireEntry = z.infer<typeof outboxEntry>

/** Entries are parsed one by one, so that a bad one never blocks the others. */
export const entriesEnvelope = z.strictObject({
  epoch, incarnationSeen: incarnation, entries: z.array(z.looseObject({ entryId: id })).min(1).max(limits.batchEntriesMax),
})
export type EntriesEnvelope = z.infer<typeof entriesEnvelope>

export const verdicts = ['accepted', 'duplicate', 'deferred', 'retry', 'rejected', 'conflict'] as const
export type VerdictKind = (typeof verdicts)[number]
export const verdict = z.object({
  entryId: id, verdict: z.enum(verdicts), outcome: outcome.nullable().optional(), code: z.string().optional(), detail: z.string().optional(),
  resolution: outcome.nullable().optional(),
})
export type Verdict = z.infer<typeof verdict>
export const next = z.object({ entriesAfterMs: z.number().min(0), batchMax: z.number().int().min(1), helloMs: z.number().min(0) })
export type Next = z.infer<typeof next>
export const entriesAnswer = z.object({
  incarnation, results: z.array(verdict), acknowledgedThrough: z.number().int().min(0),
  missing: z.array(z.tuple([z.number().int(), z.number().int()])), next,
})
export type EntriesAnswer = z.infer<typeof entriesAnswer>

export const helloRequest = z.strictObject({
  epoch, head: z.strictObject({ sequence: z.number().int().min(0), hash: hash.nullable() }),
  backlog: z.strictObject({ entries: count, oldestMs: z.number().min(0) }),
  free: z.array(z.tuple([id, count])).max(limits.wantsMax), wallTime: instant, bootId: id, appVersion: z.string().max(60), incarnationSeen: incarnation,
})
export type HelloRequest = z.infer<typeof helloRequest>
export const epochStates = ['ok', 'forked', 'drain-only', 'revoked'] as const
export const helloAnswer = z.object({
  incarnation, time: instant, acknowledgedThrough: z.number().int().min(0), next,
  recall: z.array(z.object({ slotId: id, count })), mode: z.enum(['normal', 'learning']), epochState: z.enum(epochStates),
  /** How many devices share this clinic's places; each asks for its share only. */
  devices: z.number().int().min(1).optional(),
})
export type HelloAnswer = z.infer<typeof helloAnswer>

export const enrolmentRequest = z.strictObject({
  code: z.string().min(1).max(80), publicKey: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
  stationName: z.string().min(1).max(100), appVersion: z.string().max(60), platform: z.string().max(60),
})
export type EnrolmentRequest = z.infer<typeof enrolmentRequest>
export const enrolmentAnswer = z.object({
  deviceId: id, epoch, audience: z.string(), clinic: z.object({ locationId: id, name: z.string(), timeZone: z.string() }),
  stationLetter: z.string().regex(/^[A-Z]{1,2}$/), incarnation, time: instant,
})
export type EnrolmentAnswer = z.infer<typeof enrolmentAnswer>

export const allotmentsRequest = z.strictObject({
  requestId: id, epoch, wants: z.array(z.strictObject({ slotId: id, count })).max(limits.wantsMax),
})
export type AllotmentsRequest = z.infer<typeof allotmentsRequest>
export const grant = z.object({ allotmentId: id, slotId: id, places: z.array(placeNumber), sellBy: instant })
export type Grant = z.infer<typeof grant>
export const allotmentsAnswer = z.object({ requestId: id, incarnation, grants: z.array(grant), next })
export type AllotmentsAnswer = z.infer<typeof allotmentsAnswer>

export const inventoryRequest = z.strictObject({
  epoch, incarnation,
  held: z.array(z.strictObject({ allotmentId: id, slotId: id, free: z.array(placeNumber), spent: z.array(placeNumber) })).max(limits.wantsMax * 4),
})
export type InventoryRequest = z.infer<typeof inventoryRequest>
export const inventoryAnswer = z.object({ incarnation, mode: z.enum(['normal', 'learning']) })
export type InventoryAnswer = z.infer<typeof inventoryAnswer>

export const changesQuery = z.strictObject({ cursor: z.string().max(80).optional(), limit: z.coerce.number().int().min(1).max(limits.changesPerPageMax).optional() })
export const catalogueVaccine = z.object({
  vaccine: vaccineCode, cvx: z.string().nullable(), name: z.record(z.string(), z.string()), forWhom: z.record(z.string(), z.string()),
  minAgeMonths: z.number().int().min(0).nullable(), maxAgeMonths: z.number().int().min(0).nullable(),
  lots: z.array(z.object({ lotNumber: z.string(), expiryDate: localDate })),
})
export type CatalogueVaccine = z.infer<typeof catalogueVaccine>
export const messageTopics = ['notice', 'rule-change', 'lot-recall'] as const
export type MessageTopic = (typeof messageTopics)[number]
export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('session'), sessionId: id, locationId: id, date: localDate, timeZone: z.string(), vaccine: vaccineCode }),
  /** `start` and `end` are instants; a slot belongs to the calendar `date` of its clinic. */
  z.object({ kind: z.literal('slot'), slotId: id, sessionId: id, date: localDate, start: instant, end: instant, capacity: count }),
  z.object({ kind: z.literal('catalogue'), version: z.string(), vaccines: z.array(catalogueVaccine) }),
  z.object({ kind: z.literal('booking'), bookingId: id, status: z.string(), version: z.number().int(), ticketNumber: z.string(), place: place.nullable(), deviceId: id.nullable() }),
  /** `allotmentId` names the one place that was given; a return of it names the same. */
  z.object({ kind: z.literal('waitlist-decision'), bookingId: id, place: place.nullable(), decision: z.enum(['booked', 'standby']), allotmentId: id.nullable().optional() }),
  z.object({ kind: z.literal('cancellation'), bookingId: id }),
  /** A device of this clinic, so that its receipts can be checked with no network. */
  z.object({ kind: z.literal('device'), deviceId: id, epoch, stationLetter: z.string().max(4), publicKey: z.string().max(64) }),
  /** Words to the staff, language -> words; a recall names its lot. Only the text is sure to be there: an older centre sends no more. */
  z.object({
    kind: z.literal('message'), text: z.record(z.string(), z.string()), messageId: id.optional(), at: instant.optional(), topic: z.enum(messageTopics).optional(), lotNumber: z.string().max(60).nullable().optional(),
  }),
])
export type Change = z.infer<typeof change>
export const changesAnswer = z.object({ incarnation, cursor: z.string(), reset: z.boolean(), more: z.boolean(), changes: z.array(change) })
export type ChangesAnswer = z.infer<typeof changesAnswer>
const changeKinds = new Set<unknown>(change.options.map((option) => option.shape.kind.value))
/** A newer centre may send kinds that this kiosk does not know: they are passed over, the rest counts. */
export const readableChanges = {
  safeParse: (input: unknown) => {
    const answer = z.looseObject({ changes: z.array(z.looseObject({ kind: z.string() })) }).safeParse(input)
    return changesAnswer.safeParse(answer.success ? { ...answer.data, changes: answer.data.changes.filter((item) => changeKinds.has(item.kind)) } : input)
  },
}

/** A named person decides over places in doubt before their window is over, and takes the risk (PROTOCOL 5). Idempotent by `settlementId`. */
export const settlementRequest = z.strictObject({
  settlementId: id, practitionerId: id, reason: z.string().trim().min(1).max(limits.textCharsMax),
  places: z.array(z.strictObject({ slotId: id, n: placeNumber, resolution: z.enum(['release', 'perish']) })).min(1).max(limits.settlementPlacesMax),
})
export type SettlementRequest = z.infer<typeof settlementRequest>
export const settlementAnswer = z.object({ settlementId: id, settled: z.array(z.object({ slotId: id, n: placeNumber, state: z.string() })) })
export type SettlementAnswer = z.infer<typeof settlementAnswer>

/** What the QR of a ticket says, signed by the device: ids only, no personal data. */
export const receiptFacts = z.strictObject({
  b: id, d: id, e: epoch, t: z.string().min(1).max(16), s: id.nullable(), n: placeNumber.nullable(), v: z.string().max(40), day: localDate,
})
export type ReceiptFacts = z.infer<typeof receiptFacts>
export const RECEIPT_PREFIX = 'VK1'
