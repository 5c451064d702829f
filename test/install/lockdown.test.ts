/** What lock-down would do, line by line. Linux is run as a dry run; Windows has no machine here: its script is read. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { admlOf, admxOf } from '../../scripts/pack/admx.mjs'
import { dryRunOf } from '../../scripts/pack/dry-run.mjs'
import { configurationSchema } from '../../src/contract/settings.ts'
import { EXIT } from '../../src/main/install/command-line.ts'

const lockdown = (...words: string[]) => spawnSync('sh', ['assets/linux/lockdown.sh', ...words], { encoding: 'utf8', env: { ...process.env, KIOSK_LOCKDOWN_ROOT: mkdtempSync(join(tmpdir(), 'kiosk-lockdown-')) } })
const golden = (name: string): string => readFileSync(`test/install/golden/${name}.txt`, 'utf8')
/** `UPDATE_GOLDEN=1` writes it anew, for a person to read. */
function expectGolden(name: string, text: string): void {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(`test/install/golden/${name}.txt`, text)
  expect(text).toBe(golden(name))
}

describe('lock-down on Linux', () => {
  it.each(['apply', 'revert'])('%s does, in a dry run, what the golden file says', (act) => {
    const { status, stdout } = lockdown(act, '--dry-run')
    expect(status).toBe(0)
    expectGolden(`lockdown-linux-${act}`, stdout)
  })

  it('tells a machine that is open, and what it does not know', () => {
    expect(lockdown('status')).toMatchObject({ status: 1, stdout: expect.stringContaining('OPEN') })
    for (const words of [['nonsense'], [], ['apply', 'revert']]) expect(lockdown(...words).status).toBe(78)
    expect(lockdown('--dry-run', 'apply').stdout).toBe(golden('lockdown-linux-apply'))
  })

  it('takes back everything that it writes', () => {
    const written = [...golden('lockdown-linux-apply').matchAll(/^\+ write (\S+)$/gm)].map((match) => match[1])
    const removed = [...golden('lockdown-linux-revert').matchAll(/^\+ remove (\S+)$/gm)].map((match) => match[1])
    expect(removed).toEqual(written)
  })

  it('has a unit that restarts, reboots and rests by the documented exit codes', () => {
    const unit = readFileSync('assets/linux/vaccination-kiosk.service', 'utf8')
    expect(unit).toContain(`RestartPreventExitStatus=${EXIT.maintenance} ${EXIT.configuration}`)
    expect(unit).toContain(`"$EXIT_STATUS" = ${EXIT.reboot}`)
    for (const line of ['User=kiosk', 'WatchdogSec=90', 'ExecStart=/usr/bin/cage -- /usr/bin/vaccination-kiosk']) expect(unit).toContain(line)
  })

  it.each(['command', 'after-install', 'before-remove', 'after-remove', 'lockdown', 'update-agent'])('%s.sh is a shell script without a mistake in its grammar', (name) => {
    expect(spawnSync('sh', ['-n', `assets/linux/${name}.sh`]).status).toBe(0)
  })
})

describe('Windows (configured, not run: there is no Windows here)', () => {
  it('has policies for every setting, in both languages, as `npm run config-schema` writes them', () => {
    const schema = configurationSchema()
    expect(readFileSync('assets/windows/policies/vaccination-kiosk.admx', 'utf8')).toBe(admxOf(schema))
    for (const language of ['ko-KR', 'en-US']) expect(readFileSync(`assets/windows/policies/${language}/vaccination-kiosk.adml`, 'utf8')).toBe(admlOf(schema, language))
  })

  it.each(['apply', 'revert'] as const)('%s would do, in a dry run, what the golden file says (rendered from the script: there is no PowerShell here)', (act) => {
    expectGolden(`lockdown-windows-${act}`, dryRunOf(readFileSync('assets/windows/lockdown.ps1', 'utf8'), act))
  })

  it('takes back everything that it sets', () => {
    const words = (name: string, pattern: RegExp): string[] => [...golden(name).matchAll(pattern)].map((match) => match[1] ?? '').sort()
    for (const [set, back] of [[/^\+ set (\S+ \w+) =/gm, /^\+ remove (\S+ \w+)$/gm], [/^\+ Keyboard Filter: block (.*)$/gm, /^\+ Keyboard Filter: allow (.*)$/gm]] as const) {
      expect(words('lockdown-windows-apply', set).length).toBeGreaterThan(3)
      expect(words('lockdown-windows-revert', back)).toEqual(words('lockdown-windows-apply', set))
    }
    for (const word of ['Shell Launcher', 'scheduled task', 'AppLocker']) for (const act of ['apply', 'revert']) expect(golden(`lockdown-windows-${act}`)).toContain(word)
  })

  it('answers the exit codes in Shell Launcher, blocks the ways out, and takes all of it back', () => {
    const script = readFileSync('assets/windows/lockdown.ps1', 'utf8')
    expect(script).toContain('@(0, 10, 20, 30, 78), @(0, 0, 1, 3, 3)')
    for (const key of ['Ctrl+Alt+Del', 'Alt+Tab', 'Alt+F4', 'Win+L']) expect(script).toContain(`'${key}'`)
    for (const word of ['AllowEdgeSwipe', 'applocker.xml', '--dry-run', 'NOT RUN']) expect(script).toContain(word)
    expect([...script.matchAll(/foreach \(\$policy in \$policies\)/g)]).toHaveLength(3)
  })
})
