import { z } from 'zod'

/** An IANA name, as `Asia/Seoul`; whether this runtime knows it is asked of the runtime. */
export const timeZone = z.string().max(60).refine((zone) => { try { return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone })) } catch { return false } }, { message: 'an IANA time zone' })
