/** PINs and the enrolment code, as scrypt hashes. 2^15 x 8 x 1: 32 MiB and about 80 ms on a clinic's PC for each guess. */
import { scryptSync, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from '../../base/ids.ts'
import type { HashedSecret } from '../repositories/meta.ts'

const COST = 2 ** 15
const BLOCK_SIZE = 8
const PARALLEL = 1
const HASH_BYTES = 32
const SALT_BYTES = 16
/** scrypt needs 128 x cost x block size; a little more is allowed. */
const memoryMax = (cost: number, blockSize: number): number => 130 * cost * blockSize

function derive(secret: string, salt: Buffer, { cost, blockSize, parallel }: Pick<HashedSecret, 'cost' | 'blockSize' | 'parallel'>): Buffer {
  return scryptSync(secret.normalize('NFKC'), salt, HASH_BYTES, { N: cost, r: blockSize, p: parallel, maxmem: memoryMax(cost, blockSize) })
}

/** A code has 40 random bits and opens nothing at the centre after its one use: 1 MiB and 2 ms are enough, and an enrolment is not held up. */
export const CODE_COST = 2 ** 10

export function hashSecret(secret: string, random: RandomBytes, cost = COST): HashedSecret {
  const salt = Buffer.from(random(SALT_BYTES))
  const parameters = { cost, blockSize: BLOCK_SIZE, parallel: PARALLEL }
  return { kdf: 'scrypt', ...parameters, salt: salt.toString('hex'), hash: derive(secret, salt, parameters).toString('hex') }
}

/** With the parameters it was made with, so that they can be raised later. */
export const isSecret = (secret: string, kept: HashedSecret): boolean => timingSafeEqual(derive(secret, Buffer.from(kept.salt, 'hex'), kept), Buffer.from(kept.hash, 'hex'))

/** How an enrolment code is typed: spaces, dashes and case are nobody's fault. */
export const plainCode = (code: string): string => code.replace(/[\s-]/g, '').toLowerCase()
