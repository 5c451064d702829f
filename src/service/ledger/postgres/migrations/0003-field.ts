/** What the operator's console and the interfaces of the field keep, beside what the protocol needs; keyed by the clinic first, like all. */
export const field = `
CREATE TABLE device_report (
  clinic_id text NOT NULL, device_id text NOT NULL, at bigint NOT NULL, oldest_ms bigint NOT NULL, free bigint NOT NULL, clock_offset_ms bigint NOT NULL, PRIMARY KEY (clinic_id, device_id)
);
CREATE TABLE device_drill (clinic_id text NOT NULL, device_id text NOT NULL, at bigint NOT NULL, note text NOT NULL, PRIMARY KEY (clinic_id, device_id));
CREATE TABLE case_closed (clinic_id text NOT NULL, case_id text NOT NULL, at bigint NOT NULL, who text NOT NULL, note text NOT NULL, PRIMARY KEY (clinic_id, case_id));
CREATE TABLE message (
  clinic_id text NOT NULL, message_id text NOT NULL, at bigint NOT NULL, kind text NOT NULL CHECK (kind IN ('notice', 'rule-change', 'lot-recall')),
  lot_number text, text text NOT NULL, who text NOT NULL, PRIMARY KEY (clinic_id, message_id)
);
`
