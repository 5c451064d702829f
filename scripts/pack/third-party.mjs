/** What is shipped of others: a list of licences for people, an SBOM (CycloneDX 1.5) for programs. From the lock file and the packages themselves, no network. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../steps.mjs'

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** Packages that end up in what is installed: the runtime dependencies and all of theirs. */
export function shippedPackages() {
  const lock = readJson(join(root, 'package-lock.json')).packages
  return Object.entries(lock).filter(([path, entry]) => path.startsWith('node_modules/') && !entry.dev && !entry.devOptional && !entry.link && existsSync(join(root, path, 'package.json'))).map(([path, entry]) => {
    const { name, license, licenses } = readJson(join(root, path, 'package.json'))
    const file = readdirSync(join(root, path)).find((entryName) => /^(licen[cs]e|copying)/i.test(entryName))
    return { name, version: entry.version, licence: license ?? licenses?.[0]?.type ?? 'UNKNOWN', integrity: entry.integrity ?? '', text: file && !file.endsWith('/') ? readText(join(root, path, file)) : '' }
  }).sort((a, b) => `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'))
}

const readText = (path) => {
  try { return readFileSync(path, 'utf8').trim() } catch { return '' }
}

const hashOf = (integrity) => (integrity.startsWith('sha512-') ? [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }] : [])

export function sbomOf(packages) {
  const { name, version } = readJson(join(root, 'package.json'))
  return {
    bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: { component: { type: 'application', name, version } },
    components: packages.map((one) => ({
      type: 'library', name: one.name, version: one.version, purl: `pkg:npm/${one.name.replace('@', '%40')}@${one.version}`, licenses: [{ expression: one.licence }], hashes: hashOf(one.integrity),
    })),
  }
}

export function writeThirdParty(folder) {
  const packages = shippedPackages()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(sbomOf(packages), null, 1)}\n`)
  writeFileSync(join(folder, 'LICENCES.txt'), `${packages.map((one) => `${one.name} ${one.version}: ${one.licence}\n${one.text}\n`).join(`\n${'-'.repeat(80)}\n`)}`)
}
