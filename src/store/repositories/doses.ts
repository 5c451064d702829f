import type { VaccineCode } from '../../contract/sync-protocol.ts'
import type { Rows } from '../../base/prepared-rows.ts'

export type DoseRow = {
  readonly immunizationId: string; readonly bookingId: string; readonly date: string; readonly actId: number; readonly givenAt: number; readonly vaccine: VaccineCode; readonly lotNumber: string; readonly expiryDate: string
  readonly doseNumber: number; readonly practitionerId: string; readonly vialId: string | null; readonly cautions: string; readonly inError: string | null
}
type DoseRecord = Omit<DoseRow, 'vaccine'> & { readonly system: string; readonly code: string }
export type VialRow = { readonly vialId: string; readonly date: string; readonly vaccine: VaccineCode; readonly lotNumber: string; readonly expiryDate: string; readonly doses: number; readonly left: number; readonly openedAt: number; readonly usableMs: number }
type VialRecord = Omit<VialRow, 'vaccine'> & { readonly system: string; readonly code: string }

const doseColumns = `immunization_id AS immunizationId, booking_id AS bookingId, date, act_id AS actId, given_at AS givenAt, vaccine_system AS system, vaccine_code AS code, lot_number AS lotNumber, expiry_date AS expiryDate,
  dose_number AS doseNumber, practitioner_id AS practitionerId, vial_id AS vialId, cautions, in_error AS inError`
const vialColumns = 'vial_id AS vialId, date, vaccine_system AS system, vaccine_code AS code, lot_number AS lotNumber, expiry_date AS expiryDate, doses, doses_left AS left, opened_at AS openedAt, usable_ms AS usableMs'
const codedOf = <T extends { readonly system: string; readonly code: string }>({ system, code, ...rest }: T) => ({ ...rest, vaccine: { system, code } })

export const doseTables = ({ one, all, run }: Rows) => ({
  addDose: (d: DoseRow) => {
    run('INSERT INTO immunization VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', d.immunizationId, d.bookingId, d.date, d.actId, d.givenAt, d.vaccine.system, d.vaccine.code, d.lotNumber, d.expiryDate, d.doseNumber, d.practitionerId, d.vialId, d.cautions, d.inError)
  },
  dose: (immunizationId: string): DoseRow | null => { const found = one<DoseRecord>(`SELECT ${doseColumns} FROM immunization WHERE immunization_id = ?`, immunizationId); return found && codedOf(found) },
  dosesOf: (bookingId: string): readonly DoseRow[] => all<DoseRecord>(`SELECT ${doseColumns} FROM immunization WHERE booking_id = ? ORDER BY act_id`, bookingId).map(codedOf),
  dosesOfDay: (date: string): readonly DoseRow[] => all<DoseRecord>(`SELECT ${doseColumns} FROM immunization WHERE date = ? ORDER BY act_id`, date).map(codedOf),
  dosesOfLot: (lotNumber: string, date: string): number => one<{ n: number }>('SELECT count(*) AS n FROM immunization WHERE date = ? AND lot_number = ? AND in_error IS NULL', date, lotNumber)?.n ?? 0,
  enterInError: (immunizationId: string, reason: string) => { run('UPDATE immunization SET in_error = ? WHERE immunization_id = ?', reason, immunizationId) },
  addVial: (v: VialRow) => { run('INSERT INTO vial VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', v.vialId, v.date, v.vaccine.system, v.vaccine.code, v.lotNumber, v.expiryDate, v.doses, v.left, v.openedAt, v.usableMs) },
  vial: (vialId: string): VialRow | null => { const found = one<VialRecord>(`SELECT ${vialColumns} FROM vial WHERE vial_id = ?`, vialId); return found && codedOf(found) },
  /** Not empty, opened on one of these days, oldest first. */
  openVials: (from: string): readonly VialRow[] => all<VialRecord>(`SELECT ${vialColumns} FROM vial WHERE date >= ? AND doses_left > 0 ORDER BY date, vial_id`, from).map(codedOf),
  /** False when not so many are left. */
  takeFromVial: (vialId: string, count: number): boolean => run('UPDATE vial SET doses_left = doses_left - ? WHERE vial_id = ? AND doses_left >= ?', count, vialId, count) === 1,
  putBackInVial: (vialId: string) => { run('UPDATE vial SET doses_left = min(doses, doses_left + 1) WHERE vial_id = ?', vialId) },
  addWaste: (w: { actId: number; vialId: string; date: string; vaccineCode: string; count: number; reason: string }) => { run('INSERT INTO waste VALUES (?, ?, ?, ?, ?, ?)', w.actId, w.vialId, w.date, w.vaccineCode, w.count, w.reason) },
  wasteOfDay: (date: string) => all<{ vaccineCode: string; count: number; reason: string }>('SELECT vaccine_code AS vaccineCode, count, reason FROM waste WHERE date = ? ORDER BY act_id', date),
  markRecalled: (lotNumber: string, at: number) => { run('INSERT OR IGNORE INTO recalled_lot VALUES (?, ?)', lotNumber, at) },
  unmarkRecalled: (lotNumber: string) => { run('DELETE FROM recalled_lot WHERE lot_number = ?', lotNumber) },
  isRecalled: (lotNumber: string): boolean => one('SELECT 1 AS found FROM recalled_lot WHERE lot_number = ?', lotNumber) !== null,
})
