/**
 * The kiosk's file. Rows above 1,002 bytes in a WITHOUT ROWID table take an overflow page each, so bookings and outbox are plain tables.
 * Bookings, places and outbox are written in one transaction; the outbox only grows until it is settled.
 */
export const first = `
-- Small facts about this device: identity, cursor, settings. Values are JSON.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE session (session_id TEXT PRIMARY KEY, date TEXT NOT NULL, vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE slot (
  slot_id TEXT PRIMARY KEY, session_id TEXT NOT NULL, date TEXT NOT NULL,
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL CHECK (end_at > start_at), -- instants, ms
  capacity INTEGER NOT NULL CHECK (capacity >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_of_session ON slot (session_id, start_at);
CREATE INDEX slot_of_day ON slot (date, start_at);
-- A place this device may spend. free -> spent -> free (cancelled), free -> returned; never returned -> free.
CREATE TABLE place (
  slot_id TEXT NOT NULL, n INTEGER NOT NULL CHECK (n >= 1), allotment_id TEXT NOT NULL, sell_by INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('free', 'spent', 'returned', 'perished')), booking_id TEXT,
  PRIMARY KEY (slot_id, n), CHECK ((state = 'spent') = (booking_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX place_of_booking ON place (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX place_free ON place (slot_id, n) WHERE state = 'free';
CREATE TABLE booking (
  booking_id TEXT PRIMARY KEY, status TEXT NOT NULL CHECK (status IN ('booked', 'waitlist', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow')),
  version INTEGER NOT NULL CHECK (version >= 1), ticket_number TEXT NOT NULL, date TEXT NOT NULL, vaccine_system TEXT NOT NULL, vaccine_code TEXT NOT NULL,
  slot_id TEXT, n INTEGER, person_key TEXT NOT NULL, phone_last4 TEXT NOT NULL, birth_date TEXT NOT NULL,
  body TEXT NOT NULL, -- BookingBody as sent
  created_at INTEGER NOT NULL, UNIQUE (date, ticket_number), CHECK ((slot_id IS NULL) = (n IS NULL)), CHECK (status <> 'booked' OR slot_id IS NOT NULL)
) STRICT;
-- By number and birth date; a person is found among the few of these.
CREATE INDEX booking_by_digits ON booking (phone_last4, birth_date);
CREATE TABLE queue_entry (
  booking_id TEXT PRIMARY KEY REFERENCES booking, date TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('waiting', 'in-service', 'finished')),
  standby INTEGER NOT NULL, since INTEGER NOT NULL, room TEXT, called_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_of_day ON queue_entry (date, state);
-- Append-only: what happened here, in order, for the centre. Verdicts are added, nothing is rewritten.
CREATE TABLE outbox (
  epoch INTEGER NOT NULL, sequence INTEGER NOT NULL CHECK (sequence >= 1), entry_id TEXT NOT NULL, type TEXT NOT NULL, booking_id TEXT,
  wire TEXT NOT NULL, hash TEXT NOT NULL, created_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'settled', 'parked')), verdict TEXT, settled_at INTEGER, alone_failures INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (epoch, sequence)
) STRICT;
CREATE INDEX outbox_lane ON outbox (type = 'booking-waitlisted', epoch, sequence) WHERE state = 'pending';
-- Entries a person looks at; resolved ones stay for the audit.
CREATE TABLE problem (entry_id TEXT PRIMARY KEY, booking_id TEXT, code TEXT NOT NULL, detail TEXT NOT NULL, at INTEGER NOT NULL, resolution TEXT) STRICT, WITHOUT ROWID;
-- A command has one effect: its answer is kept and given again.
CREATE TABLE command (command_id TEXT PRIMARY KEY, name TEXT NOT NULL, result TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- What happened to a booking on this machine, for the desk.
CREATE TABLE event (booking_id TEXT NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL, PRIMARY KEY (booking_id, at, what)) STRICT, WITHOUT ROWID;
`
