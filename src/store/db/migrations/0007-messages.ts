/** Words of the centre to the staff: a notice, a changed rule, the recall of a lot. Nothing of a patient. */
export const messages = `
CREATE TABLE message (
  message_id TEXT PRIMARY KEY, at INTEGER NOT NULL, -- ms
  topic TEXT NOT NULL CHECK (topic IN ('notice', 'rule-change', 'lot-recall')), lot_number TEXT, text TEXT NOT NULL -- JSON: language -> words
) STRICT, WITHOUT ROWID;
CREATE INDEX message_of_lot ON message (lot_number) WHERE topic = 'lot-recall';
`
