/**
 * Every expected failure of the product, in one place.
 * `retryable`: the same request may succeed later without anybody changing it.
 * `status`: the HTTP status when it leaves by HTTP (RFC 9457). `hint`: what staff or a technician does next.
 */
export type ErrorInfo = { readonly status: number; readonly retryable: boolean; readonly title: string; readonly hint: string }

const define = (status: number, retryable: boolean, title: string, hint: string): ErrorInfo => ({ status, retryable, title, hint })

export const errorCatalogue = {
  INPUT_INVALID: define(400, false, 'The input does not fit the contract', 'Correct the named field and send again; what was typed is kept.'),
  ENVELOPE_UNREADABLE: define(400, false, 'The batch could not be read', 'Send the entries in smaller batches; set aside one that fails alone.'),
  TOO_LARGE: define(413, false, 'The request is too large', 'Halve the batch and send again.'),
  UNSUPPORTED_ENCODING: define(415, false, 'The content encoding is not supported', 'Send plain JSON or gzip.'),
  REQUEST_TIMEOUT: define(408, true, 'The request did not arrive in time', 'Send it again; check the connection.'),
  CREDENTIAL_IN_URL: define(400, false, 'A credential stood in the address', 'Addresses are written to logs: rotate the token, and send it in the Authorization header.'),
  UNAUTHORISED: define(401, false, 'The device signature was not accepted', 'Check that the device is enrolled with this service.'),
  DEVICE_REVOKED: define(403, false, 'This device was revoked', 'Entries stay on the device; ask the operator to enrol it again.'),
  EPOCH_FENCED: define(409, false, 'This epoch may no longer receive places', 'Enrol the device again; its entries are still accepted.'),
  UPDATE_REQUIRED: define(426, false, 'This protocol version is too old', 'Update the kiosk; its entries are still accepted meanwhile.'),
  SETTLEMENT_ID_REUSED: define(409, false, 'The same settlementId came with other places', 'Use a new settlementId for a new decision.'),
  RECEIPT_INVALID: define(422, false, 'The receipt cannot be read or its signature is wrong', 'Scan again, or look the person up by number.'),
  NOT_FOUND: define(404, false, 'There is nothing at this address', 'Check the address or id.'),
  METHOD_NOT_ALLOWED: define(405, false, 'This method is not offered here', 'See /v1/openapi.json.'),
  OVERLOADED: define(503, true, 'The service is busy', 'Wait as long as Retry-After says.'),
  DRAINING: define(503, true, 'The service is ending', 'Wait as long as Retry-After says; another node, or the next start, takes it.'),
  INTERNAL: define(500, true, 'The service failed', 'Look at the log of the service.'),
  TOO_MANY_TRIES: define(429, true, 'Too many wrong tries from this address', 'Wait as long as Retry-After says.'),
  ENROLMENT_CODE_UNKNOWN: define(404, false, 'This enrolment code is not known', 'Type the code again or ask for a new one.'),
  ENROLMENT_CODE_USED: define(409, false, 'This enrolment code was used already', 'Ask the operator for a new code.'),
  ENROLMENT_CODE_EXPIRED: define(410, false, 'This enrolment code has expired', 'Ask the operator for a new code.'),
  REQUEST_ID_REUSED: define(409, false, 'The same requestId came with other wishes', 'Use a new requestId for a new request.'),
  ENTRY_ID_REUSED: define(409, false, 'The same entryId came with other content', 'Keep the entry and tell the operator: the device may be a clone.'),
  ENTRY_OF_ANOTHER_DEVICE: define(403, false, 'The entry belongs to another device', 'Send it from the device that made it, or through its clinic hub.'),
  UNKNOWN_TYPE: define(422, false, 'The entry type is not known', 'Update the service.'),
  BODY_INVALID: define(422, false, 'The body of the entry does not fit its type', 'Open the problem tray and correct the named field.'),
  UNKNOWN_SLOT: define(422, false, 'The slot is not known', 'Reload the sessions; if it stays, tell the operator.'),
  UNKNOWN_BOOKING: define(422, false, 'The booking is not known', 'Search again by number.'),
  BOOKING_EXISTS: define(422, false, 'The booking exists already', 'Nothing to do: the first one counts.'),
  PLACE_MISSING: define(422, false, 'A booked entry must name its place', 'Tell the operator: the kiosk software is at fault.'),
  PLACE_NOT_HELD: define(422, false, 'The device does not hold this place', 'Nothing was lost; the person stands in the standby line.'),
  TRANSITION_NOT_ALLOWED: define(409, false, 'This act does not fit the state of the booking', 'Reload the row; it may be done already.'),
  SLOT_OVER: define(409, false, 'This time has passed', 'Choose a later time.'),
  VACCINE_NOT_OFFERED: define(422, false, 'This vaccine is not offered today', 'Choose another vaccine.'),
  BIRTH_DATE_INVALID: define(422, false, 'The birth date cannot be right', 'Check day, month and year; it lies in the past.'),
  GUARDIAN_REQUIRED: define(422, false, 'A child needs a guardian', 'Write the name of the guardian.'),
  NAME_INVALID: define(422, false, 'The name cannot be used', 'Write 1 to 100 letters.'),
  PHONE_INVALID: define(422, false, 'The phone number cannot be right', 'Write 7 to 15 digits.'),
  ROLE_NOT_ALLOWED: define(403, false, 'This window may not do this', 'Use the desk or the technician panel.'),
  SENDER_UNKNOWN: define(403, false, 'The call came from an unknown page', 'Restart the kiosk.'),
  STORE_UNAVAILABLE: define(503, true, 'The local store is restarting', 'Wait a moment; the same command can be sent again.'),
  STORE_TIMEOUT: define(503, true, 'The local store did not answer in time', 'Send the same command again; it takes effect once.'),
  DISK_FULL: define(507, true, 'The disk is full', 'Free space on this computer; nothing was half-written.'),
  DISK_READ_ONLY: define(507, true, 'The data folder cannot be written', 'Give the kiosk user write access to the data folder.'),
  DISK_FAILED: define(507, true, 'The disk reported an error', 'Replace the disk; take an encrypted export first.'),
  DATABASE_CORRUPTED: define(500, false, 'The database file is damaged', 'It was set aside, not deleted. Tell the technician.'),
  DATABASE_TOO_NEW: define(500, false, 'The database was written by a newer version', 'Install the newer version again.'),
  MIGRATION_FAILS: define(500, false, 'The data cannot be carried over into this version', 'Keep the version that runs; send the support bundle. The data were not touched.'),
  DATABASE_UNREACHABLE: define(503, true, 'The database cannot be reached', 'Check that PostgreSQL runs and that the address is right; what was acknowledged is safe there.'),
  DATABASE_KEY_WRONG: define(500, false, 'The key does not open the database', 'Restore the key file; no new file was made over the old one.'),
  DATABASE_KEY_MISSING: define(500, false, 'The database has no key', 'Restore the key file; no new file was made over the old one.'),
  UNSENT_WOULD_BE_LOST: define(409, false, 'Entries that have not gone up would be lost', 'Let them go up, or export them; then try again.'),
  QUEUE_FULL: define(507, false, 'Too many unsent entries', 'Connect to the central service; use the paper form until then.'),
  PIN_WRONG: define(401, false, 'The PIN is wrong', 'Type the PIN again.'),
  PIN_LOCKED: define(429, true, 'Too many wrong PINs', 'Wait until the lock ends.'),
  REVISION_CHANGED: define(409, false, 'Somebody else acted on this person meanwhile', 'Look at the row again; nothing was written over.'),
  UNDO_TOO_LATE: define(409, false, 'The time to take this back is over', 'Do the opposite act; for a dose, mark it as entered in error.'),
  UNDO_NOT_POSSIBLE: define(409, false, 'This cannot be taken back any more', 'Something else was done to this person since; act on the row as it is.'),
  NO_FREE_PLACE: define(409, false, 'No place is free at this time', 'Choose another time; the person keeps the place they have.'),
  DOSE_CAUTION: define(409, false, 'Something speaks against this dose', 'Check the vial; if the dose is in the arm, confirm and it is recorded.'),
  UNKNOWN_VIAL: define(404, false, 'This vial is not open', 'Open it at the desk first, or choose another.'),
  VIAL_EMPTY: define(409, false, 'Not so many doses are left in this vial', 'Count what is left in the vial.'),
  UNKNOWN_STAFF: define(404, false, 'This person is not on the staff list', 'Choose another name, or ask a lead to add it.'),
  STAFF_PIN_WRONG: define(401, false, 'The PIN does not fit this person', 'Type it again; a lead or the enrolment code sets a new one.'),
  STAFF_LOCKED: define(429, true, 'Too many wrong PINs for this person', 'Wait until the lock ends, or set a new PIN with the enrolment code. Calling and booking go on.'),
  SIGN_IN_NEEDED: define(401, false, 'This needs somebody who is signed in', 'Sign in with your PIN; calling and booking go on without.'),
  LEAD_NEEDED: define(403, false, 'This needs a lead', 'Ask a lead to sign in.'),
  LAST_LEAD: define(409, false, 'The clinic would be without a lead', 'Make another lead first.'),
  STAFF_FULL: define(409, false, 'The staff list is full', 'Take away who does not work here any more.'),
  RECOVERY_CODE_WRONG: define(401, false, 'This is not the code the clinic was enrolled with', 'Read it from the enrolment letter, or ask the operator for a new code.'),
  PAPER_NUMBER_TAKEN: define(409, false, 'This paper number is entered already', 'Look it up; the form may have been typed before.'),
  PAPER_DATE_INVALID: define(422, false, 'The day on the paper cannot be right', 'Write today or a day of the last two weeks.'),
  PROBLEM_SETTLED: define(409, false, 'This was settled already', 'Nothing to do; look at the tray again.'),
  FIX_NOT_POSSIBLE: define(409, false, 'This correction does not mend it', 'Keep it as it is, or hand it to a lead.'),
  DAYS_TOO_MANY: define(422, false, 'Too many days at once', 'Choose 31 days at most.'),
  PORT_TAKEN: define(500, false, 'The port is taken', 'Choose another port or stop the other program.'),
  TEST_BUILD: define(403, false, 'This is a test build', 'Install a released package; a test build enrols in demo mode only.'),
  CONFIG_INVALID: define(500, false, 'The configuration is not valid', 'Correct the named setting and start again.'),
} as const satisfies Record<string, ErrorInfo>

export type ErrorCode = keyof typeof errorCatalogue

/** An expected failure as it travels: plain data, so that it survives IPC and JSON. `field` names the input at fault. */
export type Failure = { readonly code: ErrorCode; readonly detail: string; readonly field?: string }

export const failure = (code: ErrorCode, detail = errorCatalogue[code].title as string, field?: string): Failure =>
  field === undefined ? { code, detail } : { code, detail, field }

/** RFC 9457 body. */
export type Problem = {
  readonly type: string; readonly title: string; readonly status: number; readonly code: ErrorCode
  readonly detail: string; readonly hint: string; readonly retryAfterMs?: number
}

export function problemOf(error: Failure, retryAfterMs?: number): Problem {
  const info = errorCatalogue[error.code]
  const base = { type: `urn:vaccination-kiosk:${error.code}`, title: info.title, status: info.status, code: error.code, detail: error.detail, hint: info.hint }
  return retryAfterMs === undefined ? base : { ...base, retryAfterMs }
}
