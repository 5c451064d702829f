/** What lies in a made package, held against the folder it was made of: nothing may be missing, nothing may have come along. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** `under` is the folder in the archive that holds the app; what stands beside it must be named in `beside`. */
export function archiveFaults(listed, expected, under, beside = []) {
  const named = listed.map((path) => path.replace(/^\.\//, '')).filter((path) => path !== '' && !path.endsWith('/'))
  // A folder whose name fills the field of a tar header loses its slash there.
  const folders = new Set(named.flatMap((path) => path.split('/').slice(0, -1).map((_, i, parts) => parts.slice(0, i + 1).join('/'))))
  const plain = named.filter((path) => !folders.has(path))
  const inside = new Set(plain.filter((path) => path.startsWith(`${under}/`)).map((path) => path.slice(under.length + 1)))
  const wanted = new Set(expected)
  return [
    ...expected.filter((path) => !inside.has(path)).map((path) => `${path} is missing`),
    ...[...inside].filter((path) => !wanted.has(path)).map((path) => `${path} came along`),
    ...plain.filter((path) => !path.startsWith(`${under}/`) && !beside.some((pattern) => pattern.test(path))).map((path) => `${path} lies outside of ${under}`),
    ...plain.filter((path) => path.startsWith('/') || path.split('/').includes('..')).map((path) => `${path} would leave the folder`),
  ]
}

/** Units, settings of the system and icons of the desktop: what a deb lays outside of /opt. */
const BESIDE_IN_DEB = [/^usr\/lib\/(systemd|sysusers\.d)\//, /^usr\/share\/(applications|icons|doc|mime)\//]

const filesUnder = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory()).map((entry) => relative(folder, join(entry.parentPath, entry.name)))
const listOf = (command) => spawnSync('sh', ['-c', command], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).stdout.split('\n')

export function faultsOfArchive(file, folder) {
  const expected = filesUnder(folder)
  if (file.endsWith('.deb')) return archiveFaults(listOf(`dpkg-deb --fsys-tarfile '${file}' | tar -t`), expected, 'opt/vaccination-kiosk', BESIDE_IN_DEB)
  const listed = listOf(`tar -tzf '${file}'`)
  return archiveFaults(listed, expected, listed[0]?.split('/')[0] ?? '')
}
