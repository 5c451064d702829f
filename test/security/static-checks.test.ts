/** Each check of `security:check` is shown a violation, and must see it. */
import { describe, expect, it } from 'vitest'
import { auditFaults, canaryFaults, fuseFaults, licenceFaults, policyFaults, sbomFaults, sourceFaults, windowFaults } from '../../scripts/security/static-checks.mjs'
import { fuses } from '../../scripts/pack/fuses.mjs'
import { CONTENT_SECURITY_POLICY } from '../../src/main/content-security-policy.ts'
import { commandNames, helpText, readCommandLine } from '../../src/main/install/command-line.ts'
import { sealingFor } from '../../src/main/sealing.ts'

const good = Object.fromEntries(fuses.map(({ index, on }) => [index, on ? '1' : '0']))

describe('a planted violation is seen by', () => {
  it.each(fuses)('the check of the fuse $name', ({ index, on, name }) => {
    expect(fuseFaults(good, '45.4.1')).toEqual([])
    expect(fuseFaults({ ...good, [index]: on ? '0' : '1' }, '45.4.1')).toEqual([expect.stringContaining(name)])
  })

  it.each(['script-src', 'default-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors', 'connect-src', 'require-trusted-types-for'])('the check of the policy: %s', (directive) => {
    expect(policyFaults(CONTENT_SECURITY_POLICY)).toEqual([])
    expect(policyFaults(CONTENT_SECURITY_POLICY.replace(directive, 'x-nothing'))).not.toEqual([])
    expect(policyFaults(CONTENT_SECURITY_POLICY.replace('allow-forms', 'allow-forms allow-modals'))).not.toEqual([])
    expect(policyFaults(`${CONTENT_SECURITY_POLICY}; worker-src https://evil.example`)).not.toEqual([])
  })

  it.each(['sandbox', 'contextIsolation', 'webSecurity'])('the check of windows: %s off', (name) => {
    const fine = { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true }
    expect(windowFaults(fine)).toEqual([])
    expect(windowFaults({ ...fine, [name]: false })).toEqual([name])
    expect(windowFaults({ ...fine, nodeIntegrationInSubFrames: true })).toEqual(['nodeIntegrationInSubFrames'])
  })

  it('the check of the source', () => {
    expect(sourceFaults('app.whenReady()')).toEqual([])
    for (const text of ["shell.openExternal('x')", "w.loadURL('http://x')", "w.loadFile('x.html')", "app.on('certificate-error', f)", "eval('x')"]) expect(sourceFaults(text)).toHaveLength(1)
  })

  it('the checks of licences, SBOM, audit and canaries', () => {
    expect(licenceFaults([{ name: 'a', licence: 'MIT' }, { name: 'b', licence: 'GPL-3.0' }])).toEqual(['b: GPL-3.0'])
    expect(sbomFaults({ bomFormat: 'CycloneDX', components: [] }, [{ name: 'a', version: '1.0.0' }])).toEqual(['a is missing'])
    expect(auditFaults({ vulnerabilities: { a: { severity: 'critical' }, b: { severity: 'low' } } })).toEqual(['a: critical'])
    const files = [{ name: 'clean', bytes: Buffer.from('A-017') }, { name: 'log', bytes: Buffer.from('{"name":"홍길동"}') }, { name: 'dump', bytes: Buffer.from('홍길동', 'utf16le') }]
    expect(canaryFaults(files, ['홍길동'])).toEqual(['log', 'dump'])
  })
})

describe('switches and keys', () => {
  it.each(['--inspect', '--inspect-brk=0', '--remote-debugging-port=9222', '--no-sandbox', '--disable-web-security', '--ignore-certificate-errors', '--load-extension=x', '--js-flags=x', '--proxy-server=x', '--user-data-dir=/x', '-r'])('refuses %s', (word) => {
    expect(readCommandLine([word], false)).toMatchObject({ kind: 'refused', word: word.split('=')[0] })
    expect(readCommandLine([word], true).kind).toBe('run')
  })

  it.each([
    ['--nonsense'], ['--self-tset'], ['--self-test', '--jsn'], ['--restore', '--flie=/a'], ['--restore', '--file='], ['--backup', '--wipe'], ['--wipe', 'now'], ['--print-config', 'all'], ['--lockdown', 'apply', '--force'], ['--type=renderer'], ['--app-path=/tmp'],
  ])('obeys nothing that is mistyped: %s %s', (...words) => {
    expect(readCommandLine(words.filter((word) => word !== undefined), false)).toMatchObject({ kind: 'refused', why: expect.stringContaining('--help') })
  })

  it('lets a technician say how it draws', () => {
    for (const word of ['--disable-gpu', '--ozone-platform=wayland', '--force-device-scale-factor=1.5', '--touch-events=enabled']) expect(readCommandLine([word], false)).toEqual({ kind: 'run' })
    for (const name of commandNames) { expect(readCommandLine([`--${name}`], false)).toMatchObject({ kind: 'command', name }); expect(helpText).toContain(`--${name}`) }
  })

  it('obeys what is its own', () => {
    expect(readCommandLine([], false)).toEqual({ kind: 'run' })
    expect(readCommandLine(['--lockdown', 'apply', '--dry-run'], false)).toEqual({ kind: 'command', name: 'lockdown', words: ['apply', '--dry-run'] })
  })

  it('writes no key in clear where the system must seal it', () => {
    const storage = { isEncryptionAvailable: () => true, encryptString: (text: string) => Buffer.from(`sealed ${text}`), decryptString: (bytes: Buffer) => bytes.toString().slice(7), getSelectedStorageBackend: () => 'basic_text' }
    expect(sealingFor('linux', true, storage)).toMatchObject({ ok: false, error: { code: 'DATABASE_KEY_MISSING' } })
    expect(sealingFor('win32', false, { ...storage, isEncryptionAvailable: () => false })).toMatchObject({ ok: false })
    expect(sealingFor('linux', false, storage)).toEqual({ ok: true, value: null })
    const sealing = sealingFor('win32', false, storage)
    expect(sealing.ok && sealing.value?.open(sealing.value.seal('key'))).toBe('key')
  })
})
