/**
 * `npm run security:check -- --json`: Electron's checklist and more, on the packaged app. Failed must be empty; what was not run says why.
 * After each check has found nothing, a violation is planted for it, and the check must see it: a check that cannot fail is a failure.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withDisplay } from './display.mjs'
import { pack } from './pack.mjs'
import { packagedApp, packageFolder } from './packaged-app.mjs'
import { judgeChecklist } from './security/checklist.mjs'
import { demoInTheMorning, startService } from './service-process.mjs'
import { root, script } from './steps.mjs'

const PERSON = { jamo: 'ㄱㅣㅁㅁㅣㄴㅅㅓ', birthDate: '19570304', phone: '01073918246' }
const CANARIES = ['김민서', '김민ㅅㅓ', '010-7391-8246', '01073918246', '1957-03-04', '19570304']
const INSPECTOR_FUSE = 'enableNodeCliInspectArguments'
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

/** The same check, with something wrong in front of it: finding nothing now is the fault. */
const planted = (name, act) => check(`a planted violation is seen by: ${name}`, async () => ((await act()).length > 0 ? [] : [`${name} did not see what was planted for it`]))

async function statically({ test, electron }) {
  const rules = await import('./security/static-checks.mjs')
  const { contentsOf } = await import('./pack/contents.mjs')
  const { shippedPackages, sbomOf } = await import('./pack/third-party.mjs')
  const { fuses, fusesOf } = await import('./pack/fuses.mjs')
  const { fuseStates } = await import('./security/live-program.mjs')
  const states = await fuseStates(packagedApp)
  // A test build keeps this one open for its tests: the same program with it as shipped is asked below.
  for (const fuse of fuses.filter(({ name }) => !test || name !== INSPECTOR_FUSE)) {
    await check(`fuse ${fuse.name}`, () => {
      if (!fusesOf(electron.version).includes(fuse)) return `Electron ${electron.version} has no such fuse; it is set where it exists`
      return rules.fuseFaults(states, electron.version, fuses.filter((other) => other !== fuse).map(({ name }) => name))
    })
  }
  const inside = contentsOf(join(packageFolder, 'resources'))
  await check('one native module', () => rules.nativeFaults(inside.nativeModules))
  await check('no secret in the package', () => inside.secrets)
  await check('no development file in the package', () => inside.notShipped)
  const packages = shippedPackages()
  await check('licences', () => rules.licenceFaults(packages))
  await check('licences are in the package', () => rules.textFaults(join(packageFolder, 'resources', 'third-party', 'LICENCES.txt'), packages))
  await check('SBOM', () => rules.sbomFaults(sbomOf(packages), packages))
  await check('SBOM is in the package', () => rules.sbomFaults(JSON.parse(readFileSync(join(packageFolder, 'resources', 'third-party', 'sbom.cdx.json'), 'utf8')), packages))
  for (const built of ['main/index.cjs', 'preload/index.cjs']) await check(`source of ${built}`, () => rules.sourceFaults(readFileSync(join(root, 'out', built), 'utf8')))
  await check('no executable page from elsewhere', () => rules.pageFaults(readFileSync(join(root, 'out/renderer/index.html'), 'utf8')))
  await check('current Electron', () => (test ? `the package stands on the compatibility runtime, Electron ${electron.version}: a test build, never shipped` : rules.currentFaults(electron.version)))
  await check('dependency audit', () => {
    const asked = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: root, encoding: 'utf8', timeout: 60_000 })
    const report = (() => { try { return JSON.parse(asked.stdout) } catch { return null } })()
    return report?.vulnerabilities ? rules.auditFaults(report) : 'the registry that packages come from answers no audit here: run it where it can be reached'
  })
  return fuses.map(({ name }) => `fuse ${name}`)
}

async function program(folder, { test, electron }) {
  const { switchFaults } = await import('./security/live-checks.mjs')
  const { fuses } = await import('./pack/fuses.mjs')
  const { fuseStates, inspectorFaults, withInspectorShut } = await import('./security/live-program.mjs')
  await check('dangerous switches', () => switchFaults(packagedApp, join(folder, 'refused')))
  await planted('dangerous switches', () => switchFaults('/bin/true', join(folder, 'refused')))
  const shut = await withInspectorShut(packageFolder, packagedApp, join(folder, 'shut'))
  await check('inspector of a shipped build', () => inspectorFaults(shut, join(folder, 'inspected')))
  if (test) await check(`fuse ${INSPECTOR_FUSE}`, async () => (await import('./security/static-checks.mjs')).fuseFaults(await fuseStates(shut), electron.version, fuses.filter(({ name }) => name !== INSPECTOR_FUSE).map(({ name }) => name)))
  await planted('inspector of a shipped build', () => inspectorFaults(packagedApp, join(folder, 'inspected')))
}

async function live(folder) {
  const { leftFaults } = await import('./security/live-checks.mjs')
  const { crashFaults, hearPaper, spoolFaults, standInQueue } = await import('./security/live-data.mjs')
  const { checkPages, plantInPages } = await import('./security/page-checks.mjs')
  const hands = await import('./demo/kiosk-app.mjs')
  const dataDir = join(folder, 'kiosk')
  mkdirSync(dataDir)
  const queue = standInQueue(folder)
  const screen = await withDisplay('2000x2000x24', { own: true })
  const { sandboxFaults, whyNotAsked } = await import('./security/sandbox-of.mjs')
  const noSandbox = whyNotAsked(packagedApp)
  await check('sandbox of the pages, as an unprivileged user', () => noSandbox || sandboxFaults(packagedApp, folder))
  if (!noSandbox) await planted('sandbox of the pages, as an unprivileged user', async () => (await sandboxFaults(packagedApp, folder, ['--no-sandbox'])).filter((fault) => fault.startsWith('seccomp')))
  const service = await startService([`--port=0`, `--data=${join(folder, 'centre')}`, ...demoInTheMorning(), '--hello-ms=500'])
  const app = await hands.launchKiosk({ dataDir, serviceUrl: service.ready.url, code: service.ready.enrolmentCodes[0], app: packagedApp, env: { ...queue.env, KIOSK_IDLE_S: '600' } })
  try {
    await hearPaper(app.kiosk)
    await app.desk.evaluate(() => { window.kiosk.openTechnician(); window.kiosk.openBoard() })
    const pages = [['patient', app.patient], ['reception', app.desk], ['technician', await app.windowOf('technician')], ['board', await app.windowOf('board')]]
    await hands.fillIn(app.patient, PERSON)
    await hands.confirm(app.patient)
    const { number } = await hands.readTicket(app.patient)
    await app.patient.waitForTimeout(2_000)
    await check('personal data in the printed spool', () => spoolFaults(app.kiosk, queue.spool, CANARIES))
    await planted('personal data in the printed spool', () => spoolFaults(app.kiosk, queue.spool, [number]))
    // Typed again, and left standing there: the page that is asked below, and that dies at the end, has a person on it.
    await hands.finish(app.patient)
    await hands.fillIn(app.patient, PERSON)
    await checkPages(check, app.kiosk, pages)
    await plantInPages(planted, app.kiosk, pages)
    await check('personal data in crash dumps', () => crashFaults(app.kiosk, app.patient, '010-****-8246', [dataDir], CANARIES))
    await app.kiosk.close()
    const env = { ...process.env, KIOSK_DATA_DIR: dataDir, KIOSK_DEMO: '1' }
    for (const command of ['--support-bundle', '--backup', '--try-migration']) spawnSync(packagedApp, ['--no-sandbox', command], { env })
    await check('support bundle was made', () => (existsSync(join(dataDir, 'support')) ? [] : ['none']))
    await check('personal data in clear on the disk', () => leftFaults([dataDir], CANARIES))
    writeFileSync(join(dataDir, 'browser', 'planted.dmp'), Buffer.from('x김민서x', 'utf16le'))
    await planted('personal data in clear on the disk', () => leftFaults([dataDir], CANARIES))
  } finally {
    await app.kiosk.close().catch(() => {})
    service.child.removeAllListeners('exit')
    service.child.kill()
    screen.stop()
  }
}

async function elsewhere() {
  await check('key sealed by Windows', () => 'needs Windows; the refusal of basic_text and of a system that seals nothing is tested (test/security)')
  await check('asar integrity is enforced', () => 'Linux does not enforce it, file permissions do; the fuse is set, Windows enforces it and was not run')
}

await script(async () => {
  const packed = await pack()
  const fuseNames = await statically(packed)
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-security-'))
  try {
    await program(folder, packed)
    await live(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  await elsewhere()
  for (const { name, faults, why } of judgeChecklist(results, notRun, fuseNames)) await check(name, () => why ?? faults)
  const failed = results.filter(({ faults }) => faults.length > 0).map(({ name, faults }) => ({ check: name, faults }))
  process.stdout.write(`${JSON.stringify({ checks: results.length + notRun.length, passed: results.length - failed.length, failed, notRun })}\n`)
  process.exit(failed.length > 0 ? 1 : 0)
})
