/** Every screen a patient can meet, in every state worth looking at: made by the flow's own events, as a person would. */
import type { FoundBooking, NowCalling, Ticket, VaccineToday } from '../../src/contract/kiosk-api.ts'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'
import { flow, start } from '../../renderer/patient/flow.ts'
import type { DigitsName, FieldName, FlowEvent, FlowState } from '../../renderer/patient/flow.ts'

/** 24 November 2026, 10:20 in Seoul. */
export const NOW = Date.UTC(2026, 10, 24, 1, 20)
const MINUTE_MS = 60_000
const at = (minutes: number): number => NOW + minutes * MINUTE_MS
const later = [40, 100, 250, 310].map((minutes, i) => ({ slotId: `s${i}`, start: at(minutes), end: at(minutes + 30), free: 3, ...(i === 2 ? { quiet: true } : {}) }))

export const vaccines: readonly VaccineToday[] = defaultCatalogue.map((item, i) => ({
  vaccine: item.vaccine, name: item.name, forWhom: item.forWhom, minAgeMonths: item.minAgeMonths, maxAgeMonths: item.maxAgeMonths,
  freeNow: i === 3 ? 0 : 4, waitMinutes: i === 1 ? [25, 40] : i === 4 ? [0, 5] : [15, 25], standbyAhead: 2, later: i === 3 ? [] : later,
}))
const [flu, covid, , full] = vaccines as readonly [VaccineToday, VaccineToday, VaccineToday, VaccineToday]
const cvxOf = (v: VaccineToday): string | null => defaultCatalogue.find((item) => item.vaccine.code === v.vaccine.code)?.cvx ?? null

export const calling: NowCalling = { clinicName: '한빛가정의학과', timeZone: 'Asia/Seoul', waiting: 6, called: [{ ticketNumber: 'A-012', room: '1진료실', at: NOW }] }
export const calm: NowCalling = { ...calling, waiting: 0, called: [] }

const receipt = `VK1.${'eyJiIjoiMDE5M2E0ZjEtNmM3Ny03ZDJlLTlhM2MtNWYwMmU3YzFiYTQ0IiwiZCI6ImQxIiwiZSI6MSwidCI6IkEtMDE3In0'}.${'q2x7mC0bY5d1H9'.repeat(5)}`
const slot = { slotId: 's0', start: at(10), end: at(40), later: false }
export const ticket: Ticket = {
  bookingId: 'b1', status: 'booked', ticketNumber: 'A-017', maskedName: '홍*동', vaccine: flu.vaccine, vaccineName: flu.name, date: '2026-11-24', slot, ahead: 4, waitMinutes: [15, 25], room: '1진료실', receipt, repeated: false,
}
const found: FoundBooking = { bookingId: 'b1', ticketNumber: 'A-017', status: 'booked', maskedName: '홍*동', vaccineName: flu.name, slotStart: at(250), inQueue: false }

export type Scene = {
  readonly name: string; readonly state: FlowState; readonly calling?: NowCalling; readonly found?: readonly FoundBooking[]; readonly hasPrinter?: boolean
  /** Touched, by test id, once the screen stands. */
  readonly touches?: readonly string[]
  /** Seconds without a touch. */
  readonly untouchedS?: number; readonly storeDown?: boolean
  /** The person hears: a row of controls more. */
  readonly sound?: boolean
  /** Shown only where settings are folded away. */
  readonly folded?: boolean
}

const run = (events: readonly FlowEvent[], from: FlowState = start): FlowState => events.reduce(flow, from)
const type = (field: FieldName, letters: string): FlowEvent[] => [...letters].map((letter) => ({ kind: 'type', field, letter }))
const digits = (field: DigitsName, keys: string): FlowEvent[] => [...keys].map((digit) => ({ kind: 'digit', field, digit }))
const next: FlowEvent = { kind: 'next', today: '2026-11-24' }
const NAME = 'ㅎㅗㅇㄱㅣㄹㄷㅗㅇ'
const chosen = (v: VaccineToday): FlowEvent[] => [{ kind: 'go', screen: 'vaccine' }, { kind: 'vaccine', vaccine: v, cvx: cvxOf(v) }]
const soonest: FlowEvent = { kind: 'when', when: 'soonest', start: null }
const toName = [...chosen(flu), soonest]
const toBirth = [...toName, ...type('name', NAME), next]
const toPhone = [...toBirth, ...digits('birthDate', '19610527'), next]
const toSex = [...toPhone, ...digits('phone', '01012345678'), next]
const toForm: FlowEvent[] = [...toSex, { kind: 'sex', sex: 'female' }]
const no: FlowEvent = { kind: 'answer', answer: false }
const yes: FlowEvent = { kind: 'answer', answer: true }
const toConfirm = [...toForm, no, no, yes, ...type('detail', 'ㅇㅕㄹ'), next, ...Array.from({ length: 7 }, () => no)]
const childEvents = [...toName, ...type('name', NAME), next, ...digits('birthDate', '20180301'), next]
const covidForm: FlowEvent[] = [...chosen(covid), soonest, ...toSex.slice(toName.length), { kind: 'sex', sex: 'female' }]
const find: FlowEvent = { kind: 'find', finding: 'check-in' }
const toFound = [find, ...digits('phoneLast4', '5678'), next, ...digits('birthDate', '19610527'), next]
const withTicket = (part: Partial<Ticket>): FlowState => run([{ kind: 'ticket', ticket: { ...ticket, ...part } }])
const standby: Partial<Ticket> = { status: 'standby', ticketNumber: 'A-031', slot: null, ahead: 2, waitMinutes: [15, 25] }

export const scenes: readonly Scene[] = [
  { name: 'attract', state: start, untouchedS: 200 },
  { name: 'welcome', state: start },
  { name: 'welcome-calm', state: start, calling: calm },
  { name: 'welcome-staff-called', state: start, touches: ['staff-call'] },
  { name: 'languages', state: start, touches: ['language'] },
  { name: 'settings', state: run(toForm), touches: ['screen-settings'], folded: true },
  { name: 'vaccine', state: run([{ kind: 'go', screen: 'vaccine' }]) },
  { name: 'when', state: run(chosen(flu)) },
  { name: 'when-full', state: run(chosen({ ...full, later })) },
  { name: 'name-empty', state: run(toName) },
  { name: 'name', state: run([...toName, ...type('name', NAME)]) },
  { name: 'name-missing', state: run([...toName, next]) },
  { name: 'name-for-other', state: run([...toName, { kind: 'for-other' }, ...type('name', 'ㅎㅗㅇㅇㅏㄹㅡㅁ')]) },
  { name: 'guardian', state: run([...childEvents, ...type('guardian', 'ㅎㅗㅇㄱㅣㄹ')]) },
  { name: 'guardian-missing', state: run([...childEvents, next]) },
  { name: 'birth-date', state: run([...toBirth, ...digits('birthDate', '196105')]) },
  { name: 'birth-date-wrong', state: run([...toBirth, ...digits('birthDate', '19610231'), next]) },
  { name: 'phone', state: run([...toPhone, ...digits('phone', '010123456')]) },
  { name: 'phone-wrong', state: run([...toPhone, ...digits('phone', '0101'), next]) },
  { name: 'sex', state: run(toSex) },
  { name: 'question', state: run([...toForm, no, no]) },
  { name: 'question-heard', state: run([...toForm, no, no]), sound: true },
  { name: 'question-pregnancy', state: run([...toForm, no, no, no]) },
  { name: 'question-long', state: run([...toForm, no, no, no, no, no, no]) },
  { name: 'question-clotting', state: run([...covidForm, ...Array.from({ length: 8 }, () => no)]) },
  { name: 'detail', state: run([...toForm, no, no, yes, ...type('detail', 'ㅇㅕㄹㅇㅣ')]) },
  { name: 'confirm', state: run(toConfirm) },
  { name: 'confirm-child', state: run([...childEvents, ...type('guardian', 'ㅎㅗㅇㄱㅣㄹ'), next, ...digits('phone', '01012345678'), next, { kind: 'sex', sex: 'male' }, ...Array.from({ length: 9 }, () => no)]) },
  { name: 'confirm-agreed', state: run([...toConfirm, { kind: 'consent' }]) },
  { name: 'confirm-busy', state: run([...toConfirm, { kind: 'consent' }]), touches: ['confirm'], storeDown: true },
  { name: 'ticket', state: withTicket({}), hasPrinter: true },
  { name: 'ticket-staff-called', state: withTicket({}), hasPrinter: true, touches: ['staff-call'] },
  { name: 'ticket-heard', state: withTicket({}), hasPrinter: true, sound: true },
  { name: 'ticket-unprinted', state: withTicket({ ticketNumber: 'A-1017', ahead: 14, waitMinutes: [45, 80] }) },
  { name: 'ticket-next', state: withTicket({ ahead: 0, waitMinutes: [0, 5] }) },
  { name: 'ticket-repeated', state: withTicket({ repeated: true }) },
  { name: 'ticket-later', state: withTicket({ slot: { ...slot, start: at(250), end: at(280), later: true } }) },
  { name: 'ticket-standby', state: withTicket(standby) },
  { name: 'find-phone', state: run([find, ...digits('phoneLast4', '56')]) },
  { name: 'find-unread', state: run([find, { kind: 'unread' }]) },
  { name: 'find-birth-date', state: run([find, ...digits('phoneLast4', '5678'), next]) },
  { name: 'found', state: run(toFound), found: [found] },
  { name: 'found-two', state: run(toFound), found: [found, { ...found, bookingId: 'b2', ticketNumber: 'A-021', vaccineName: covid.name }] },
  { name: 'found-in-line', state: run(toFound), found: [{ ...found, slotStart: null, inQueue: true }] },
  { name: 'found-cancel', state: run(toFound), found: [found], touches: ['found-cancel'] },
  { name: 'found-over', state: run(toFound), found: [{ ...found, status: 'fulfilled' }] },
  { name: 'found-none', state: run(toFound), found: [] },
  { name: 'idle', state: run([...toForm, no, no]), untouchedS: 6 },
]
