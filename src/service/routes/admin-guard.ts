/** Who may use the admin calls: the token in its header, compared in constant time; wrong ones are counted by address. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { failure } from '../../contract/errors.ts'
import { defaultEdge } from '../edge.ts'
import { createLockOut, guesserOf } from '../lock-out.ts'
import { sendFailure } from '../reply.ts'
import type { AppDeps } from '../reply.ts'

/** Another node may have rotated the token: what is known is asked for again. */
const TOKENS_KEPT_MS = 2_000

const hex = (text: string): Buffer => Buffer.from(Buffer.from(text).toString('hex'))
const same = (a: string, b: string): boolean => { const [left, right] = [hex(a), hex(b)]; return left.length === right.length && timingSafeEqual(left, right) }

export type AdminGuard = {
  readonly check: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>
  /** After a rotation here. */
  readonly forget: () => void
}

export function createAdminGuard({ centre, clock, log, edge = defaultEdge }: AppDeps): AdminGuard {
  const lockOut = createLockOut({ ...edge, wrongMax: edge.wrongTokensMax })
  let kept: { readonly tokens: readonly string[]; readonly at: number } | null = null
  const tokens = async (): Promise<readonly string[]> => {
    const now = clock()
    if (kept && now >= kept.at && now - kept.at < TOKENS_KEPT_MS) return kept.tokens
    const read = await centre.adminTokens()
    if (read === 'overloaded') return kept?.tokens ?? []
    kept = { tokens: read, at: now }
    return read
  }
  return {
    forget: () => { kept = null },
    check: async (request, reply) => {
      const valid = await tokens()
      if (valid.some((token) => request.url.includes(token)) || /[?&](access_)?token=/i.test(request.url)) {
        log.warn('admin-token-in-url', { guesser: guesserOf(request.ip) })
        return sendFailure(reply, failure('CREDENTIAL_IN_URL'))
      }
      const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
      // 120 bits cannot be guessed: the right token is never locked out, or whoever guesses could keep the operator away.
      if (valid.some((token) => same(given, token))) return undefined
      const guesser = guesserOf(request.ip)
      const waitMs = lockOut.enter(guesser, clock())
      if (waitMs > 0) return sendFailure(reply, failure('TOO_MANY_TRIES'), waitMs)
      if (lockOut.wrong(guesser, clock())) log.warn('admin-locked', { guesser })
      return sendFailure(reply, failure('UNAUTHORISED', 'the admin token was not accepted'))
    },
  }
}
