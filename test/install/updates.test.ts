/** Updates against a local server, and the elevated agent against a stand-in for dpkg: good, tampered, unsigned, bad, cut off. */
import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fetchUpdate } from '../../src/main/updates/fetch-update.ts'
import { isNewer, turnOf } from '../../src/main/updates/manifest.ts'

const keys = generateKeyPairSync('ed25519')
const publicKey = keys.publicKey.export({ format: 'jwk' }).x ?? ''
const PACKAGE = Buffer.from('the new package')
const served = new Map<string, Buffer>()
const server = createServer((request, response) => {
  const bytes = served.get((request.url ?? '').slice(1))
  response.writeHead(bytes ? 200 : 404).end(bytes)
})
const hasTools = spawnSync('openssl', ['version']).status === 0 && spawnSync('dpkg', ['--version']).status === 0

function publish({ appVersion = '0.2.0', rollout = 100, bytes = PACKAGE, key = keys.privateKey, sha512 = createHash('sha512').update(PACKAGE).digest('hex') } = {}): void {
  const text = Buffer.from(`version ${appVersion}\napp-version ${appVersion}\nfile kiosk.deb\nbytes ${PACKAGE.length}\nsha512 ${sha512}\nrollout-percent ${rollout}\n`)
  served.set('latest.txt', text)
  served.set('latest.txt.sig', sign(null, text, key))
  served.set('kiosk.deb', bytes)
}

let folder: string
let url: string
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => { server.close() })
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-update-'))
  return () => rmSync(folder, { recursive: true, force: true })
})
const data = (): string => join(folder, 'var/lib/vaccination-kiosk')
const look = (more = {}) => fetchUpdate({ url, publicKey, dataDir: data(), current: '0.1.0', machineId: 'm1', fetch: (address) => fetch(address), badVersionsFile: join(folder, 'bad'), ...more })
const isReady = (): boolean => existsSync(join(data(), 'updates', 'ready'))

describe('looking for an update', () => {
  it('takes what is signed, whole and newer', async () => {
    publish()
    expect(await look()).toMatchObject({ ok: true, value: { version: '0.2.0' } })
    expect(readFileSync(join(data(), 'updates', 'kiosk.deb')).equals(PACKAGE)).toBe(true)
  })

  it.each([
    ['a tampered file', { bytes: Buffer.from('the EVIL package') }, 'tampered'], ['a stranger\'s signature', { key: generateKeyPairSync('ed25519').privateKey }, 'signature'],
    ['an older version', { appVersion: '0.0.9' }, 'not-newer'], ['nobody\'s turn', { rollout: 0 }, 'not-yet-here'],
  ])('leaves %s alone', async (_what, change, fault) => {
    publish(change)
    expect(await look()).toEqual({ ok: false, error: fault })
    expect(isReady()).toBe(false)
  })

  it('leaves alone what failed here before, and a server that is not there', async () => {
    publish()
    writeFileSync(join(folder, 'bad'), '0.2.0\n')
    expect(await look()).toEqual({ ok: false, error: 'failed-here-before' })
    expect(await look({ url: 'http://127.0.0.1:9' })).toEqual({ ok: false, error: 'unreachable' })
  })

  it('spreads a release over the machines, the same way each time', () => {
    const turns = Array.from({ length: 1_000 }, (_, i) => turnOf(`device-${i}`, '0.2.0'))
    expect(turns.filter((turn) => turn < 25).length).toBeGreaterThan(180)
    expect(turns.filter((turn) => turn < 25).length).toBeLessThan(320)
    expect(turnOf('a', '1')).toBe(turnOf('a', '1'))
    expect([isNewer('0.10.0', '0.9.9'), isNewer('0.9.9', '0.10.0'), isNewer('1.0.0', '1.0.0')]).toEqual([true, false, false])
  })
})

/** A machine with a package installed, a kiosk that says it is healthy under some versions, and dpkg's part played by a script. */
function machine({ healthy = '0.2.0', cutOff = false, backup = true, carriesOver = true, wayBack = true, hours = '08:00-20:00' } = {}) {
  const etc = join(folder, 'etc/vaccination-kiosk')
  const own = join(folder, 'var/lib/vaccination-kiosk-update')
  for (const path of [etc, own, data()]) mkdirSync(path, { recursive: true })
  writeFileSync(join(etc, 'update-key.pem'), keys.publicKey.export({ type: 'spki', format: 'pem' }))
  if (wayBack) writeFileSync(join(own, 'before.deb'), 'the old package')
  writeFileSync(join(folder, 'version'), '0.1.0')
  const tool = (name: string, text: string): string => { const path = join(folder, name); writeFileSync(path, `#!/bin/sh\n${text}\n`); chmodSync(path, 0o755); return path }
  const dpkg = tool('dpkg', `echo "$@" >> ${folder}/calls
case "$1" in
  -s) echo "Version: $(cat ${folder}/version)" ;;
  -i) ${cutOff ? `if grep -q new "$2"; then kill -9 $PPID; exit 1; fi;` : ''} if grep -q new "$2"; then echo 0.2.0 > ${folder}/version; else echo 0.1.0 > ${folder}/version; fi; v=$(cat ${folder}/version); ${healthy ? `[ "$v" = ${healthy} ] && echo "{\\"version\\":\\"$v\\"}" > ${data()}/health.json;` : ''} true ;;
esac`)
  const unpack = tool('unpack', `mkdir -p "$2/opt/vaccination-kiosk"
printf '#!/bin/sh\\necho "the new one: $@, key $KIOSK_KEY_FILE" >> ${folder}/calls\\ncat "$KIOSK_KEY_FILE" >> ${folder}/calls\\nexit ${carriesOver ? 0 : 1}\\n' > "$2/opt/vaccination-kiosk/vaccination-kiosk"
chmod 755 "$2/opt/vaccination-kiosk/vaccination-kiosk"`)
  const app = tool('app', `if [ "$1" = --print-config ]; then echo 'language             ko                                       default'; echo 'openingHours         ${hours}                              default'; exit 0; fi; echo "app $@" >> ${folder}/calls; ${backup ? 'exit 0' : '[ "$1" = --backup ] && exit 1; exit 0'}`)
  const run = (more = {}) => spawnSync('sh', ['assets/linux/update-agent.sh'], { encoding: 'utf8', env: { ...process.env, UPDATE_AGENT_TIME: '0300', ...more, UPDATE_AGENT_ROOT: folder, UPDATE_AGENT_UNPACK: unpack, UPDATE_AGENT_APP: app, UPDATE_AGENT_DPKG: dpkg, UPDATE_AGENT_AS_KIOSK: '', UPDATE_AGENT_SERVICE: 'true', UPDATE_AGENT_HEALTH_S: '1' } })
  return { run, own, calls: () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n'), version: () => readFileSync(join(folder, 'version'), 'utf8').trim(), state: () => readFileSync(join(own, 'state'), 'utf8').trim() }
}

describe.runIf(hasTools)(hasTools ? 'the elevated agent' : 'the elevated agent (openssl or dpkg is not installed)', () => {
  it('installs what the kiosk laid ready, and keeps the package for the next way back', async () => {
    publish()
    await look()
    const { run, own, version, state } = machine()
    expect(run().status).toBe(0)
    expect([version(), state(), readFileSync(join(own, 'before.deb'), 'utf8'), isReady()]).toEqual(['0.2.0', 'idle', 'the new package', false])
  })

  it('tries the new version on a copy of the data before anything changes, and throws the trial away', async () => {
    publish()
    await look()
    const { run, own, calls } = machine()
    expect(run().status).toBe(0)
    expect(calls().map((call) => call.split(',')[0]?.replace(/ \/.*/, ''))).toEqual(['-s vaccination-kiosk', 'the new one: --try-migration', 'app --backup', '-i', 'app --about'])
    expect(existsSync(join(own, 'trial'))).toBe(false)
  })

  it.each([['08:00-20:00', '1200', false], ['08:00-20:00', '0759', true], ['20:00-02:00', '0100', false], ['20:00-02:00', '0300', true], ['08:00-20:00', '2000', true]])('opening hours %s at %s: installs %s', async (hours, time, installs) => {
    publish()
    await look()
    const { run, version } = machine({ hours })
    expect(run({ UPDATE_AGENT_TIME: time }).status).toBe(0)
    expect([version(), isReady()]).toEqual(installs ? ['0.2.0', false] : ['0.1.0', true])
  })

  it('changes nothing where the new version cannot carry the data over', async () => {
    publish()
    await look()
    const { run, own, version, calls } = machine({ carriesOver: false })
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('could not carry a copy of the data over') })
    expect([version(), existsSync(join(own, 'trial')), calls().some((call) => call.startsWith('-i'))]).toEqual(['0.1.0', false, false])
  })

  it('lends a key that systemd unsealed to the kiosk\'s user for the run, and leaves none behind', async () => {
    publish()
    await look()
    const { run, calls } = machine()
    const [credentials, runtime] = ['credentials', 'runtime'].map((name) => { const path = join(folder, name); mkdirSync(path); return path }) as [string, string]
    writeFileSync(join(credentials, 'database.key'), 'the key\n')
    expect(run({ CREDENTIALS_DIRECTORY: credentials, RUNTIME_DIRECTORY: runtime }).status).toBe(0)
    expect(calls()).toContain(`the new one: --try-migration, key ${join(runtime, 'database.key')}`)
    expect(calls()).toContain('the key')
    expect(existsSync(join(runtime, 'database.key'))).toBe(false)
  })

  it('rolls a bad release back, lets the version before step back to a file it can read, and never tries the bad one again', async () => {
    publish()
    await look()
    const { run, own, version, calls } = machine({ healthy: 'none' })
    expect(run().status).toBe(2)
    expect(calls().slice(-2).map((call) => call.replace(/ \/.*/, ''))).toEqual(['-i', 'app --step-back'])
    expect([version(), readFileSync(join(own, 'bad-versions'), 'utf8')]).toEqual(['0.1.0', '0.2.0\n'])
    expect(run().status).toBe(1)
    expect(version()).toBe('0.1.0')
  })

  it('believes neither the kiosk nor its folder: a file changed after the download is refused', async () => {
    publish()
    await look()
    writeFileSync(join(data(), 'updates', 'kiosk.deb'), 'the EVIL new package')
    const { run, version } = machine()
    expect(run().status).toBe(1)
    writeFileSync(join(data(), 'updates', 'latest.txt'), 'version 9.9.9\n')
    writeFileSync(join(data(), 'updates', 'ready'), 'kiosk.deb\n')
    expect(run().stderr).toContain('signature')
    expect(version()).toBe('0.1.0')
  })

  it('installs nothing where there is no way back: no package was put there, and none can be made of what is installed', async () => {
    publish()
    await look()
    const { run, own, version } = machine({ wayBack: false })
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('no package to go back to') })
    expect([version(), existsSync(join(own, 'before.deb')), existsSync(join(own, 'again'))]).toEqual(['0.1.0', false, false])
  })

  it('installs nothing without a backup', async () => {
    publish()
    await look()
    const { run, version } = machine({ backup: false })
    expect([run().status, version()]).toEqual([1, '0.1.0'])
  })

  it('is cut off by the power in the middle, and goes back at the next start', async () => {
    publish()
    await look()
    const { run, version, state } = machine({ cutOff: true })
    expect(run().signal).toBe('SIGKILL')
    expect(state()).toBe('installing 0.2.0')
    expect(run().status).toBe(2)
    expect([version(), state()]).toEqual(['0.1.0', 'idle'])
  })
})
