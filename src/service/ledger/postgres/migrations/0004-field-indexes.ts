/** Roads for the console and the interfaces of the field. A lot's number is compared as JSON spells it, quotes and all: so no text can make the function fail. */
export const fieldIndexes = String.raw`
CREATE FUNCTION lot_of(body text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT substring(body FROM '"lotNumber":("(?:[^"\\]|\\.)*")') $$;
CREATE INDEX entry_problem ON entry (clinic_id, received_at) WHERE verdict LIKE '%"verdict":"rejected"%' OR verdict LIKE '%"verdict":"conflict"%';
CREATE INDEX booking_overdraft ON booking (clinic_id, booking_id) WHERE overdraft;
CREATE INDEX booking_of_day ON booking (clinic_id, date, booking_id);
CREATE INDEX place_in_doubt ON place (clinic_id, slot_id) WHERE state = 'in-doubt';
CREATE INDEX immunization_of_lot_anywhere ON immunization (lot_of(body), clinic_id) WHERE given;
CREATE INDEX immunization_anywhere ON immunization (entry_id);
`
