/** A table a spreadsheet opens as it was meant: RFC 4180, with a BOM so that Hangul is read as UTF-8. */
export type Cell = string | number | null

const BOM = '\uFEFF'
/** A cell that begins so is run as a formula; an apostrophe before it makes it text (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@|\t\r]/

function cellOf(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvOf = (head: readonly string[], rows: readonly (readonly Cell[])[]): string => `${BOM}${[head, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`
