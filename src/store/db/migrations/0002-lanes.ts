/** Lanes of the outbox, epochs of places, bookings that other devices of the clinic made. */
export const lanes = `
ALTER TABLE outbox ADD COLUMN retry_at INTEGER NOT NULL DEFAULT 0; -- not before this instant (deferred, or set aside)
ALTER TABLE outbox ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_waits ON outbox (retry_at) WHERE state <> 'settled' AND retry_at > 0;
CREATE INDEX outbox_parked ON outbox (retry_at) WHERE state = 'parked';
-- Until now 'parked' meant refused for good; that is settled. Parked is what still has no answer.
UPDATE outbox SET state = 'settled' WHERE state = 'parked' AND verdict IS NOT NULL;
-- A place of an earlier epoch is never sold again.
ALTER TABLE place ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE booking ADD COLUMN made_by TEXT; -- device id; null: this one
-- Keys of the clinic's devices, to read their receipts with no network.
CREATE TABLE peer_device (device_id TEXT NOT NULL, epoch INTEGER NOT NULL, station_letter TEXT NOT NULL, public_key TEXT NOT NULL, PRIMARY KEY (device_id, epoch)) STRICT, WITHOUT ROWID;
`
