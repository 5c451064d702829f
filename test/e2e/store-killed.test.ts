/** The store process, or a page, ends as crashes end: no patient is left standing, nothing is booked twice, main begins it again. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { confirm, fillIn, finish, readTicket } from '../../scripts/demo/kiosk-app.mjs'
import { ask, drained, home, logged, openClinic, overview, placesHeld, until } from './clinic.ts'
import type { Clinic } from './clinic.ts'

let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic()
  await placesHeld(clinic)
})
afterAll(() => clinic?.close())
beforeEach(() => home(clinic.patient))

const bookingsOf = (name: string, rows: Clinic['store']) => rows("SELECT booking_id, ticket_number FROM booking WHERE json_extract(body, '$.patient.name') = ?", name)
const upAgain = (before: number) => until('the store is up again', async () => clinic.storePid() !== before && (await overview(clinic)) !== null)

/** The patient confirms, `strike` happens to the store, and the ticket is the only booking of that name on both sides. */
async function bookThrough(name: string, jamo: string, phone: string, strike: (pid: number, act: () => Promise<void>) => Promise<void>): Promise<void> {
  const { patient } = clinic
  await fillIn(patient, { jamo, birthDate: '19650607', phone })
  const pid = clinic.storePid()
  await strike(pid, () => confirm(patient))
  const ticket = await readTicket(patient)
  await finish(patient)
  await upAgain(pid)
  await drained(clinic)
  const one = [{ booking_id: ticket.bookingId, ticket_number: ticket.number }]
  expect([bookingsOf(name, clinic.store), bookingsOf(name, clinic.ledger)]).toEqual([one, one])
}

describe('the store process is killed', () => {
  it('with the call in its hands, unanswered', () => bookThrough('나무', 'ㄴㅏㅁㅜ', '01070000002', async (pid, act) => {
    process.kill(pid, 'SIGSTOP')
    await act()
    await clinic.patient.locator('[data-testid="confirm"].busy').waitFor()
    process.kill(pid, 'SIGKILL')
  }))

  it('at once after the patient confirms, wherever it then is', () => bookThrough('다리', 'ㄷㅏㄹㅣ', '01070000003', async (pid, act) => {
    const tapped = act()
    const written = until('the booking is in the file', () => bookingsOf('다리', clinic.store).length > 0)
    await tapped
    await written
    process.kill(pid, 'SIGKILL')
  }))

  it('at the desk, in the middle of calling somebody', async () => {
    const { desk } = clinic
    const board = await ask<{ rows: { ticketNumber: string; bookingId: string }[] }>(desk, 'queueBoard', {})
    const first = board.ok ? board.value.rows[0] : undefined
    await desk.getByTestId(`row-${first?.ticketNumber}`).click()
    await desk.getByTestId('act-call').waitFor()
    const pid = clinic.storePid()
    process.kill(pid, 'SIGSTOP')
    await desk.getByTestId('act-call').click()
    process.kill(pid, 'SIGKILL')
    await desk.locator(`[data-testid="row-${first?.ticketNumber}"][data-stage="called"]`).waitFor()
    expect(clinic.store("SELECT count(*) AS n FROM event WHERE booking_id = ? AND what = 'called'", first?.bookingId)).toEqual([{ n: 1 }])
  })

  it('again and again: main pauses longer each time and never gives up', async () => {
    for (let times = 0; times < 2; times++) {
      const pid = clinic.storePid()
      process.kill(pid, 'SIGKILL')
      await upAgain(pid)
    }
    const downs = logged(clinic.dataDir, 'store-down') as { crashes: number; restartMs: number }[]
    const ups = logged(clinic.dataDir, 'store-up').map(({ pid }) => pid)
    expect(downs.length).toBeGreaterThanOrEqual(5)
    expect(new Set(ups).size).toBe(downs.length + 1)
    for (const { crashes, restartMs } of downs) expect(restartMs).toBe(Math.min(5_000, 100 * 2 ** (crashes - 1)))
    expect(downs.slice(1).every(({ crashes }, i) => crashes === (downs[i]?.crashes ?? 0) + 1 || crashes === 1)).toBe(true)
    expect((await clinic.kiosk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))).toBe(2)
  })
})

describe('a page dies', () => {
  it('and begins again at the welcome screen, with the role it had and nothing typed', async () => {
    const { kiosk, patient } = clinic
    await fillIn(patient, { jamo: 'ㅎㅏㄴㅡㄹ', birthDate: '19650607', phone: '01070000009' })
    await kiosk.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows().find((w) => w.getContentBounds().width === 1080)?.webContents.forcefullyCrashRenderer() })
    await until('main heard of it', () => logged(clinic.dataDir, 'page-gone').length > 0)
    // The debugger lost this page with its process, so main is asked what stands there.
    const stands = await until('the welcome screen', () => kiosk.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows().find((w) => w.getContentBounds().width === 1080)?.webContents
      if (!contents || contents.isCrashed() || contents.isLoading()) return null
      const asked = contents.executeJavaScript('({ screen: document.querySelector("[data-screen]")?.dataset.screen, role: window.kiosk?.role, text: document.body.textContent })').catch(() => null)
      const seen = await Promise.race([asked, new Promise<null>((resolve) => { setTimeout(() => resolve(null), 2_000) })])
      return seen?.screen ? (seen as { screen: string; role: string; text: string }) : null
    }))
    expect(stands).toMatchObject({ screen: 'welcome', role: 'patient' })
    expect(stands.text).not.toContain('하늘')
    expect(logged(clinic.dataDir, 'page-gone')).toMatchObject([{ role: 'patient' }])
  })
})
