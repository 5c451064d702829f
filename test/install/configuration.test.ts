import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configurationSchema } from '../../src/contract/settings.ts'
import { printConfiguration, readConfiguration } from '../../src/main/install/configuration.ts'
import type { Layer } from '../../src/main/install/configuration.ts'
import { keepAddress } from '../../src/main/install/keep-address.ts'
import { beginSetUp, changeSetUp, keepSetUp } from '../../src/main/install/keep-set-up.ts'
import { settingsNow } from '../../src/main/install/settings-now.ts'
import { configure } from '../../src/main/install/configure.ts'
import { keyFileOf, placesOf, readRegistry } from '../../src/main/install/places.ts'
import { rungFor, WINDOW_MS } from '../../src/main/recovery/ladder.ts'
import { spaceOf } from '../../src/main/recovery/disk-space.ts'
import { backupIsDue } from '../../src/store/care/backup.ts'

const file = (json: unknown, source: 'file' | 'policy' | 'wizard' = 'file'): Layer => ({ source, where: `/etc/${source}.json`, text: typeof json === 'string' ? json : JSON.stringify(json, null, 2) })
const environment = (values: Record<string, string>): Layer => ({ source: 'environment', where: 'environment', values })

describe('the configuration', () => {
  it('takes each value from the last layer that has it, and says which', () => {
    const read = readConfiguration([file({ stationName: 'file', language: 'en', diagonalInch: 27 }), file({ stationName: 'wizard' }, 'wizard'), environment({ KIOSK_LANGUAGE: 'ko' }), file({ diagonalInch: 32 }, 'policy')])
    if (!read.ok) throw new Error(read.error.detail)
    expect(read.value.settings).toMatchObject({ KIOSK_STATION_NAME: 'wizard', KIOSK_LANGUAGE: 'ko', KIOSK_DIAGONAL_INCH: 32, KIOSK_IDLE_S: 90 })
    expect(read.value.sources).toMatchObject({ KIOSK_STATION_NAME: 'wizard', KIOSK_LANGUAGE: 'environment', KIOSK_DIAGONAL_INCH: 'policy', KIOSK_IDLE_S: 'default' })
    const printed = printConfiguration(read.value)
    expect(printed).toMatch(/^diagonalInch +32 +policy \(\/etc\/policy\.json\)$/m)
    expect(printed).toMatch(/^idleS +90 +default$/m)
  })

  it('warns of a key it does not know, with its line, and goes on', () => {
    const read = readConfiguration([file('{\n  "language": "en",\n  "langauge": "ko"\n}')])
    expect(read.ok && read.value.warnings).toEqual(['/etc/file.json line 3: "langauge" is not known and was ignored'])
  })

  it.each([['{\n  "language": "fr"\n}', 'line 2'], ['{\n  "language": \n', 'line'], ['[]', 'line 1'], ['{ "language": {} }', 'line 1']])('refuses %j and names where', (text, where) => {
    expect(readConfiguration([file(text)])).toMatchObject({ ok: false, error: { code: 'CONFIG_INVALID', detail: expect.stringContaining(where) } })
  })

  it('never prints a PIN or a code', () => {
    const read = readConfiguration([environment({ KIOSK_TECHNICIAN_PIN: '471147', KIOSK_ENROLMENT_CODE: 'SECRET-CODE' })])
    expect(read.ok && printConfiguration(read.value)).not.toMatch(/471147|SECRET-CODE/)
  })

  it('names a file that is there and cannot be read, and never goes on without it', () => {
    expect(readConfiguration([{ source: 'policy', where: '/etc/policy.json', unreadable: 'EACCES' }])).toMatchObject({ ok: false, error: { code: 'CONFIG_INVALID', detail: '/etc/policy.json cannot be read: EACCES' } })
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-unreadable-'))
    expect(configure({ platform: 'linux', environment: { KIOSK_DATA_DIR: folder, KIOSK_CONFIG_FILE: folder }, packaged: false, userData: () => folder })).toMatchObject({ ok: false, error: { detail: `${folder} cannot be read: EISDIR` } })
    rmSync(folder, { recursive: true })
  })

  it('takes back by an empty text what a layer below said, and prints a list as it is written', () => {
    const printers = 'tcp://10.0.0.9:9100 usb:/dev/usb/lp0'
    const two = readConfiguration([file({ printer: printers })])
    expect(two.ok && printConfiguration(two.value)).toMatch(new RegExp(`^printer +${printers} +file`, 'm'))
    const none = readConfiguration([file({ printer: printers }), file({ printer: '' }, 'wizard')])
    expect(none.ok && [none.value.settings.KIOSK_PRINTER, none.value.sources.KIOSK_PRINTER]).toEqual([[], 'wizard'])
    expect(none.ok && printConfiguration(none.value)).toMatch(/^printer +\(none\) +wizard/m)
  })

  it('is changed by the technician one setting at a time: the rest goes on coming from where it came from, and what a higher layer decides is told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-change-'))
    const wizardFile = join(folder, 'set-up.json')
    expect(changeSetUp(wizardFile, { volumeCapPercent: 40 })).toEqual({ ok: true, value: true })
    expect(changeSetUp(wizardFile, { printer: '' })).toEqual({ ok: true, value: true })
    expect(JSON.parse(readFileSync(wizardFile, 'utf8'))).toEqual({ volumeCapPercent: 40, printer: '' })
    const read = readConfiguration([file({ diagonalInch: 27, printer: 'pdf:OFFICE' }), file(readFileSync(wizardFile, 'utf8'), 'wizard'), environment({ KIOSK_STATION_NAME: 'x' }), file({ serviceUrl: 'https://centre.example' }, 'policy')])
    const now = settingsNow(read.ok ? read.value : (undefined as never))
    expect(now).toEqual({ choices: { language: 'ko', stationName: 'x', screens: 'both', diagonalInch: 27, volumeCapPercent: 40, paperMm: 80, serviceUrl: 'https://centre.example' }, fixed: { stationName: 'environment', serviceUrl: 'policy' } })
    const asked: string[] = []
    const address = (fixedBy: 'environment' | 'policy' | undefined, isSetUp = true) => keepAddress((name) => { asked.push(name); return Promise.resolve({ ok: true, value: true }) }, { isSetUp, wizardFile, fixedBy })
    expect(await address('policy')('setServiceUrl', { serviceUrl: 'https://new.example' })).toMatchObject({ ok: false, error: { code: 'ROLE_NOT_ALLOWED' } })
    expect(asked).toEqual([])
    await address(undefined, false)('setServiceUrl', { serviceUrl: 'https://half.example' })
    await address(undefined)('setServiceUrl', { serviceUrl: 'https://new.example' })
    expect(JSON.parse(readFileSync(wizardFile, 'utf8'))).toEqual({ volumeCapPercent: 40, printer: '', serviceUrl: 'https://new.example' })
    writeFileSync(wizardFile, 'no JSON')
    expect(changeSetUp(wizardFile, { volumeCapPercent: 10 })).toMatchObject({ ok: false })
    expect(readFileSync(wizardFile, 'utf8')).toBe('no JSON')
    rmSync(folder, { recursive: true })
  })

  it('reads policies of Windows, and finds the key that belongs to the data', () => {
    expect(readRegistry('\n    serviceUrl    REG_SZ    https://centre.example\n    idleS    REG_DWORD    0x5a\n    other    REG_SZ    x\n')).toEqual({ KIOSK_SERVICE_URL: 'https://centre.example', KIOSK_IDLE_S: '90' })
    const places = placesOf('linux', {}, true)
    expect(keyFileOf(undefined, '/var/lib/vaccination-kiosk', places, {})).toBe('/etc/vaccination-kiosk/database.key')
    expect(keyFileOf(undefined, '/elsewhere', places, {})).toBe('/elsewhere/key/database.key')
    expect(placesOf('linux', { KIOSK_POLICY_FILE: '/mine' }, true).policyFile).toBe('/etc/vaccination-kiosk/policy.json')
  })

  it('knows a fresh machine from one that is set up', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-configure-'))
    const start = (environmentOf: Record<string, string>) => configure({ platform: 'linux', environment: { KIOSK_DATA_DIR: folder, KIOSK_CONFIG_FILE: join(folder, 'none.json'), ...environmentOf }, packaged: false, userData: () => folder })
    expect(start({})).toMatchObject({ ok: true, value: { isSetUp: false } })
    expect(start({ KIOSK_SERVICE_URL: 'https://centre.example' })).toMatchObject({ ok: true, value: { isSetUp: true } })
    writeFileSync(join(folder, 'kiosk.db'), '')
    expect(start({})).toMatchObject({ ok: true, value: { isSetUp: true } })
    beginSetUp(join(folder, 'set-up.json'))
    expect(start({})).toMatchObject({ ok: true, value: { isSetUp: false } })
    expect(keepSetUp(join(folder, 'set-up.json'), { language: 'en', stationName: 'x', screens: 'both', diagonalInch: 20, volumeCapPercent: 50, paperMm: 80 })).toEqual({ ok: true, value: true })
    expect(readdirSync(folder).sort()).toEqual(['kiosk.db', 'set-up.json'])
    expect(start({})).toMatchObject({ ok: true, value: { isSetUp: true, settings: { KIOSK_LANGUAGE: 'en' } } })
    rmSync(folder, { recursive: true })
  })

  it('has its schema published as it is (npm run config-schema)', () => {
    expect(existsSync('docs/config.schema.json') && JSON.parse(readFileSync('docs/config.schema.json', 'utf8'))).toEqual(configurationSchema())
  })
})

describe('small decisions', () => {
  it('climb the ladder only within its window', () => {
    const gone = (at: number) => ({ trouble: 'page-gone', at }) as const
    expect(rungFor([gone(1), gone(2), gone(3)], gone(3))).toBe('restart')
    expect(rungFor([gone(1), gone(2), gone(WINDOW_MS + 10)], gone(WINDOW_MS + 10))).toBe('new-page')
    expect(rungFor([], { trouble: 'page-hung', at: 0 })).toBe('crash-page')
  })

  it('stop on a full disk, and begin again only well above', () => {
    expect([spaceOf(600, 500, 40, 'enough'), spaceOf(100, 500, 40, 'enough'), spaceOf(39, 500, 40, 'low'), spaceOf(50, 500, 40, 'stop'), spaceOf(61, 500, 40, 'stop')]).toEqual(['enough', 'low', 'stop', 'stop', 'low'])
  })

  it('make a copy each night, and by day when the night was missed', () => {
    const hour = 3_600_000
    expect(backupIsDue(null, 0, 12)).toBe(true)
    expect(backupIsDue(0, 13 * hour, 23)).toBe(true)
    expect(backupIsDue(0, 13 * hour, 12)).toBe(false)
    expect(backupIsDue(0, 31 * hour, 12)).toBe(true)
  })
})
