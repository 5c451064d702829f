CREATE TABLE allotment_request (
  device_id TEXT NOT NULL, request_id TEXT NOT NULL, wants TEXT NOT NULL, grants TEXT NOT NULL, PRIMARY KEY (device_id, request_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE audit (id INTEGER PRIMARY KEY, clinic_id TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, previous_hash TEXT NOT NULL DEFAULT '', hash TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE booking (
  booking_id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL, device_id TEXT NOT NULL, epoch INTEGER NOT NULL, status TEXT NOT NULL, version INTEGER NOT NULL,
  ticket_number TEXT NOT NULL, slot_id TEXT, n INTEGER, overdraft INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL
  , date TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE case_closed (
  clinic_id TEXT NOT NULL, case_id TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (clinic_id, case_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE change_feed (
  clinic_id TEXT NOT NULL, id INTEGER NOT NULL, by_device TEXT, content TEXT NOT NULL, PRIMARY KEY (clinic_id, id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE clinic (
  clinic_id TEXT PRIMARY KEY, name TEXT NOT NULL, time_zone TEXT NOT NULL
  ) STRICT;
CREATE TABLE device (
  device_id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL REFERENCES clinic, public_key TEXT NOT NULL UNIQUE, epoch INTEGER NOT NULL CHECK (epoch >= 1),
  station_letter TEXT NOT NULL, station_name TEXT NOT NULL, app_version TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('ok', 'forked', 'revoked')),
  last_seen_at INTEGER, backlog INTEGER NOT NULL DEFAULT 0, lost INTEGER NOT NULL DEFAULT 0 CHECK (lost IN (0, 1)), UNIQUE (clinic_id, station_letter)
  ) STRICT;
CREATE TABLE device_contact (
  device_id TEXT NOT NULL, epoch INTEGER NOT NULL, boot INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (device_id, epoch)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE device_drill (clinic_id TEXT NOT NULL, device_id TEXT NOT NULL, at INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY (clinic_id, device_id)) STRICT, WITHOUT ROWID;
CREATE TABLE device_key (device_id TEXT NOT NULL, epoch INTEGER NOT NULL, public_key TEXT NOT NULL, PRIMARY KEY (device_id, epoch)) STRICT, WITHOUT ROWID;
CREATE TABLE device_report (
  clinic_id TEXT NOT NULL, device_id TEXT NOT NULL, at INTEGER NOT NULL, oldest_ms INTEGER NOT NULL, free INTEGER NOT NULL, clock_offset_ms INTEGER NOT NULL,
  PRIMARY KEY (clinic_id, device_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE enrolment_code (
  code TEXT PRIMARY KEY, clinic_id TEXT NOT NULL REFERENCES clinic, expires_at INTEGER NOT NULL, -- ms
  used_by TEXT, public_key TEXT
  , device_id TEXT) STRICT;
CREATE TABLE entry (
  entry_id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL, device_id TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
  content_hash TEXT NOT NULL, content TEXT NOT NULL, verdict TEXT NOT NULL, received_at INTEGER NOT NULL
  , heard_first INTEGER NOT NULL DEFAULT 1 CHECK (heard_first IN (0, 1)), refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1))) STRICT;
CREATE TABLE immunization (
  entry_id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL, booking_id TEXT NOT NULL, given INTEGER NOT NULL, body TEXT NOT NULL
  ) STRICT;
CREATE TABLE learning (clinic_id TEXT NOT NULL, device_id TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('pending', 'lost')), PRIMARY KEY (clinic_id, device_id)) STRICT, WITHOUT ROWID;
CREATE TABLE message (
  clinic_id TEXT NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('notice', 'rule-change', 'lot-recall')),
  lot_number TEXT, text TEXT NOT NULL, who TEXT NOT NULL, PRIMARY KEY (clinic_id, message_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE place (
  slot_id TEXT NOT NULL REFERENCES slot, n INTEGER NOT NULL CHECK (n >= 1),
  state TEXT NOT NULL CHECK (state IN ('pool', 'allotted', 'booked', 'in-doubt', 'limbo', 'void', 'perished')),
  device_id TEXT, epoch INTEGER, allotment_id TEXT, booking_id TEXT, incarnation INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (slot_id, n),
  CHECK ((state = 'booked') = (booking_id IS NOT NULL)),
  CHECK (state NOT IN ('allotted', 'in-doubt') OR device_id IS NOT NULL)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  clinic_id TEXT NOT NULL REFERENCES clinic, session_id TEXT PRIMARY KEY, date TEXT NOT NULL, vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL,
  UNIQUE (clinic_id, date, vaccine_system, vaccine_code)
  ) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE settlement (settlement_id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL, content TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE slot (
  clinic_id TEXT NOT NULL, slot_id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session, date TEXT NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL CHECK (end_at > start_at), capacity INTEGER NOT NULL CHECK (capacity >= 0), cut INTEGER NOT NULL DEFAULT 0, held_max INTEGER,
  UNIQUE (session_id, start_at)
  ) STRICT;
CREATE INDEX audit_of_clinic ON audit (clinic_id, id);
CREATE INDEX booking_of_day ON booking (clinic_id, date, booking_id);
CREATE INDEX booking_overdraft ON booking (clinic_id, booking_id) WHERE overdraft = 1;
CREATE INDEX booking_waiting ON booking (clinic_id, date) WHERE slot_id IS NULL AND status IN ('waitlist', 'arrived', 'checked-in');
CREATE INDEX device_key_of ON device_key (public_key);
CREATE UNIQUE INDEX entry_in_order ON entry (device_id, epoch, sequence) WHERE heard_first = 1;
CREATE INDEX entry_refused ON entry (clinic_id, received_at) WHERE refused = 1;
CREATE INDEX immunization_of_booking ON immunization (booking_id);
CREATE INDEX immunization_of_lot ON immunization (json_extract(body, '$.lotNumber'), clinic_id) WHERE given = 1;
CREATE INDEX place_allotted ON place (device_id, slot_id, n) WHERE state = 'allotted';
CREATE UNIQUE INDEX place_of_booking ON place (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX slot_of_day ON slot (clinic_id, date);
