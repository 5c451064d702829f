/** The operator's token: made at random when the ledger is made, changed on demand; the former one may live on for a while. */
import { ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { toIso } from '../base/time.ts'
import type { Instant } from '../base/time.ts'
import type { Failure } from '../contract/errors.ts'
import { OF_THE_CENTRE, OPERATOR } from './audit-chain.ts'
import type { Ledger } from './ledger/ledger.ts'

type Deps = { readonly ledger: Ledger; readonly clock: () => Instant; readonly newCode: () => string }

/** 24 letters of 32: 120 bits. */
export const newAdminToken = (newCode: () => string): string => newCode() + newCode() + newCode()

export function adminTokenCalls({ ledger, clock, newCode }: Deps) {
  return {
    adminTokens: (): readonly string[] => {
      const former = Number(ledger.setting('formerAdminTokenUntil') ?? 0) > clock() ? ledger.setting('formerAdminToken') : null
      return [ledger.setting('adminToken'), former].flatMap((token) => (token ? [token] : []))
    },
    rotateAdminToken: (overlapMs: number): Result<{ adminToken: string; formerValidUntil: string }, Failure> =>
      ledger.atomically(() => {
        const until = clock() + overlapMs
        ledger.putSetting('formerAdminToken', ledger.setting('adminToken') ?? '')
        ledger.putSetting('formerAdminTokenUntil', String(until))
        const adminToken = newAdminToken(newCode)
        ledger.putSetting('adminToken', adminToken)
        ledger.audit(OF_THE_CENTRE, clock(), OPERATOR, `admin token changed; the former one ends ${toIso(until)}`)
        return ok({ adminToken, formerValidUntil: toIso(until) })
      }),
  }
}
