/** A place that is sold moves in every index it stands in, so it stands in few. Of a device only what it may still sell is asked for, of a slot all its places. */
export const fewerIndexes = `
DROP INDEX place_by_state;
DROP INDEX place_of_device;
CREATE INDEX place_allotted ON place (device_id, slot_id, n) WHERE state = 'allotted';
-- Begins like booking_of_day.
DROP INDEX booking_of_clinic;
`
