import { expect } from 'vitest'
import { errorCatalogue } from '../../src/contract/errors.ts'
import type { ErrorCode } from '../../src/contract/errors.ts'
import type { Answer } from '../support/real-centre.ts'

/** RFC 9457 with a code of the catalogue, the status that belongs to it, and nothing of the inside. */
export function expectProblem(answer: Answer, code: ErrorCode): void {
  expect(answer.body).toMatchObject({ code, status: errorCatalogue[code].status, title: errorCatalogue[code].title, hint: errorCatalogue[code].hint })
  expect(answer).toMatchObject({ status: errorCatalogue[code].status, type: expect.stringMatching(/^application\/problem\+json\b/) })
  expect(JSON.stringify(answer.body)).not.toMatch(/at .*\.ts:|node_modules|SQLITE|SELECT /)
}
