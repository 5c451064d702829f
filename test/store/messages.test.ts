import { describe, expect, it } from 'vitest'
import type { CallOutput } from '../../src/contract/kiosk-api.ts'
import { changesAnswer } from '../../src/contract/sync-protocol.ts'
import { defaultCatalogue } from '../../src/domain/catalogue.ts'
import { applyChanges } from '../../src/store/hear.ts'
import { drain, orThrow, quiet, testCentre, testClock, testKiosk, walkIn, wire } from '../support/clinic.ts'
import type { TestClock, TestKiosk } from '../support/clinic.ts'

const LOT = defaultCatalogue[0]?.lots[0]?.lotNumber ?? ''
const TEXT = { ko: '이 로트는 쓰지 마세요.', en: 'Do not use this lot.' }

async function clinic() {
  const clock = testClock()
  const made = await testCentre(clock)
  const kiosk = (): TestKiosk => testKiosk(clock, wire(() => made.app), { code: made.newCode() })
  const send = (messageId: string, part: object = {}) => orThrow(made.centre.sendMessage(made.clinicId, { messageId, kind: 'notice', lotNumber: null, text: TEXT, practitionerId: 'kim', ...part }))
  return { ...made, clock, kiosk, send }
}
async function beats(clock: TestClock, kiosk: TestKiosk, times = 3): Promise<void> {
  for (let i = 0; i < times; i++) {
    clock.now += 61_000
    kiosk.timers.runDue()
    await quiet(kiosk)
  }
}
const heard = (kiosk: TestKiosk) => orThrow(kiosk.store.handle('messages', {})) as CallOutput['messages']
const lotsOf = (kiosk: TestKiosk, bookingId: string) => (orThrow(kiosk.store.handle('bookingDetail', { bookingId })) as CallOutput['bookingDetail']).lots

describe('words of the centre', () => {
  it('reach the desk, the newest first, once however often they were sent', async () => {
    const { clock, kiosk, send } = await clinic()
    const desk = kiosk()
    desk.store.loop.start()
    await beats(clock, desk)
    send('first')
    clock.now += 1_000
    send('second', { kind: 'rule-change' })
    send('second', { kind: 'rule-change' })
    await beats(clock, desk)
    expect(heard(desk).map(({ messageId, topic }) => [messageId, topic])).toEqual([['second', 'rule-change'], ['first', 'notice']])
    expect(heard(desk)[0]).toMatchObject({ text: TEXT, lotNumber: null })
  })

  it('a recalled lot is flagged wherever it is picked, also at a machine that came after the recall', async () => {
    const { clock, kiosk, send } = await clinic()
    const old = kiosk()
    old.store.loop.start()
    await beats(clock, old)
    const { bookingId } = orThrow(old.store.handle('bookWalkIn', walkIn())) as CallOutput['bookWalkIn']
    expect(lotsOf(old, bookingId).map(({ recalled }) => recalled)).not.toContain(true)
    send('recall', { kind: 'lot-recall', lotNumber: LOT })
    await beats(clock, old)
    await drain(clock, [old])
    expect(lotsOf(old, bookingId).filter(({ recalled }) => recalled).map(({ lotNumber }) => lotNumber)).toEqual([LOT])
    const late = kiosk()
    late.store.loop.start()
    await beats(clock, late)
    expect(heard(late)).toMatchObject([{ messageId: 'recall', topic: 'lot-recall', lotNumber: LOT }])
    expect(late.store.context.repos.isLotRecalled(LOT)).toBe(true)
  })

  it('of an older centre, which sends only the text, are kept, once', async () => {
    const { kiosk, clock } = await clinic()
    const desk = kiosk()
    const { changes } = changesAnswer.parse({ incarnation: 1, cursor: 'c', reset: false, more: false, changes: [{ kind: 'message', text: TEXT }] })
    for (let i = 0; i < 2; i++) applyChanges(desk.store.context, changes, 'c')
    expect(heard(desk)).toMatchObject([{ topic: 'notice', text: TEXT, at: clock.now }])
  })

  it('are bounded: the oldest notices go, recalls stay', async () => {
    const { kiosk } = await clinic()
    const desk = kiosk()
    const { repos } = desk.store.context
    repos.keepMessage({ messageId: 'recall', at: 1, topic: 'lot-recall', lotNumber: LOT, text: TEXT })
    for (let i = 0; i < 230; i++) repos.keepMessage({ messageId: `n-${i}`, at: 10 + i, topic: 'notice', lotNumber: null, text: TEXT })
    expect(repos.messages(1_000)).toHaveLength(201)
    expect(repos.messages(1_000).at(-1)?.messageId).toBe('recall')
    expect(heard(desk)).toHaveLength(50)
  })
})
