/** Hours, sleep and the watchdog, with planted clocks and a planted system. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const blocker = vi.hoisted(() => ({ held: new Set<number>(), next: 1 }))
vi.mock('electron', () => ({
  powerSaveBlocker: { start: (kind: string) => { if (kind !== 'prevent-display-sleep') throw new Error(kind); blocker.held.add(blocker.next); return blocker.next++ }, stop: (id: number) => { blocker.held.delete(id) } },
}))
const { feedWatchdog, isOpen, keepAwake, sayHealthy } = await import('../../src/main/lifecycle.ts')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifecycle-'))
  blocker.held.clear()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
})
afterEach(() => { vi.useRealTimers(); vi.unstubAllEnvs(); rmSync(folder, { recursive: true, force: true }) })

const minute = (text: string): number => { const [h = 0, m = 0] = text.split(':').map(Number); return h * 60 + m }

describe('opening hours', () => {
  it.each([
    ['08:30-18:00', '08:29', false], ['08:30-18:00', '08:30', true], ['08:30-18:00', '17:59', true], ['08:30-18:00', '18:00', false],
    ['20:00-02:00', '23:00', true], ['20:00-02:00', '01:59', true], ['20:00-02:00', '02:00', false], ['20:00-02:00', '12:00', false],
  ])('%s at %s: %s', (hours, at, open) => expect(isOpen(hours, minute(at))).toBe(open))

  it('keep the screen awake, let it sleep afterwards, and wake it the next morning', () => {
    vi.setSystemTime(new Date(2026, 10, 25, 8, 0))
    keepAwake('08:30-18:00', () => new Date())
    expect(blocker.held.size).toBe(0)
    const at = (hours: number, minutes: number, day = 25): number => { vi.advanceTimersByTime(new Date(2026, 10, day, hours, minutes).getTime() - Date.now()); return blocker.held.size }
    expect([at(8, 31), at(12, 0), at(18, 1), at(23, 0), at(8, 31, 26)]).toEqual([1, 1, 0, 0, 1])
  })
})

describe('the watchdog', () => {
  /** Stands before the real one in the PATH, and notes what it is given. */
  function standIn(): () => string[] {
    const notes = join(folder, 'notes')
    writeFileSync(join(folder, 'systemd-notify'), `#!/bin/sh\necho "$*" >> ${notes}\n`)
    chmodSync(join(folder, 'systemd-notify'), 0o755)
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
    return () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : [])
  }

  it('is fed through systemd-notify, every 20 seconds of a loop that turns', async () => {
    const notes = standIn()
    feedWatchdog({ NOTIFY_SOCKET: '/run/notify', WATCHDOG_USEC: '90000000' })
    expect(notes()).toEqual([])
    vi.advanceTimersByTime(60_000)
    await vi.waitFor(() => expect(notes()).toEqual(['WATCHDOG=1', 'WATCHDOG=1', 'WATCHDOG=1']))
  })

  it.each([[{}], [{ NOTIFY_SOCKET: '/run/notify' }], [{ WATCHDOG_USEC: '1' }]])('nobody is told where nobody watches: %j', (environment) => {
    standIn()
    feedWatchdog(environment)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('a system without systemd-notify is no reason to end', () => {
    vi.stubEnv('PATH', folder)
    feedWatchdog({ NOTIFY_SOCKET: '/run/notify', WATCHDOG_USEC: '90000000' })
    expect(() => vi.advanceTimersByTime(20_000)).not.toThrow()
  })
})

describe('the sign of life', () => {
  it('names the version that an update waits for; a folder that cannot be written is silence', () => {
    sayHealthy(folder, '0.2.0')
    expect(readFileSync(join(folder, 'health.json'), 'utf8')).toContain('"version":"0.2.0"')
    expect(() => sayHealthy(join(folder, 'none'), '0.2.0')).not.toThrow()
  })
})
