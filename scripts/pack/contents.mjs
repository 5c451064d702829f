/** What a package holds: one native module, no secret, no development file, and exactly the files of the golden list. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { listPackage } from '@electron/asar'

const NOT_SHIPPED = [/\.(ts|tsx|map|tsbuildinfo)$/, /(^|\/)(test|tests|__tests__|docs|\.git|\.github|src)\//, /\.(pem|key|p12|pfx|env)$/, /(^|\/)(\.env|id_rsa|npm-debug\.log|package-lock\.json|\.npmrc)$/, /\.(c|cc|cpp|h|gyp|o)$/]
/** Electron's own files differ from version to version; ours do not. Names made from content are shown without it. */
const plainName = (path) => path.replace(/-[\w-]{8}(\.(?:js|css|woff2|png|svg|mp3|ogg|wav))$/, '-HASH$1').replace(/prebuilds\/(\w+)-\w+\.node/, 'prebuilds/$1-ARCH.node')

const filesUnder = (folder) => (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))

export function contentsOf(resources) {
  const archive = join(resources, 'app.asar')
  const inside = listPackage(archive, { isPack: false }).map((path) => path.replace(/^\//, ''))
  const folders = new Set(inside.flatMap((path) => path.split('/').slice(0, -1).map((_, i, parts) => parts.slice(0, i + 1).join('/'))))
  const packed = inside.filter((path) => !folders.has(path)).map((path) => `app.asar/${path}`)
  const beside = filesUnder(resources).map((path) => relative(resources, path)).filter((path) => path !== 'app.asar' && path !== 'default_app.asar')
  const files = [...new Set([...packed, ...beside.filter((path) => !path.startsWith('app.asar.unpacked/'))])].sort()
  return {
    files: [...new Set(files.map(plainName))].sort(),
    nativeModules: beside.filter((path) => path.endsWith('.node')),
    notShipped: files.filter((path) => NOT_SHIPPED.some((pattern) => pattern.test(path))),
    secrets: filesUnder(resources).filter((path) => /\.(asar|cjs|js|json|ya?ml|sh)$/.test(path) && /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\n[A-Za-z0-9+/=\n]{40}|ghp_[A-Za-z0-9]{30}|AKIA[0-9A-Z]{16}/.test(readFileSync(path, 'latin1'))).map((path) => relative(resources, path)),
  }
}
