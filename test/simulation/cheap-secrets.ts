/** An enrolment hashes its code for 2 ms, which no schedule looks at: scrypt here at its lowest cost. What it costs in the product is tested where PINs are. */
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

const { scryptSync } = crypto
const LOWEST_COST = 2
crypto.scryptSync = (secret, salt, bytes, options) => scryptSync(secret, salt, bytes, { ...options, N: LOWEST_COST })
syncBuiltinESMExports()
