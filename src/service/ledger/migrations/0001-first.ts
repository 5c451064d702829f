/** The centre's ledger. Capacity is a key: (slot_id, n) is unique, so a place cannot be sold twice. */
export const first = `
CREATE TABLE clinic (
  clinic_id TEXT PRIMARY KEY, name TEXT NOT NULL, time_zone TEXT NOT NULL
) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE enrolment_code (
  code TEXT PRIMARY KEY, clinic_id TEXT NOT NULL REFERENCES clinic, expires_at INTEGER NOT NULL, -- ms
  used_by TEXT, public_key TEXT
) STRICT;
CREATE TABLE device (
  device_id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL REFERENCES clinic, public_key TEXT NOT NULL UNIQUE, epoch INTEGER NOT NULL CHECK (epoch >= 1),
  station_letter TEXT NOT NULL, station_name TEXT NOT NULL, app_version TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('ok', 'forked', 'revoked')),
  last_seen_at INTEGER, backlog INTEGER NOT NULL DEFAULT 0, UNIQUE (clinic_id, station_letter)
) STRICT;
CREATE TABLE session (
  clinic_id TEXT NOT NULL REFERENCES clinic, session_id TEXT PRIMARY KEY, date TEXT NOT NULL, vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL,
  UNIQUE (clinic_id, date, vaccine_system, vaccine_code)
) STRICT;
CREATE TABLE slot (
  clinic_id TEXT NOT NULL, slot_id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session, date TEXT NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL CHECK (end_at > start_at), capacity INTEGER NOT NULL CHECK (capacity >= 0),
  UNIQUE (session_id, start_at)
) STRICT;
CREATE INDEX slot_of_day ON slot (clinic_id, date);
-- One row is one unit of capacity, in exactly one state (PROTOCOL 1).
CREATE TABLE place (
  slot_id TEXT NOT NULL REFERENCES slot, n INTEGER NOT NULL CHECK (n >= 1),
  state TEXT NOT NULL CHECK (state IN ('pool', 'allotted', 'booked', 'in-doubt', 'limbo', 'void', 'perished')),
  device_id TEXT, epoch INTEGER, allotment_id TEXT, booking_id TEXT,
  PRIMARY KEY (slot_id, n),
  CHECK ((state = 'booked') = (booking_id IS NOT NULL)),
  CHECK (state NOT IN ('allotted', 'in-doubt') OR device_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX place_of_booking ON place (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX place_of_device ON place (device_id, state);
-- Asked once, answered for ever the same.
CREATE TABLE allotment_request (
  device_id TEXT NOT NULL, request_id TEXT NOT NULL, wants TEXT NOT NULL, grants TEXT NOT NULL, PRIMARY KEY (device_id, request_id)
) STRICT, WITHOUT ROWID;
-- Results are kept for ever: a kiosk may be away for weeks.
CREATE TABLE entry (
  entry_id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL, device_id TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
  content_hash TEXT NOT NULL, content TEXT NOT NULL, verdict TEXT NOT NULL, received_at INTEGER NOT NULL
) STRICT;
CREATE TABLE entry_sequence (
  device_id TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL, entry_id TEXT NOT NULL, PRIMARY KEY (device_id, epoch, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE booking (
  booking_id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL, device_id TEXT NOT NULL, epoch INTEGER NOT NULL, status TEXT NOT NULL, version INTEGER NOT NULL,
  ticket_number TEXT NOT NULL, slot_id TEXT, n INTEGER, overdraft INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL
) STRICT;
CREATE INDEX booking_of_clinic ON booking (clinic_id);
CREATE TABLE immunization (
  entry_id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL, booking_id TEXT NOT NULL, given INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX immunization_of_booking ON immunization (booking_id);
CREATE TABLE change_feed (
  id INTEGER PRIMARY KEY AUTOINCREMENT, clinic_id TEXT NOT NULL, by_device TEXT, content TEXT NOT NULL
) STRICT;
CREATE INDEX change_of_clinic ON change_feed (clinic_id, id);
`
