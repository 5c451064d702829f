/** Each row of the audit carries the hash of the one before, clinic by clinic: what was altered, taken out or put in between shows. */
export const auditChain = `
ALTER TABLE audit ADD COLUMN previous_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT ''; -- '' only in rows from before the chain
CREATE INDEX audit_of_clinic ON audit (clinic_id, id);
`
