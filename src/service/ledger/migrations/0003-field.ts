/** What the operator's console and the interfaces of the field read, beside what the protocol needs. */
export const field = `
-- What a device last said of itself; a drill is kept from the entry that noted it.
CREATE TABLE device_report (
  clinic_id TEXT NOT NULL, device_id TEXT NOT NULL, at INTEGER NOT NULL, oldest_ms INTEGER NOT NULL, free INTEGER NOT NULL, clock_offset_ms INTEGER NOT NULL,
  PRIMARY KEY (clinic_id, device_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE device_drill (clinic_id TEXT NOT NULL, device_id TEXT NOT NULL, at INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY (clinic_id, device_id)) STRICT, WITHOUT ROWID;
-- A named person's word on a case; the case itself is read from what happened and is never deleted.
CREATE TABLE case_closed (
  clinic_id TEXT NOT NULL, case_id TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (clinic_id, case_id)
) STRICT, WITHOUT ROWID;
-- One row an addressee. text: JSON, language -> words.
CREATE TABLE message (
  clinic_id TEXT NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('notice', 'rule-change', 'lot-recall')),
  lot_number TEXT, text TEXT NOT NULL, who TEXT NOT NULL, PRIMARY KEY (clinic_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_problem ON entry (clinic_id, received_at) WHERE json_extract(verdict, '$.verdict') IN ('rejected', 'conflict');
CREATE INDEX booking_overdraft ON booking (clinic_id, booking_id) WHERE overdraft = 1;
CREATE INDEX booking_of_day ON booking (clinic_id, date, booking_id);
CREATE INDEX immunization_of_lot ON immunization (json_extract(body, '$.lotNumber'), clinic_id) WHERE given = 1;
`
