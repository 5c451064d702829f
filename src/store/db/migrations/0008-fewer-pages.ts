/**
 * A booking's commit writes every page it touches, so it touches few. The number of the day is counted from the bookings, past half hours are read once a day,
 * and that a booking was made stands in the booking.
 */
export const fewerPages = `
DROP INDEX promise_of_day;
-- The booking names its place; to look for it the other way round is never asked.
DROP INDEX place_of_booking;
DELETE FROM meta WHERE key LIKE 'ticketCount/%';
-- The pace of a day is read from its calls alone, not from everybody who stood in line.
CREATE INDEX queue_called ON queue_entry (date, called_at) WHERE called_at IS NOT NULL;
`
