/**
 * The centre's ledger on PostgreSQL. Every table, every key and every unique constraint begins with the clinic, so that a distributed PostgreSQL can put a clinic's rows together
 * on one shard; what belongs to no clinic stands under ''. A test reads this from the catalogue. Ids are texts: devices name their things.
 */
export const first = `
CREATE TABLE setting (clinic_id text NOT NULL, key text NOT NULL, value text NOT NULL, PRIMARY KEY (clinic_id, key));
CREATE TABLE clinic (clinic_id text PRIMARY KEY, name text NOT NULL, time_zone text NOT NULL);
CREATE TABLE enrolment_code (
  clinic_id text NOT NULL REFERENCES clinic, code text NOT NULL, expires_at bigint NOT NULL, -- ms
  used_by text, public_key text, device_id text, PRIMARY KEY (clinic_id, code)
);
CREATE TABLE device (
  clinic_id text NOT NULL REFERENCES clinic, device_id text NOT NULL, public_key text NOT NULL, epoch bigint NOT NULL CHECK (epoch >= 1),
  station_letter text NOT NULL, station_name text NOT NULL, app_version text NOT NULL, state text NOT NULL CHECK (state IN ('ok', 'forked', 'revoked')),
  last_seen_at bigint, backlog bigint NOT NULL DEFAULT 0, lost boolean NOT NULL DEFAULT false,
  PRIMARY KEY (clinic_id, device_id), UNIQUE (clinic_id, public_key), UNIQUE (clinic_id, station_letter)
);
CREATE TABLE device_key (clinic_id text NOT NULL, device_id text NOT NULL, epoch bigint NOT NULL, public_key text NOT NULL, PRIMARY KEY (clinic_id, device_id, epoch));
CREATE TABLE device_contact (
  clinic_id text NOT NULL, device_id text NOT NULL, epoch bigint NOT NULL, boot bigint NOT NULL, number bigint NOT NULL, PRIMARY KEY (clinic_id, device_id, epoch)
);
CREATE TABLE learning (clinic_id text NOT NULL, device_id text NOT NULL, state text NOT NULL CHECK (state IN ('pending', 'lost')), PRIMARY KEY (clinic_id, device_id));
CREATE TABLE session (
  clinic_id text NOT NULL REFERENCES clinic, session_id text NOT NULL, date text NOT NULL, vaccine_system text NOT NULL, vaccine_code text NOT NULL,
  PRIMARY KEY (clinic_id, session_id), UNIQUE (clinic_id, date, vaccine_system, vaccine_code)
);
CREATE TABLE slot (
  clinic_id text NOT NULL, slot_id text NOT NULL, session_id text NOT NULL, date text NOT NULL, start_at bigint NOT NULL, end_at bigint NOT NULL CHECK (end_at > start_at),
  capacity bigint NOT NULL CHECK (capacity >= 0), held_max bigint, cut bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (clinic_id, slot_id), UNIQUE (clinic_id, session_id, start_at), FOREIGN KEY (clinic_id, session_id) REFERENCES session
);
CREATE INDEX slot_of_day ON slot (clinic_id, date);
CREATE INDEX slot_ends ON slot (clinic_id, end_at);
-- One row is one unit of capacity, in exactly one state (PROTOCOL 1).
CREATE TABLE place (
  clinic_id text NOT NULL, slot_id text NOT NULL, n bigint NOT NULL CHECK (n >= 1),
  state text NOT NULL CHECK (state IN ('pool', 'allotted', 'booked', 'in-doubt', 'limbo', 'void', 'perished')),
  device_id text, epoch bigint, allotment_id text, booking_id text, incarnation bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (clinic_id, slot_id, n), FOREIGN KEY (clinic_id, slot_id) REFERENCES slot,
  CHECK ((state = 'booked') = (booking_id IS NOT NULL)), CHECK (state NOT IN ('allotted', 'in-doubt') OR device_id IS NOT NULL)
);
CREATE UNIQUE INDEX place_of_booking ON place (clinic_id, booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX place_of_device ON place (clinic_id, device_id, state) WHERE device_id IS NOT NULL AND state <> 'booked';
-- Asked once, answered for ever the same.
CREATE TABLE allotment_request (
  clinic_id text NOT NULL, device_id text NOT NULL, request_id text NOT NULL, wants text NOT NULL, grants text NOT NULL, PRIMARY KEY (clinic_id, device_id, request_id)
);
-- Results are kept for ever: a kiosk may be away for weeks. A twin came second at its sequence: a fork.
CREATE TABLE entry (
  clinic_id text NOT NULL, entry_id text NOT NULL, device_id text NOT NULL, epoch bigint NOT NULL, sequence bigint NOT NULL,
  content_hash text NOT NULL, content text NOT NULL, verdict text NOT NULL, received_at bigint NOT NULL, twin boolean NOT NULL, PRIMARY KEY (clinic_id, entry_id)
);
CREATE UNIQUE INDEX entry_in_order ON entry (clinic_id, device_id, epoch, sequence) WHERE NOT twin;
CREATE TABLE watermark (clinic_id text NOT NULL, device_id text NOT NULL, epoch bigint NOT NULL, sequence bigint NOT NULL, PRIMARY KEY (clinic_id, device_id, epoch));
CREATE TABLE booking (
  clinic_id text NOT NULL, booking_id text NOT NULL, device_id text NOT NULL, epoch bigint NOT NULL, status text NOT NULL, version bigint NOT NULL, ticket_number text NOT NULL,
  slot_id text, n bigint, overdraft boolean NOT NULL DEFAULT false, body text NOT NULL, date text NOT NULL,
  arrival bigint GENERATED ALWAYS AS IDENTITY, -- who waits longest
  PRIMARY KEY (clinic_id, booking_id)
);
CREATE INDEX booking_waiting ON booking (clinic_id, date, arrival) WHERE slot_id IS NULL AND status IN ('waitlist', 'arrived', 'checked-in');
CREATE TABLE immunization (clinic_id text NOT NULL, entry_id text NOT NULL, booking_id text NOT NULL, given boolean NOT NULL, body text NOT NULL, PRIMARY KEY (clinic_id, entry_id));
CREATE INDEX immunization_of_booking ON immunization (clinic_id, booking_id);
-- The id is made of the number of its transaction: below the horizon of running transactions nothing can be added any more.
CREATE TABLE change_feed (clinic_id text NOT NULL, id bigint NOT NULL, by_device text, content text NOT NULL, PRIMARY KEY (clinic_id, id));
CREATE TABLE settlement (clinic_id text NOT NULL, settlement_id text NOT NULL, content text NOT NULL, answer text NOT NULL, at bigint NOT NULL, PRIMARY KEY (clinic_id, settlement_id));
-- Who did what at the centre, in order. No personal data of patients.
CREATE TABLE audit (clinic_id text NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, at bigint NOT NULL, who text NOT NULL, what text NOT NULL, PRIMARY KEY (clinic_id, id));
-- Roads to the clinic for whoever knows only a device, a code, a slot or a key. Not unique: uniqueness is a clinic's.
CREATE INDEX device_anywhere ON device (device_id);
CREATE INDEX device_key_anywhere ON device_key (public_key);
CREATE INDEX device_key_of_anywhere ON device_key (device_id);
CREATE INDEX code_anywhere ON enrolment_code (code);
CREATE INDEX slot_anywhere ON slot (slot_id);
CREATE INDEX booking_anywhere ON booking (booking_id);
`
