/** Each row of the audit carries the hash of the one before, clinic by clinic; '' only in rows from before the chain. */
export const auditChain = `
ALTER TABLE audit ADD COLUMN previous_hash text NOT NULL DEFAULT '', ADD COLUMN hash text NOT NULL DEFAULT '';
`
