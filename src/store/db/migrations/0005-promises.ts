/** What was said about the wait, to be held against what happened. No person in it, so it outlives the booking's own data. */
export const promises = `
CREATE TABLE promise (
  booking_id TEXT PRIMARY KEY, date TEXT NOT NULL,
  half_hour INTEGER NOT NULL CHECK (half_hour BETWEEN 0 AND 47), -- of the local day; when people come
  at INTEGER NOT NULL, ahead INTEGER NOT NULL CHECK (ahead >= 0),
  low_minutes INTEGER NOT NULL CHECK (low_minutes >= 0), high_minutes INTEGER NOT NULL CHECK (high_minutes >= low_minutes),
  called_at INTEGER -- first call, null until then
) STRICT, WITHOUT ROWID;
CREATE INDEX promise_of_day ON promise (date, half_hour);
`
