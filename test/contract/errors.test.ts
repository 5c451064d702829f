import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorCatalogue, failure, problemOf } from '../../src/contract/errors.ts'
import type { ErrorCode } from '../../src/contract/errors.ts'
import { calls, topics } from '../../src/contract/kiosk-api.ts'
import { roles } from '../../src/domain/role.ts'

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file)).map((file) => readFileSync(join(folder, file), 'utf8'))

describe('the error catalogue', () => {
  it('gives every code a status, a title and a hint that tells somebody what to do', () => {
    for (const [code, info] of Object.entries(errorCatalogue)) {
      expect(code).toMatch(/^[A-Z][A-Z_]+$/)
      expect(info.status).toBeGreaterThanOrEqual(400)
      expect(info.hint.endsWith('.')).toBe(true)
    }
  })

  it('makes an RFC 9457 body that carries the wait only when there is one', () => {
    expect(problemOf(failure('OVERLOADED'), 1_200)).toMatchObject({ code: 'OVERLOADED', status: 503, retryAfterMs: 1_200 })
    expect(problemOf(failure('NOT_FOUND'))).not.toHaveProperty('retryAfterMs')
  })

  it('has no code that nothing in the product uses', () => {
    const text = [...sources('src'), ...sources('renderer')].join('\n')
    const used = (code: string): boolean => (text.match(new RegExp(`\\b${code}\\b`, 'g'))?.length ?? 0) > 1
    const unused = (Object.keys(errorCatalogue) as ErrorCode[]).filter((code) => !used(code))
    expect(unused).toEqual([])
  })
})

describe('the kiosk contract', () => {
  it('lets only known roles ask, and every role has something to hear', () => {
    for (const call of Object.values(calls)) for (const role of call.roles) expect(roles).toContain(role)
    for (const role of roles) expect(Object.values(topics).some((allowed) => (allowed as readonly string[]).includes(role))).toBe(true)
  })
  it('gives every command an id, so that a repeat has one effect', () => {
    for (const call of Object.values(calls)) if (call.kind === 'command') expect(Object.keys(call.input.shape)).toContain('commandId')
  })
})
