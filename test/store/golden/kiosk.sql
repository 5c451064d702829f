CREATE TABLE booking (
  booking_id TEXT PRIMARY KEY, status TEXT NOT NULL CHECK (status IN ('booked', 'waitlist', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow')),
  version INTEGER NOT NULL CHECK (version >= 1), ticket_number TEXT NOT NULL, date TEXT NOT NULL, vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL,
  slot_id TEXT, n INTEGER, person_key TEXT NOT NULL, phone_last4 TEXT NOT NULL, birth_date TEXT NOT NULL,
  body TEXT NOT NULL, -- BookingBody as sent
  created_at INTEGER NOT NULL, made_by TEXT, UNIQUE (date, ticket_number), CHECK ((slot_id IS NULL) = (n IS NULL)), CHECK (status <> 'booked' OR slot_id IS NOT NULL)
  ) STRICT;
CREATE TABLE command (command_id TEXT PRIMARY KEY, name TEXT NOT NULL, result TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE desk_act (
  act_id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, date TEXT NOT NULL, practitioner_id TEXT, kind TEXT NOT NULL, booking_id TEXT,
  facts TEXT NOT NULL, before TEXT, -- JSON; before: what undo puts back
  revision_before INTEGER, revision INTEGER, undone_by INTEGER
  , hash TEXT) STRICT;
CREATE TABLE desk_session (session_hash TEXT PRIMARY KEY, practitioner_id TEXT NOT NULL REFERENCES staff, last_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE event (booking_id TEXT NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, PRIMARY KEY (booking_id, at, what)) STRICT, WITHOUT ROWID;
CREATE TABLE held_act (
  booking_id TEXT PRIMARY KEY REFERENCES booking, act_id INTEGER NOT NULL, at INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('cancel', 'no-show', 'not-given')), status TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE immunization (
  immunization_id TEXT PRIMARY KEY, booking_id TEXT NOT NULL REFERENCES booking, date TEXT NOT NULL, act_id INTEGER NOT NULL, given_at INTEGER NOT NULL,
  vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL, lot_number TEXT NOT NULL, expiry_date TEXT NOT NULL, dose_number INTEGER NOT NULL CHECK (dose_number >= 1),
  practitioner_id TEXT NOT NULL, vial_id TEXT, cautions TEXT NOT NULL, in_error TEXT -- the reason
  ) STRICT, WITHOUT ROWID;
CREATE TABLE message (
  message_id TEXT PRIMARY KEY, at INTEGER NOT NULL, -- ms
  topic TEXT NOT NULL CHECK (topic IN ('notice', 'rule-change', 'lot-recall')), lot_number TEXT, text TEXT NOT NULL -- JSON: language -> words
  , seen_at INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE not_duplicate (one TEXT NOT NULL, other TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (one, other)) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
  epoch INTEGER NOT NULL, sequence INTEGER NOT NULL CHECK (sequence >= 1), entry_id TEXT NOT NULL, type TEXT NOT NULL, booking_id TEXT,
  wire TEXT NOT NULL, hash TEXT NOT NULL, created_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'settled', 'parked')), verdict TEXT, settled_at INTEGER, alone_failures INTEGER NOT NULL DEFAULT 0, retry_at INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (epoch, sequence)
  ) STRICT;
CREATE TABLE peer_device (device_id TEXT NOT NULL, epoch INTEGER NOT NULL, station_letter TEXT NOT NULL, public_key TEXT NOT NULL, PRIMARY KEY (device_id, epoch)) STRICT, WITHOUT ROWID;
CREATE TABLE place (
  slot_id TEXT NOT NULL, n INTEGER NOT NULL CHECK (n >= 1), allotment_id TEXT NOT NULL, sell_by INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('free', 'spent', 'returned', 'perished')), booking_id TEXT, epoch INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (slot_id, n), CHECK ((state = 'spent') = (booking_id IS NOT NULL))
  ) STRICT, WITHOUT ROWID;
CREATE TABLE problem (entry_id TEXT PRIMARY KEY, booking_id TEXT, code TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL, resolution TEXT, epoch INTEGER, sequence INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE promise (
  booking_id TEXT PRIMARY KEY, date TEXT NOT NULL,
  half_hour INTEGER NOT NULL CHECK (half_hour BETWEEN 0 AND 47), -- of the local day; when people come
  at INTEGER NOT NULL, ahead INTEGER NOT NULL CHECK (ahead >= 0),
  low_minutes INTEGER NOT NULL CHECK (low_minutes >= 0), high_minutes INTEGER NOT NULL CHECK (high_minutes >= low_minutes),
  called_at INTEGER -- first call, null until then
  ) STRICT, WITHOUT ROWID;
CREATE TABLE queue_entry (
  booking_id TEXT PRIMARY KEY REFERENCES booking, date TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'in-service', 'finished')),
  standby INTEGER NOT NULL, since INTEGER NOT NULL, room TEXT, called_at INTEGER
  ) STRICT, WITHOUT ROWID;
CREATE TABLE recalled_lot (lot_number TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE session (session_id TEXT PRIMARY KEY, date TEXT NOT NULL, vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE slot (
  slot_id TEXT PRIMARY KEY, session_id TEXT NOT NULL, date TEXT NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL CHECK (end_at > start_at), -- instants, ms
  capacity INTEGER NOT NULL CHECK (capacity >= 0)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE staff (
  practitioner_id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('receptionist', 'vaccinator', 'lead')), active INTEGER NOT NULL DEFAULT 1,
  pin TEXT NOT NULL, -- JSON: scrypt, its parameters, salt, hash
  failures INTEGER NOT NULL DEFAULT 0, wait_ms INTEGER NOT NULL DEFAULT 0, seen_at INTEGER NOT NULL DEFAULT 0 -- what is left of the lock, as of seen_at
  ) STRICT, WITHOUT ROWID;
CREATE TABLE vial (
  vial_id TEXT PRIMARY KEY, date TEXT NOT NULL, vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL, lot_number TEXT NOT NULL, expiry_date TEXT NOT NULL,
  doses INTEGER NOT NULL CHECK (doses >= 1), doses_left INTEGER NOT NULL CHECK (doses_left >= 0 AND doses_left <= doses), opened_at INTEGER NOT NULL, usable_ms INTEGER NOT NULL CHECK (usable_ms > 0)
  ) STRICT, WITHOUT ROWID;
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
CREATE TABLE waste (act_id INTEGER PRIMARY KEY, vial_id TEXT NOT NULL REFERENCES vial, date TEXT NOT NULL, vaccine_code TEXT NOT NULL, count INTEGER NOT NULL CHECK (count >= 1), reason TEXT NOT NULL) STRICT;
CREATE INDEX booking_by_digits ON booking (phone_last4, birth_date);
CREATE INDEX desk_act_of_booking ON desk_act (booking_id, act_id) WHERE booking_id IS NOT NULL;
CREATE INDEX desk_act_of_day ON desk_act (date, act_id);
CREATE INDEX immunization_of_booking ON immunization (booking_id);
CREATE INDEX immunization_of_day ON immunization (date, act_id);
CREATE INDEX message_of_lot ON message (lot_number) WHERE topic = 'lot-recall';
CREATE INDEX outbox_lane ON outbox (type = 'booking-waitlisted', epoch, sequence) WHERE state = 'pending';
CREATE INDEX outbox_parked ON outbox (retry_at) WHERE state = 'parked';
CREATE INDEX outbox_waits ON outbox (retry_at) WHERE state <> 'settled' AND retry_at > 0;
CREATE INDEX place_free ON place (slot_id, n) WHERE state = 'free';
CREATE INDEX queue_called ON queue_entry (date, called_at) WHERE called_at IS NOT NULL;
CREATE INDEX queue_of_day ON queue_entry (date, state);
CREATE INDEX slot_of_day ON slot (date, start_at);
CREATE INDEX slot_of_session ON slot (session_id, start_at);
CREATE INDEX vial_of_day ON vial (date);
CREATE INDEX visit_called ON visit (date, call_act) WHERE call_act IS NOT NULL;
CREATE INDEX waste_of_day ON waste (date);
