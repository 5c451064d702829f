/** A ticket's QR, read at the centre: Ed25519 over ids, no personal data. */
import { createPublicKey, verify } from 'node:crypto'
import { RECEIPT_PREFIX, receiptFacts } from '../contract/sync-protocol.ts'
import type { ReceiptFacts } from '../contract/sync-protocol.ts'

/** What the receipt says, or null when it was not signed by the device it names. */
export function readReceipt(text: string, keyOf: (deviceId: string, epoch: number) => string | null): ReceiptFacts | null {
  const [prefix, payload, signature] = text.split('.')
  if (prefix !== RECEIPT_PREFIX || !payload || !signature) return null
  const facts = receiptFacts.safeParse(parse(Buffer.from(payload, 'base64url').toString('utf8')))
  const x = facts.success ? keyOf(facts.data.d, facts.data.e) : null
  if (!facts.success || x === null) return null
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, Buffer.from(`${prefix}.${payload}`), key, Buffer.from(signature, 'base64url')) ? facts.data : null
}

function parse(text: string): unknown {
  try { return JSON.parse(text) } catch { return null }
}
