import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog, LOG_FILES_MAX, logFolder } from '../../src/main/logging.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => { vi.restoreAllMocks(); chmodSync(folder, 0o700); rmSync(folder, { recursive: true, force: true }) })

const BYTES_MAX = 1_000
const linesOf = (name: string) => readFileSync(join(folder, name), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { n: number; level: string; at: string; event: string })

describe('the log', () => {
  it('is JSON lines with level, instant and event', () => {
    createLog(folder).warn('displays', { n: 1 })
    expect(linesOf('kiosk.log')).toEqual([{ level: 'warn', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), event: 'displays', n: 1 }])
  })

  it('rotates: the newest lines in kiosk.log, older ones numbered, never more files than allowed, and no line cut', () => {
    const log = createLog(folder, BYTES_MAX)
    for (let n = 0; n < 200; n++) log.info('turn', { n })
    const names = readdirSync(folder).sort()
    expect(names).toEqual(['kiosk.log', ...Array.from({ length: LOG_FILES_MAX - 1 }, (_, i) => `kiosk.log.${i + 1}`)])
    for (const name of names) expect(statSync(join(folder, name)).size).toBeLessThan(BYTES_MAX + 200)
    const kept = [...names.slice(1).reverse(), 'kiosk.log'].flatMap((name) => linesOf(name).map(({ n }) => n))
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 200 - kept.length + i))
  })

  it('goes on where the folder cannot be made: the console still hears', () => {
    writeFileSync(join(folder, 'a-file'), '')
    createLog(join(folder, 'a-file', 'logs')).error('lost', { n: 7 })
    expect(process.stderr.write).toHaveBeenCalledWith(expect.stringContaining('"event":"lost","n":7'))
    expect(existsSync(join(folder, 'a-file', 'logs'))).toBe(false)
  })

  it('lies where systemd says, and with the data where nobody does', () => {
    expect(logFolder('/data', { LOGS_DIRECTORY: '/var/log/vaccination-kiosk' })).toBe('/var/log/vaccination-kiosk')
    expect(logFolder('/data', {})).toBe('/data/logs')
  })
})
