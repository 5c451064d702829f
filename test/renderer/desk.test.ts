/** What the desk and the board decide without a window: dates by keys, groups of the list, new calls, sizes that are read across a room. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { announcer, lastHeard, newCalls, spokenParts } from '../../renderer/board/announce.ts'
import type { Called } from '../../renderer/board/announce.ts'
import { driftAt, DRIFT_UNITS, rests } from '../../renderer/board/burn-in.ts'
import { rowMm, SHEET_MM, sheetsOf } from '../../renderer/reception/day-sheets.ts'
import type { DaySheetRow } from '../../src/contract/desk-types.ts'
import { beforeShown, boardEm, readableAtM } from '../../renderer/board/legibility.ts'
import { boardEn } from '../../renderer/i18n/board-en.ts'
import { boardKo } from '../../renderer/i18n/board-ko.ts'
import { codesEn } from '../../renderer/i18n/codes-en.ts'
import { codesKo } from '../../renderer/i18n/codes-ko.ts'
import { deskActsEn } from '../../renderer/i18n/desk-acts-en.ts'
import { deskActsKo } from '../../renderer/i18n/desk-acts-ko.ts'
import { deskPapersEn } from '../../renderer/i18n/desk-papers-en.ts'
import { deskPapersKo } from '../../renderer/i18n/desk-papers-ko.ts'
import { en } from '../../renderer/i18n/en.ts'
import { ko } from '../../renderer/i18n/ko.ts'
import { receptionEn } from '../../renderer/i18n/reception-en.ts'
import { receptionKo } from '../../renderer/i18n/reception-ko.ts'
import { devicesKo } from '../../renderer/i18n/devices-ko.ts'
import { nextPaperNumber } from '../../renderer/reception/back-entry.tsx'
import { cautionsIn } from '../../renderer/reception/cautions.ts'
import { dateTyped, timeTyped } from '../../renderer/reception/date-field.tsx'
import { searchOf } from '../../renderer/reception/history-view.tsx'
import { keyOf } from '../../renderer/reception/use-keys.ts'
import { bornOf, clockIsBehind, linesOf, minutesUntil, needsGuardian, phoneOf, topThatShows } from '../../renderer/reception/view.ts'
import { whatHappened } from '../../renderer/reception/what-happened.ts'
import type { DeskRow, Stage } from '../../src/contract/desk-types.ts'
import type { SyncOverview } from '../../src/contract/kiosk-api.ts'
import { deskActKinds } from '../../src/domain/desk-act.ts'
import { doseCautions } from '../../src/domain/lot.ts'
import { notGivenReasons, wasteReasons } from '../../src/contract/desk-api.ts'

const today = '2026-11-24'

describe('what is typed at the desk', () => {
  it('takes a birth date with the digit that tells sex and century', () => {
    expect(bornOf('570304-2', today)).toEqual({ birthDate: '1957-03-04', sex: 'female' })
    expect(bornOf('2003041', today)).toEqual({ birthDate: '1920-03-04', sex: 'male' })
    expect(bornOf('2003044', today)).toEqual({ birthDate: '2020-03-04', sex: 'female' })
    expect(bornOf('570304-9', today)).toEqual({ birthDate: '', sex: null })
    expect(bornOf('19570304', today)).toEqual({ birthDate: '1957-03-04', sex: null })
    // Nobody is born tomorrow.
    expect(bornOf('20261125', today).birthDate).toBe('')
  })
  it('knows who needs a guardian, to the day', () => {
    expect([needsGuardian('2012-11-24', today), needsGuardian('2012-11-25', today), needsGuardian('', today)]).toEqual([false, true, false])
  })
  it('adds the 010 that is left out, and no other', () => {
    expect([phoneOf('2222-3333'), phoneOf('010 2222 3333'), phoneOf('02-123-4567'), phoneOf('010-1234-abcd567')]).toEqual(['01022223333', '01022223333', '021234567', ''])
  })
  it('reads days, expiries and times by digits alone', () => {
    expect([dateTyped('1124', 'day', today), dateTyped('20261030', 'day', today), dateTyped('1332', 'day', today)]).toEqual(['2026-11-24', '2026-10-30', ''])
    expect([dateTyped('2704', 'expiry', today), dateTyped('270430', 'expiry', today), dateTyped('202802', 'expiry', today), dateTyped('2713', 'expiry', today)]).toEqual(['2027-04-30', '2027-04-30', '2028-02-29', ''])
    expect([timeTyped('1152'), timeTyped('9:05'), timeTyped('2460'), timeTyped('')]).toEqual(['11:52', '09:05', '', ''])
  })
  it('counts a pile of paper on', () => {
    expect([nextPaperNumber('A-P006'), nextPaperNumber('A-P099')]).toEqual(['A-P007', 'A-P100'])
  })
  it('searches past days by number or digits, never by a name', () => {
    expect(searchOf('a13', today)).toBeNull()
    expect(searchOf('a013', today)).toEqual({ by: 'number', ticketNumber: 'A-013', date: null })
    expect(searchOf('A-P007', today)).toEqual({ by: 'number', ticketNumber: 'A-P007', date: null })
    expect(searchOf('4471 570304', today)).toEqual({ by: 'digits', phoneLast4: '4471', birthDate: '1957-03-04' })
    for (const name of ['김영자', 'Kim', '4471', '']) expect(searchOf(name, today)).toBeNull()
  })
  it('takes the same key with Hangul on', () => {
    expect([keyOf({ key: 'ㅊ', code: 'KeyC' }), keyOf({ key: 'c', code: 'KeyC' }), keyOf({ key: ' ', code: 'Space' }), keyOf({ key: 'k', code: '' })]).toEqual(['c', 'c', ' ', 'k'])
  })
})

describe('the one list', () => {
  const row = (bookingId: string, stage: Stage): DeskRow => ({ bookingId, stage }) as DeskRow
  const counts = { called: 1, waiting: 2, observing: 0, expected: 0, done: 9 }
  it('stands in groups that follow the visit; a folded one keeps its count', () => {
    const lines = linesOf([row('w1', 'waiting'), row('c', 'called'), row('w2', 'waiting'), row('d', 'done')], counts, new Set<Stage>(['done']))
    expect(lines.map((line) => (line.kind === 'head' ? `${line.stage} ${line.count}` : `${line.row.bookingId}${line.first ? ' first' : ''}${line.last ? ' last' : ''}`))).toEqual(['called 1', 'c first last', 'waiting 2', 'w1 first', 'w2 last', 'done 9'])
  })
  it('is scrolled to whole lines: nothing of the one before shows below the head', () => {
    const lines = [[0, 52], [52, 112], [112, 172], [172, 232], [232, 284], [284, 344]].map(([start = 0, end = 0]) => ({ start, end }))
    const shown = (from: number, at: number, top: number): number | null => topThatShows(lines, { from, at }, { top, height: 200 })
    expect([shown(4, 5, 0), shown(0, 1, 172), shown(2, 2, 172), shown(2, 2, 0), shown(9, 9, 0)]).toEqual([172, 0, 112, null, null])
  })
  it('lets nobody go a minute early, and sees a clock that was put back', () => {
    expect([minutesUntil(60_001, 0), minutesUntil(60_000, 0), minutesUntil(0, 5)]).toEqual([2, 1, 0])
    const sync = { lastContactAt: 3_600_000 } as SyncOverview
    expect([clockIsBehind(sync, 0), clockIsBehind(sync, 3_600_000), clockIsBehind(null, 0)]).toEqual([true, false, false])
  })
})

describe('the called board', () => {
  const call = (n: number): Called => ({ call: n, ticketNumber: `A-00${n}`, room: '1진료실', standby: false })
  it('announces what was called since, oldest first, and nothing after a restart', () => {
    expect(newCalls(null, [call(3), call(2)])).toEqual([])
    expect(newCalls(2, [call(4), call(3), call(2)]).map((c) => c.call)).toEqual([3, 4])
    // A call that was undone brings an old one up from below: not new.
    expect(newCalls(4, [call(3), call(2)])).toEqual([])
    expect(lastHeard(4, [call(3)])).toBe(4)
  })
  it('says one after another, never over the one before', () => {
    const heard: string[] = []
    const waiting: (() => void)[] = []
    let speaking = false
    const announce = announcer({ chime: () => heard.push('chime'), say: (c) => { heard.push(c.ticketNumber); speaking = true }, speaking: () => speaking, after: (_ms, act) => { waiting.push(act) } })
    const step = (): void => waiting.shift()?.()
    announce([call(1), call(2)])
    step()
    step()
    expect(heard).toEqual(['chime', 'A-001'])
    speaking = false
    step()
    step()
    expect(heard).toEqual(['chime', 'A-001', 'chime', 'A-002'])
  })
  it('says a number as people say it', () => {
    expect([spokenParts('A-012'), spokenParts('AB-1017')]).toEqual([{ letter: 'A', number: '12' }, { letter: 'AB', number: '1017' }])
  })
  it('is read at 8 m: number and room on 32 inches, the last five on 43', () => {
    const DISTANCE_M = 8
    expect(readableAtM(boardEm.number, 32)).toBeGreaterThan(DISTANCE_M)
    expect(readableAtM(boardEm.room, 32)).toBeGreaterThan(DISTANCE_M)
    expect(readableAtM(boardEm.before, 43)).toBeGreaterThan(DISTANCE_M)
    // What the first drawing had would not have been.
    expect(readableAtM(92, 43)).toBeLessThan(DISTANCE_M)
    expect([beforeShown(100), beforeShown(150), beforeShown(60)]).toEqual([5, 3, 5])
  })
  it('moves within its margin, by little, and rests when nobody waits', () => {
    const places = Array.from({ length: 96 }, (_, minute) => driftAt(minute * 60_000))
    for (const { x, y } of places) expect(Math.hypot(x, y)).toBeLessThanOrEqual(DRIFT_UNITS + 1e-9)
    const steps = places.slice(1).map(({ x, y }, i) => Math.hypot(x - (places[i]?.x ?? 0), y - (places[i]?.y ?? 0)))
    expect(Math.max(...steps)).toBeLessThan(1.6)
    expect(new Set(places.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`)).size).toBe(48)
    expect([rests(0, 0, 31 * 60_000), rests(1, 0, 31 * 60_000), rests(0, 0, 29 * 60_000)]).toEqual([true, false, false])
  })
})

type Texts = { readonly [key: string]: string | Texts }
const flat = (texts: Texts, path = ''): Record<string, string> => Object.assign({}, ...Object.entries(texts).map(([key, value]) => (typeof value === 'string' ? { [path + key]: value } : flat(value, `${path}${key}.`))))
const placeholders = (text: string): string => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').sort().join()

describe('the words of desk and board', () => {
  const korean = flat({ ...ko, ...devicesKo, ...receptionKo, ...boardKo, ...deskActsKo, ...deskPapersKo } as Texts)
  const english = flat({ ...en, ...receptionEn, ...boardEn, ...deskActsEn, ...deskPapersEn } as Texts)
  it('has a text for every key that a screen names', () => {
    const files = ['reception', 'board'].flatMap((room) => readdirSync(`renderer/${room}`).filter((file) => file.endsWith('.tsx')).map((file) => readFileSync(`renderer/${room}/${file}`, 'utf8')))
    const named = files.flatMap((text) => [...text.matchAll(/\bt\((?:[\w.!=&| ]*\? )?'([\w.-]+)'/g)].map(([, key]) => key ?? ''))
    expect(named.length).toBeGreaterThan(150)
    expect([...new Set(named)].filter((key) => !(key in korean))).toEqual([])
  })
  it('has one for every act, caution and reason of the contract', () => {
    const keys = [...deskActKinds.map((kind) => `acts.${kind}`), ...doseCautions.map((caution) => `dose.cautions.${caution}`), ...notGivenReasons.map((reason) => `dose.reasons.${reason}`), ...wasteReasons.map((reason) => `vial.reasons.${reason}`)]
    expect(keys.filter((key) => !korean[key] || !english[key])).toEqual([])
    expect(cautionsIn('lot-expired, not-signed')).toEqual(['lot-expired', 'not-signed'])
  })
  it('puts the same things into both languages, and leaves no Korean in English', () => {
    expect(Object.keys(english).filter((key) => /^(desk|visit|dose|vial|acts|tray|paper|history|staff|clinic|strip)\./.test(key) && placeholders(english[key] ?? '') !== placeholders(korean[key] ?? ''))).toEqual([])
    expect(Object.entries(english).filter(([key, text]) => !key.startsWith('keyboard.') && /[가-힣]/.test(text))).toEqual([])
    expect(Object.values(korean).filter((text) => /[가-힣]\([을를이가은는와과]\)/.test(text))).toEqual([])
  })
  it('has a button for every word that a code says to press', () => {
    const quoted = (texts: unknown): string[] => [...new Set([...JSON.stringify(texts).matchAll(/‘([^’]+)’|\\"([A-Z][^"\\]+)\\"/g)].map(([, ko, en]) => ko ?? en ?? ''))]
    expect(quoted(codesKo).length + quoted(codesEn).length).toBeGreaterThan(10)
    expect(quoted(codesKo).filter((words) => !Object.values(korean).includes(words))).toEqual([])
    expect(quoted(codesEn).filter((words) => !Object.values(english).includes(words))).toEqual([])
  })
  it('says on the strip nothing of machines', () => {
    expect(Object.values(receptionKo.strip).filter((text) => /동기화|서버|오류|재시도|오프라인/.test(text))).toEqual([])
  })
  it('names what somebody else did, in words', () => {
    const say = (key: string): string | null => ({ 'codes.REVISION_CHANGED.what': '다른 분이 먼저 했습니다.', 'codes.REVISION_CHANGED.patient': '', 'codes.REVISION_CHANGED.press': '', 'acts.cancel': '취소' })[key] ?? null
    expect(whatHappened({ code: 'REVISION_CHANGED', detail: 'cancel' }, say).what).toBe('다른 분이 먼저 했습니다. (취소)')
    expect(whatHappened({ code: 'REVISION_CHANGED', detail: 'elsewhere' }, say).what).toBe('다른 분이 먼저 했습니다.')
  })
})

describe('the day sheet', () => {
  const person = (order: number, part: Partial<DaySheetRow> = {}): DaySheetRow => ({
    order, ticketNumber: `A-${order}`, name: '박말자', birthDate: '1957-03-04', sex: 'female', phone: '01022223333', guardianName: null, vaccineName: { ko: '독감' }, vaccineCode: '13', cvx: '140', flaggedQuestions: [], stage: 'done', outcome: 'given',
    givenAt: 0, lotNumber: 'FLU-2604B', expiryDate: '2027-04-30', doseNumber: 1, vaccinator: '최접수', paper: false, cautions: [], sent: true, ...part,
  })
  it('has each of five hundred rows once, in order, and no sheet that is fuller than paper', () => {
    const rows = Array.from({ length: 500 }, (_, i) => person(i + 1, i % 7 === 0 ? { name: '가'.repeat(100), guardianName: 'x'.repeat(100), lotNumber: 'L'.repeat(60) } : {}))
    const sheets = sheetsOf(rows, 'ko')
    expect(sheets.flat()).toEqual(rows)
    for (const sheet of sheets) expect(sheet.reduce((sum, row) => sum + rowMm(row, 'ko'), 0)).toBeLessThanOrEqual(SHEET_MM)
    expect(sheetsOf(rows.filter((_, i) => i % 7 > 0).slice(0, 46), 'ko')).toHaveLength(2)
    expect(sheetsOf([], 'ko')).toEqual([[]])
  })
})
