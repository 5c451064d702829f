/** What a room may say for the technician. Never personal data: ids, counts and codes only. */
export type Log = {
  readonly info: (event: string, facts?: Record<string, unknown>) => void
  readonly warn: (event: string, facts?: Record<string, unknown>) => void
  readonly error: (event: string, facts?: Record<string, unknown>) => void
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
