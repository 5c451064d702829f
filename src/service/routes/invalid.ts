import { failure } from '../../contract/errors.ts'
import type { ErrorCode, Failure } from '../../contract/errors.ts'

type Issues = { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }

/** Names the first field that does not fit; says nothing of its value. */
export function invalid(error: Issues, code: ErrorCode = 'INPUT_INVALID'): Failure {
  const issue = error.issues[0]
  const field = issue?.path.map(String).join('.') ?? ''
  return failure(code, `${field || 'body'}: ${issue?.message ?? 'does not fit'}`, field)
}
