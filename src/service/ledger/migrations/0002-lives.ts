/** What a restored centre needs: epochs with their keys, requests in order, incarnations that learn; and settlements by named persons. */
export const lives = `
ALTER TABLE device ADD COLUMN lost INTEGER NOT NULL DEFAULT 0 CHECK (lost IN (0, 1));
-- The key of each epoch: an old disk found later may still drain.
CREATE TABLE device_key (device_id TEXT NOT NULL, epoch INTEGER NOT NULL, public_key TEXT NOT NULL, PRIMARY KEY (device_id, epoch)) STRICT, WITHOUT ROWID;
INSERT INTO device_key SELECT device_id, epoch, public_key FROM device;
CREATE INDEX device_key_of ON device_key (public_key);
ALTER TABLE enrolment_code ADD COLUMN device_id TEXT; -- set: the next epoch of this device
-- The newest request that was heard of an epoch: (boot, number). What comes later than it was sent has no effect.
CREATE TABLE device_contact (
  device_id TEXT NOT NULL, epoch INTEGER NOT NULL, boot INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (device_id, epoch)
) STRICT, WITHOUT ROWID;
-- The incarnation in which a place last changed; while learning, what is older than this life may be claimed by its true holder.
ALTER TABLE place ADD COLUMN incarnation INTEGER NOT NULL DEFAULT 0;
CREATE INDEX place_by_state ON place (slot_id, state);
-- Devices whose holdings are not known again since the ledger was restored. 'lost': will never report.
CREATE TABLE learning (clinic_id TEXT NOT NULL, device_id TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('pending', 'lost')), PRIMARY KEY (clinic_id, device_id)) STRICT, WITHOUT ROWID;
ALTER TABLE booking ADD COLUMN date TEXT NOT NULL DEFAULT ''; -- calendar day at the clinic
CREATE INDEX booking_waiting ON booking (clinic_id, date) WHERE slot_id IS NULL AND status IN ('waitlist', 'arrived', 'checked-in');
ALTER TABLE slot ADD COLUMN cut INTEGER NOT NULL DEFAULT 0; -- 1: the capacity was lowered once; more places than it may be out
ALTER TABLE slot ADD COLUMN held_max INTEGER; -- free places one device may hold; null: capacity
CREATE TABLE settlement (settlement_id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL, content TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- Who did what at the centre, in order. No personal data of patients.
CREATE TABLE audit (id INTEGER PRIMARY KEY, clinic_id TEXT NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL) STRICT;
`
