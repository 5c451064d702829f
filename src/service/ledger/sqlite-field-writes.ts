import type { FieldWrites, MessageRow } from './field-rows.ts'
import type { Rows } from '../../base/prepared-rows.ts'

/** Inside the ledger's transactions. */
export const fieldWrites = ({ run, all }: Rows): FieldWrites => ({
  putDeviceReport: (r) => {
    run(`INSERT INTO device_report VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, device_id) DO UPDATE SET at = excluded.at, oldest_ms = excluded.oldest_ms,
      free = excluded.free, clock_offset_ms = excluded.clock_offset_ms`, r.clinicId, r.deviceId, r.at, r.oldestMs, r.free, r.clockOffsetMs)
  },
  putDrill: (d) => {
    run('INSERT INTO device_drill VALUES (?, ?, ?, ?) ON CONFLICT (clinic_id, device_id) DO UPDATE SET at = excluded.at, note = excluded.note WHERE excluded.at >= at', d.clinicId, d.deviceId, d.at, d.note)
  },
  putClosedCase: (c) => { run('INSERT INTO case_closed VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING', c.clinicId, c.caseId, c.at, c.who, c.note) },
  putMessage: (m) => { run('INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING', m.clinicId, m.messageId, m.at, m.kind, m.lotNumber, m.text, m.who) },
  messagesOf: (clinicId, limit) =>
    all<MessageRow>('SELECT clinic_id AS clinicId, message_id AS messageId, at, kind, lot_number AS lotNumber, text, who FROM message WHERE clinic_id = ? ORDER BY at DESC, message_id DESC LIMIT ?', clinicId, limit),
})
