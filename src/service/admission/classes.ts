/** What the writer is asked, by importance (PROTOCOL 4), and the share of its time that nobody can take from each. */
export const shares = { house: 0.05, hello: 0.15, entries: 0.5, allotments: 0.1, operator: 0.1, changes: 0.1 } as const
export type CallClass = keyof typeof shares
/** The most important first. */
export const callClasses = Object.keys(shares) as CallClass[]

/** `house`: what the listening thread itself needs to know before it can judge anything. */
const classes: Readonly<Record<string, CallClass>> = {
  identity: 'house', deviceKey: 'house', adminTokens: 'house', hello: 'hello', entries: 'entries', entriesText: 'entries', inventory: 'entries', settlements: 'entries',
  allotments: 'allotments', enrol: 'allotments', changes: 'changes',
}
export const classOf = (call: string): CallClass => classes[call] ?? 'operator'
