import { describe, expect, it } from 'vitest'
import { calls } from '../../src/contract/kiosk-api.ts'
import type { CallName } from '../../src/contract/kiosk-api.ts'
import { roles } from '../../src/domain/role.ts'
import { admit, CALLS_PER_SECOND_MAX, rateLimit } from '../../src/main/gate.ts'
import { readConfiguration } from '../../src/main/install/configuration.ts'

const readSettings = (values: Record<string, string>) => readConfiguration([{ source: 'environment', where: 'environment', values }])

const APP = 'app://kiosk'
const sender = (part = {}) => ({ role: 'patient' as const, topFrame: true, origin: APP, ...part })
const codeOf = (result: ReturnType<typeof admit>): string => (result.ok ? 'ok' : result.error.code)

describe('the gate between pages and store', () => {
  it.each(Object.keys(calls) as CallName[])('lets %s pass only for its roles, its sender and its fields', (name) => {
    for (const role of roles) {
      const code = codeOf(admit(sender({ role }), APP, name, { planted: true }))
      const allowed = (calls[name].roles as readonly string[]).includes(role)
      expect(code).toBe(allowed ? 'INPUT_INVALID' : 'ROLE_NOT_ALLOWED')
    }
    expect(codeOf(admit(sender({ origin: 'https://elsewhere' }), APP, name, {}))).toBe('SENDER_UNKNOWN')
    expect(codeOf(admit(sender({ topFrame: false }), APP, name, {}))).toBe('SENDER_UNKNOWN')
    expect(codeOf(admit(sender({ role: null }), APP, name, {}))).toBe('SENDER_UNKNOWN')
    const [role] = calls[name].roles
    expect(codeOf(admit(sender({ role }), APP, name, 'x'.repeat(70_000)))).toBe('TOO_LARGE')
  })
  it('knows no other call', () => {
    for (const name of ['constructor', '__proto__', 'toString', '', 7, null]) expect(codeOf(admit(sender(), APP, name, {}))).toBe('NOT_FOUND')
  })
  it('stops a flood and lets the next second in', () => {
    let now = 0
    const within = rateLimit(() => now)
    const taken = Array.from({ length: CALLS_PER_SECOND_MAX + 50 }, () => within(1)).filter(Boolean)
    expect(taken).toHaveLength(CALLS_PER_SECOND_MAX)
    expect(within(2)).toBe(true)
    now = 1_000
    expect(within(1)).toBe(true)
  })
})

describe('settings', () => {
  it('names the one that is wrong, and guesses none', () => {
    expect(readSettings({ KIOSK_DIAGONAL_INCH: '3' })).toMatchObject({ ok: false, error: { code: 'CONFIG_INVALID', field: 'KIOSK_DIAGONAL_INCH' } })
    expect(readSettings({ KIOSK_SERVICE_URL: 'file:///etc/passwd' })).toMatchObject({ ok: false, error: { field: 'KIOSK_SERVICE_URL' } })
    expect(readSettings({})).toMatchObject({ ok: true, value: { settings: { KIOSK_DIAGONAL_INCH: 21.5, KIOSK_LANGUAGE: 'ko' } } })
  })
})
