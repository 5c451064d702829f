/** A table that a test prints of what it saw: on its own output, and kept for `npm test`, which prints it under the suite. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const GAP = 2

export function tellTable(name: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const text = all.map((row) => `  ${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd((widths[column] ?? 0) + GAP))).join('')}`).join('\n')
  mkdirSync(join('out', 'told'), { recursive: true })
  writeFileSync(join('out', 'told', `${name}.txt`), `${text}\n`)
  process.stdout.write(`\n${text}\n`)
}
