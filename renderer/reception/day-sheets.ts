/** Rows to sheets of paper: a long name takes more lines, and no line may fall off the foot of a sheet. */
import type { DaySheetRow } from '../../src/contract/desk-types.ts'
import { textIn } from '../i18n/text-in.ts'

/** Millimetres, as sheets.css sets them: what is left of a landscape A4 beside head and foot, a line of 8.5 pt, the air of a row. */
export const SHEET_MM = 151
const LINE_MM = 3.95
const AIR_MM = 2.6
/** Letters of a full width that fit a column; Latin is narrower. */
const columnEm = { name: 11, vaccine: 7.3, lot: 6.5, by: 5.5 } as const
const LATIN_EM = 0.62
const isWide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uff00-\uff60]/

const linesOf = (text: string, em: number): number => Math.max(1, Math.ceil([...text].reduce((sum, char) => sum + (isWide.test(char) ? 1 : LATIN_EM), 0) / em))

export function rowMm(row: DaySheetRow, language: string): number {
  const texts = { name: row.name + (row.guardianName ? ` (${row.guardianName})` : ''), vaccine: `${textIn(row.vaccineName, language)} ${row.cvx ?? ''}`, lot: row.lotNumber ?? '', by: row.vaccinator ?? '' }
  return AIR_MM + LINE_MM * Math.max(...(Object.keys(columnEm) as (keyof typeof columnEm)[]).map((column) => linesOf(texts[column], columnEm[column])))
}

export function sheetsOf(rows: readonly DaySheetRow[], language: string): readonly (readonly DaySheetRow[])[] {
  const sheets: DaySheetRow[][] = [[]]
  let usedMm = 0
  for (const row of rows) {
    const mm = rowMm(row, language)
    if (usedMm + mm > SHEET_MM && usedMm > 0) { sheets.push([]); usedMm = 0 }
    sheets.at(-1)?.push(row)
    usedMm += mm
  }
  return sheets
}
