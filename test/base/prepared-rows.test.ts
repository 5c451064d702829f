import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/base/prepared-rows.ts'

describe('what is kept of a file', () => {
  it('is read once, also when there is nothing, and again after it was dropped', () => {
    const { kept } = rowsOf({ prepare: () => null })
    let reads = 0
    const nothing = (): null => { reads++; return null }
    expect([kept.of('a', nothing), kept.of('a', nothing), reads]).toEqual([null, null, 1])
    kept.drop('a')
    expect([kept.of('a', nothing), reads]).toEqual([null, 2])
  })

  it('has a limit', () => {
    const { kept } = rowsOf({ prepare: () => null })
    for (let i = 0; i < 25_000; i++) kept.put(`name-${i}`, i)
    expect([...Array(25_000).keys()].filter((i) => kept.of(`name-${i}`, () => -1) !== -1).length).toBeLessThanOrEqual(10_000)
  })
})

describe('a statement', () => {
  it('is made once, and never with a bare parameter of LIMIT: SQLite would plan it anew for each run', () => {
    const made: string[] = []
    const { all } = rowsOf({ prepare: (sql) => { made.push(sql); return { all: () => [] } } })
    for (let run = 0; run < 3; run++) all('SELECT n FROM place WHERE slot_id = ? ORDER BY n LIMIT ?', 's', run)
    all('SELECT n FROM place LIMIT 1')
    expect(made).toEqual(['SELECT n FROM place WHERE slot_id = ? ORDER BY n LIMIT +?', 'SELECT n FROM place LIMIT 1'])
  })
})
