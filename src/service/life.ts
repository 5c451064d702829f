/** Set once, when the process was asked to end. */
export type Life = { draining: boolean }
