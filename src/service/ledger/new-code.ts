import { randomBytes } from 'node:crypto'

const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
/** 8 letters of 32: 40 bits, single use and expiring. */
export const newCode = (): string => [...randomBytes(8)].map((byte) => CODE_ALPHABET[byte % 32]).join('')
