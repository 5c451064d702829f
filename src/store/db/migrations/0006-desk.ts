/** The reception desk: what it did to whom and when, who works there, doses and vials. The queue belongs to the clinic, so nothing of it hangs on a person of the staff. */
export const desk = `
-- What the desk knows of a visit beside the booking and the place in line. No row: nobody at the desk has acted on it.
CREATE TABLE visit (
  booking_id TEXT PRIMARY KEY REFERENCES booking, date TEXT NOT NULL,
  acts INTEGER NOT NULL DEFAULT 0 CHECK (acts >= 0), -- revision of the row = booking.version + acts; it only grows
  line INTEGER, line_act INTEGER, -- stands behind the booking with rowid line, in the order of line_act: no clock orders the line
  placed INTEGER NOT NULL DEFAULT 0, -- 1: moved by hand, stands there though on standby
  skips INTEGER NOT NULL DEFAULT 0, call_act INTEGER, -- the act of the last call: the order of the board
  observe_from INTEGER, observe_minutes INTEGER, observed INTEGER NOT NULL DEFAULT 0, -- instants, ms
  dose_in_error INTEGER NOT NULL DEFAULT 0, -- 1: the centre holds this visit as ended by a dose that was entered in error
  CHECK ((observe_from IS NULL) = (observe_minutes IS NULL)), CHECK ((line IS NULL) = (line_act IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_called ON visit (date, call_act) WHERE call_act IS NOT NULL;
-- The audit trail, append-only but for undone_by. Ids and codes, nothing of a patient.
CREATE TABLE desk_act (
  act_id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, date TEXT NOT NULL, practitioner_id TEXT, kind TEXT NOT NULL, booking_id TEXT,
  facts TEXT NOT NULL, before TEXT, -- JSON; before: what undo puts back
  revision_before INTEGER, revision INTEGER, undone_by INTEGER
) STRICT;
CREATE INDEX desk_act_of_booking ON desk_act (booking_id, act_id) WHERE booking_id IS NOT NULL;
CREATE INDEX desk_act_of_day ON desk_act (date, act_id);
-- Acts that end a visit, told to the centre when they can no longer be taken back. The place stays with the booking until then.
CREATE TABLE held_act (
  booking_id TEXT PRIMARY KEY REFERENCES booking, act_id INTEGER NOT NULL, at INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('cancel', 'no-show', 'not-given')), status TEXT NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Doses given here. Never deleted: entered in error (FHIR Immunization.status).
CREATE TABLE immunization (
  immunization_id TEXT PRIMARY KEY, booking_id TEXT NOT NULL REFERENCES booking, date TEXT NOT NULL, act_id INTEGER NOT NULL, given_at INTEGER NOT NULL,
  vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL, lot_number TEXT NOT NULL, expiry_date TEXT NOT NULL, dose_number INTEGER NOT NULL CHECK (dose_number >= 1),
  practitioner_id TEXT NOT NULL, vial_id TEXT, cautions TEXT NOT NULL, in_error TEXT -- the reason
) STRICT, WITHOUT ROWID;
CREATE INDEX immunization_of_booking ON immunization (booking_id);
CREATE INDEX immunization_of_day ON immunization (date, act_id);
CREATE TABLE vial (
  vial_id TEXT PRIMARY KEY, date TEXT NOT NULL, vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL, lot_number TEXT NOT NULL, expiry_date TEXT NOT NULL,
  doses INTEGER NOT NULL CHECK (doses >= 1), doses_left INTEGER NOT NULL CHECK (doses_left >= 0 AND doses_left <= doses), opened_at INTEGER NOT NULL, usable_ms INTEGER NOT NULL CHECK (usable_ms > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX vial_of_day ON vial (date);
CREATE TABLE waste (act_id INTEGER PRIMARY KEY, vial_id TEXT NOT NULL REFERENCES vial, date TEXT NOT NULL, vaccine_code TEXT NOT NULL, count INTEGER NOT NULL CHECK (count >= 1), reason TEXT NOT NULL) STRICT;
CREATE INDEX waste_of_day ON waste (date);
CREATE TABLE recalled_lot (lot_number TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE staff (
  practitioner_id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('receptionist', 'vaccinator', 'lead')), active INTEGER NOT NULL DEFAULT 1,
  pin TEXT NOT NULL, -- JSON: scrypt, its parameters, salt, hash
  failures INTEGER NOT NULL DEFAULT 0, wait_ms INTEGER NOT NULL DEFAULT 0, seen_at INTEGER NOT NULL DEFAULT 0 -- what is left of the lock, as of seen_at
) STRICT, WITHOUT ROWID;
-- Signed-in persons; only the hash of what the window holds.
CREATE TABLE desk_session (session_hash TEXT PRIMARY KEY, practitioner_id TEXT NOT NULL REFERENCES staff, last_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- Where the refused entry stands in the outbox; null for what was refused before.
ALTER TABLE problem ADD COLUMN epoch INTEGER;
ALTER TABLE problem ADD COLUMN sequence INTEGER;
CREATE TABLE not_duplicate (one TEXT NOT NULL, other TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (one, other)) STRICT, WITHOUT ROWID;
`
