/** `npm run security:check -- --json`: Electron's checklist and more, on the packaged app. Failed must be empty; what was not run says why. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withDisplay } from './display.mjs'
import { pack } from './pack.mjs'
import { packagedApp, packageFolder } from './packaged-app.mjs'
import { startService } from './service-process.mjs'
import { root, script } from './steps.mjs'

const CANARIES = ['임꺽정카나리', '010-7391-8246', '01073918246', '19570304카나리']
const results = []
const notRun = []
/** Faults, or why it could not be asked. */
async function check(name, act) {
  try {
    const faults = await act()
    if (typeof faults === 'string') return notRun.push({ check: name, why: faults })
    results.push({ name, faults })
  } catch (cause) {
    results.push({ name, faults: [String(cause.stack ?? cause).slice(0, 400)] })
  }
}

async function statically({ test, electron }) {
  const rules = await import('./security/static-checks.mjs')
  const { contentsOf } = await import('./pack/contents.mjs')
  const { shippedPackages, sbomOf } = await import('./pack/third-party.mjs')
  const { getCurrentFuseWire } = await import('@electron/fuses')
  const wire = await getCurrentFuseWire(packagedApp)
  const states = Object.fromEntries(Object.entries(wire).filter(([index]) => /^\d+$/.test(index)).map(([index, state]) => [index, String.fromCharCode(state)]))
  const { fuses, fusesOf } = await import('./pack/fuses.mjs')
  for (const fuse of fuses) {
    await check(`fuse ${fuse.name}`, () => {
      if (!fusesOf(electron.version).includes(fuse)) return `Electron ${electron.version} has no such fuse; it is set where it exists`
      if (test && fuse.name === 'enableNodeCliInspectArguments') return 'a test build keeps this door for its tests; a shipped build shuts it, and command-line switches are refused either way'
      return rules.fuseFaults(states, electron.version, fuses.filter((other) => other !== fuse).map(({ name }) => name))
    })
  }
  const inside = contentsOf(join(packageFolder, 'resources'))
  await check('one native module', () => (inside.nativeModules.length === 1 ? [] : inside.nativeModules))
  await check('no secret in the package', () => inside.secrets)
  await check('no development file in the package', () => inside.notShipped)
  const packages = shippedPackages()
  await check('licences', () => rules.licenceFaults(packages))
  await check('SBOM', () => rules.sbomFaults(sbomOf(packages), packages))
  for (const built of ['main/index.cjs', 'preload/index.cjs']) await check(`source of ${built}`, () => rules.sourceFaults(readFileSync(join(root, 'out', built), 'utf8')))
  await check('no executable page from elsewhere', () => (/<script[^>]+src="(?!\.?\/)/.test(readFileSync(join(root, 'out/renderer/index.html'), 'utf8')) ? ['index.html'] : []))
  await check('current Electron', () => (test ? `the package stands on the compatibility runtime, Electron ${electron.version}: a test build, never shipped` : []))
  await check('dependency audit', () => {
    const asked = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: root, encoding: 'utf8', timeout: 60_000 })
    const report = (() => { try { return JSON.parse(asked.stdout) } catch { return null } })()
    return report?.vulnerabilities ? rules.auditFaults(report) : 'the registry answers no audit here: run it where it can be reached'
  })
}

async function live({ test }) {
  const { gateFaults, leftFaults, pageFaults, servedPolicyFaults, switchFaults } = await import('./security/live-checks.mjs')
  const hands = await import('./demo/kiosk-app.mjs')
  const { calls } = await import('../src/contract/kiosk-api.ts')
  const { CALLS_PER_SECOND_MAX, INPUT_CHARS_MAX } = await import('../src/main/gate.ts')
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-security-'))
  const dataDir = join(folder, 'kiosk')
  mkdirSync(dataDir)
  await check('dangerous switches', () => switchFaults(packagedApp, join(folder, 'refused')))
  const screen = await withDisplay('2000x2000x24', { own: true })
  const service = await startService([`--port=0`, `--data=${join(folder, 'centre')}`, '--demo', '--hello-ms=500'])
  const kiosk = await hands.launchKiosk({ dataDir, serviceUrl: service.ready.url, code: service.ready.enrolmentCodes[0], app: packagedApp })
  try {
    const pages = [['patient', kiosk.patient], ['reception', kiosk.desk]]
    await check('windows and pages', () => pageFaults(kiosk.kiosk, pages))
    await check('content security policy', () => servedPolicyFaults(kiosk.kiosk))
    await hands.fillIn(kiosk.patient, { jamo: 'ㄱㅣㅁㅁㅣㄴㅅㅓ', birthDate: '19570304', phone: '01073918246' })
    await hands.confirm(kiosk.patient)
    await hands.readTicket(kiosk.patient)
    await check('every call refuses', () => gateFaults({ calls, pages, contract: { inputCharsMax: INPUT_CHARS_MAX, callsPerSecondMax: CALLS_PER_SECOND_MAX } }))
    await kiosk.kiosk.close()
    const env = { ...process.env, KIOSK_DATA_DIR: dataDir, KIOSK_DEMO: '1' }
    for (const command of ['--support-bundle', '--backup']) spawnSync(packagedApp, ['--no-sandbox', command], { env })
    await check('personal data in clear on the disk', () => leftFaults([dataDir], [...CANARIES, '김민서', '김민ㅅㅓ']))
    await check('support bundle was made', () => (existsSync(join(dataDir, 'support')) ? [] : ['none']))
  } finally {
    service.child.removeAllListeners('exit')
    service.child.kill()
    screen.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  await check('sandbox of the installed app', () => 'asked by npm run installed-check, as the unprivileged user')
  await check('key sealed by Windows', () => 'needs Windows')
  await check('asar integrity is enforced', () => (test ? 'Linux does not enforce it; the fuse is set, Windows and macOS do' : 'needs Windows'))
}

await script(async () => {
  const packed = await pack()
  await statically(packed)
  await live(packed)
  const failed = results.filter(({ faults }) => faults.length > 0).map(({ name, faults }) => ({ check: name, faults }))
  process.stdout.write(`${JSON.stringify({ checks: results.length + notRun.length, passed: results.length - failed.length, failed, notRun })}\n`)
  process.exit(failed.length > 0 ? 1 : 0)
})
