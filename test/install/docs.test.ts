/** The technician's pages hold what the program does: names, numbers and places are read from both. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fuses } from '../../scripts/pack/fuses.mjs'
import { settings } from '../../src/contract/settings.ts'
import { careKo } from '../../renderer/i18n/care-ko.ts'
import { commandNames, readCommandLine } from '../../src/main/install/command-line.ts'
import { placesOf } from '../../src/main/install/places.ts'
import { LOG_BYTES_MAX, LOG_FILES_MAX } from '../../src/main/logging.ts'
import { rungFor, STARTS_WINDOW_MS, WINDOW_MS } from '../../src/main/recovery/ladder.ts'
import type { Trouble } from '../../src/main/recovery/ladder.ts'
import { BACKUPS_KEPT_MAX } from '../../src/store/care/backup.ts'

const textOf = (file: string): string => readFileSync(file, 'utf8')
const page = textOf('docs/technician.md')
const section = (title: string): string => { const from = page.indexOf(`## ${title}`); const to = page.indexOf('\n## ', from + 1); expect(from, title).toBeGreaterThanOrEqual(0); return page.slice(from, to < 0 ? undefined : to) }
const defaults = settings.parse({})

describe('the technician\'s page', () => {
  it('names every command, and none that is not there', () => {
    const care = section('Care')
    const named = [...new Set([...care.matchAll(/`--([a-z-]+)/g)].map((match) => match[1] ?? ''))]
    expect(commandNames.filter((name) => !named.includes(name))).toEqual([])
    const options = [...care.matchAll(/ ?\[?--([a-z][a-z-]+)=?\]?/g)].map((match) => match[1] ?? '').filter((name) => !(commandNames as readonly string[]).includes(name))
    const known = textOf('src/store/care.ts')
    expect(options.filter((option) => !known.includes(`'${option}'`) && !known.includes(`'--${option}'`))).toEqual([])
  })

  it('calls dangerous what the program refuses', () => {
    for (const [, word = ''] of section('Lock-down').matchAll(/`(--(?:inspect|no-sandbox|remote-debugging-port))`/g)) expect(readCommandLine([word], false).kind).toBe('refused')
  })

  it('has the places and limits of files right', () => {
    const files = section('Files')
    const places = placesOf('linux', {}, true)
    for (const path of [places.installedKey, `${places.installedData}/kiosk.db`]) expect(files).toContain(`\`${path}\``)
    expect(files).toContain(`backups, ${BACKUPS_KEPT_MAX}, nightly`)
    expect(files).toContain(`JSON lines, ${LOG_FILES_MAX} × ${LOG_BYTES_MAX / 1024 / 1024} MiB`)
    expect(section('Settings')).toContain(places.policyFile)
    expect(section('Install')).toContain('/etc/vaccination-kiosk/')
    expect(places.codeFile).toBe('/etc/vaccination-kiosk/enrolment-code')
  })

  it('tells of an update what agent and manifest do', () => {
    const updates = section('Updates')
    const agent = textOf('assets/linux/update-agent.sh')
    for (const name of ['latest.txt', 'latest.txt.sig', 'update-key.pem', 'before.deb']) { expect(updates).toContain(name); expect(agent).toContain(name) }
    const fields = [...textOf('src/main/updates/manifest.ts').matchAll(/of\('([\w-]+)'\)/g)].map((match) => match[1] ?? '')
    expect(fields.length).toBeGreaterThan(4)
    for (const field of fields) expect(updates).toContain(`\`${field}\``)
    expect(updates).toContain(`within ${Number(/UPDATE_AGENT_HEALTH_S:-(\d+)/.exec(agent)?.[1]) / 60} minutes`)
    expect(section('Care')).toContain('purge-even-unsent')
    expect(textOf('assets/linux/after-remove.sh')).toContain('purge-even-unsent')
  })

  it('counts the rungs of recovery as the ladder does', () => {
    const recovery = section('Recovery')
    const first = (trouble: Trouble, rung: string): number => { for (let n = 1; n < 100; n++) if (rungFor(Array.from({ length: n }, () => ({ trouble, at: 1 })), { trouble, at: 1 }) === rung) return n; return 0 }
    const words = ['', 'one', 'two', 'three', 'four', 'five', 'six']
    expect(recovery).toContain(`page hangs (${defaults.KIOSK_HANG_S} s)`)
    expect(recovery).toContain(`${words[first('page-gone', 'restart')]} crashes in ${WINDOW_MS / 60_000} minutes`)
    expect(first('gpu-gone', 'software-rendering')).toBe(2)
    expect(recovery).toContain('graphics process dies twice')
    expect(recovery).toContain(`${words[first('started', 'out-of-service')]} starts in ${STARTS_WINDOW_MS / 60_000} minutes`)
    expect(recovery).toContain(`below ${defaults.KIOSK_DISK_STOP_MIB} MiB`)
    const rows = recovery.split('\n').filter((line) => line.startsWith('| ')).length - 1
    expect(rows).toBeGreaterThanOrEqual(8)
  })
})

describe('the other pages', () => {
  it('security: as many fuses as there are', () => {
    expect(textOf('docs/security.md')).toContain(`${['', '', '', '', '', '', '', 'seven', 'eight', 'nine', 'ten'][fuses.length]} fuses`)
  })

  it('the Korean check-list calls screens and buttons what they are called on the screen', () => {
    const list = textOf('docs/checklist-ko.md')
    expect(list).toContain(careKo.care.title)
    expect(list).toContain(careKo.care.drill.title)
    for (const name of [careKo.care.names.space, careKo.care.names.write, careKo.care.names.file, careKo.care.names.clock, careKo.care.names.tls, careKo.care.names.service]) expect(list).toContain(name)
    expect(textOf('SUPPORT.md')).toContain(careKo.care.bundle)
    expect(textOf('assets/linux/lockdown.sh')).toContain('OPEN')
  })
})
