CREATE TABLE booking (
  booking_id TEXT PRIMARY KEY, status TEXT NOT NULL CHECK (status IN ('booked', 'waitlist', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow')),
  version INTEGER NOT NULL CHECK (version >= 1), ticket_number TEXT NOT NULL, date TEXT NOT NULL, vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL,
  slot_id TEXT, n INTEGER, person_key TEXT NOT NULL, phone_last4 TEXT NOT NULL, birth_date TEXT NOT NULL,
  body TEXT NOT NULL, -- BookingBody as sent
  created_at INTEGER NOT NULL, made_by TEXT, UNIQUE (date, ticket_number), CHECK ((slot_id IS NULL) = (n IS NULL)), CHECK (status <> 'booked' OR slot_id IS NOT NULL)
  ) STRICT;
CREATE TABLE command (command_id TEXT PRIMARY KEY, name TEXT NOT NULL, result TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE event (booking_id TEXT NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, PRIMARY KEY (booking_id, at, what)) STRICT, WITHOUT ROWID;
CREATE TABLE message (
  message_id TEXT PRIMARY KEY, at INTEGER NOT NULL, -- ms
  topic TEXT NOT NULL CHECK (topic IN ('notice', 'rule-change', 'lot-recall')), lot_number TEXT, text TEXT NOT NULL -- JSON: language -> words
  ) STRICT, WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
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
CREATE TABLE problem (entry_id TEXT PRIMARY KEY, booking_id TEXT, code TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL, resolution TEXT) STRICT, WITHOUT ROWID;
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
CREATE TABLE session (session_id TEXT PRIMARY KEY, date TEXT NOT NULL, vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE slot (
  slot_id TEXT PRIMARY KEY, session_id TEXT NOT NULL, date TEXT NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL CHECK (end_at > start_at), -- instants, ms
  capacity INTEGER NOT NULL CHECK (capacity >= 0)
  ) STRICT, WITHOUT ROWID;
CREATE INDEX booking_by_digits ON booking (phone_last4, birth_date);
CREATE INDEX message_of_lot ON message (lot_number) WHERE topic = 'lot-recall';
CREATE INDEX outbox_lane ON outbox (type = 'booking-waitlisted', epoch, sequence) WHERE state = 'pending';
CREATE INDEX outbox_parked ON outbox (retry_at) WHERE state = 'parked';
CREATE INDEX outbox_waits ON outbox (retry_at) WHERE state <> 'settled' AND retry_at > 0;
CREATE INDEX place_free ON place (slot_id, n) WHERE state = 'free';
CREATE UNIQUE INDEX place_of_booking ON place (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX promise_of_day ON promise (date, half_hour);
CREATE INDEX queue_of_day ON queue_entry (date, state);
CREATE INDEX slot_of_day ON slot (date, start_at);
CREATE INDEX slot_of_session ON slot (session_id, start_at);
