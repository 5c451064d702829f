/** What can be judged from what was packed and built: each check answers with what is wrong, or nothing. Each is shown a violation in test/security. */
import { existsSync, readFileSync } from 'node:fs'
import { fusesOf } from '../pack/fuses.mjs'

const DIRECTIVES = { "default-src": "'none'", "script-src": "'self'", "object-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'", "connect-src": "'none'" }
/** Licences that may be shipped in a closed room without a word; a GPL never. */
const LICENCES_GOOD = /^\(?(MIT|MIT-0|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|OFL-1\.1|CC0-1\.0|Unlicense|BlueOak-1\.0\.0|Python-2\.0)( (OR|AND) .*)?\)?$/i

export function policyFaults(policy) {
  const given = new Map(policy.split(';').map((part) => part.trim().split(/\s+/)).map(([name, ...rest]) => [name, rest.join(' ')]))
  const faults = Object.entries(DIRECTIVES).filter(([name, value]) => given.get(name) !== value).map(([name, value]) => `${name} is ${given.get(name) ?? 'missing'}, not ${value}`)
  if (/unsafe-(inline|eval)|https?:|\*/.test(policy)) faults.push('something unsafe or from elsewhere is allowed')
  if (/allow-(modals|popups|top-navigation|downloads)/.test(given.get('sandbox') ?? 'allow-modals')) faults.push('a page may open dialogs, windows or downloads')
  if (given.get('require-trusted-types-for') !== "'script'") faults.push('trusted types are not required')
  return faults
}

/** `states` by index: '0' off, '1' on, 'r' removed, undefined not there. `spared`: names that a test build may leave. */
export function fuseFaults(states, electronVersion, spared = []) {
  return fusesOf(electronVersion).filter(({ name }) => !spared.includes(name)).filter(({ index, on }) => states[index] !== (on ? '1' : '0')).map(({ name, on }) => `${name} is not ${on ? 'on' : 'off'}`)
}

export function windowFaults(preferences) {
  const wanted = { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true }
  const faults = Object.entries(wanted).filter(([name, value]) => preferences[name] !== value).map(([name]) => name)
  return [...faults, ...['nodeIntegrationInSubFrames', 'nodeIntegrationInWorker', 'allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures'].filter((name) => preferences[name])]
}

/** The source of the main process, bundled: what must not stand in it. */
export function sourceFaults(text) {
  const never = { 'shell.openExternal': /shell\.openExternal/, 'ipcMain.on without a check of the sender': /ipcMain\.handle\([^)]*\)\s*=>\s*fs\./, 'file:// pages': /loadFile\(|loadURL\(['"`]file:/, 'remote module': /enableRemoteModule|@electron\/remote/, 'certificate errors are overridden': /\.on\(['"`]certificate-error|setCertificateVerifyProc/, 'eval': /\beval\(|new Function\((?!""\))/, 'http pages': /loadURL\(['"`]https?:/ }
  return Object.entries(never).filter(([, pattern]) => pattern.test(text)).map(([name]) => name)
}

const CURRENT_ELECTRON = 45
/** Three versions are supported at a time; the one this product is made for is the oldest it is shipped on. */
export const currentFaults = (version) => (Number(version.split('.')[0]) >= CURRENT_ELECTRON ? [] : [`Electron ${version} is older than ${CURRENT_ELECTRON}`])
export const nativeFaults = (modules) => (modules.length === 1 ? [] : [`${modules.length} native modules: ${modules.join(', ')}`])
/** Scripts of a page come from its own folder, and none stands in it. */
export const pageFaults = (html) => [...html.matchAll(/<script\b([^>]*)>([^<]*)/g)].flatMap(([, attributes, text]) => (/src="\.?\/[^/]/.test(attributes) && text.trim() === '' ? [] : [`<script${attributes}>`]))
export const textFaults = (file, packages) => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return packages.filter(({ name, version }) => !text.includes(`${name} ${version}: `)).map(({ name }) => `${name} is not in the list of licences`)
}
export const licenceFaults = (packages) => packages.filter(({ licence }) => !LICENCES_GOOD.test(licence)).map(({ name, licence }) => `${name}: ${licence}`)
export const sbomFaults = (bom, packages) => [...(bom.bomFormat === 'CycloneDX' ? [] : ['no CycloneDX']), ...packages.filter(({ name, version }) => !bom.components.some((one) => one.name === name && one.version === version)).map(({ name }) => `${name} is missing`)]
/** Only what is shipped counts; a finding in a build tool is not on the kiosk. */
export const auditFaults = (report) => Object.entries(report.vulnerabilities ?? {}).filter(([, { severity }]) => ['high', 'critical'].includes(severity)).map(([name, { severity }]) => `${name}: ${severity}`)
/** Personal data in clear: names as UTF-8 and UTF-16, telephone numbers with and without dashes. */
export function canaryFaults(files, canaries) {
  const needles = canaries.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(JSON.stringify(text).slice(1, -1))])
  return files.filter(({ bytes }) => needles.some((needle) => bytes.includes(needle))).map(({ name }) => name)
}
