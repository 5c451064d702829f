/** npm with patience for a slow network, and plain words when there is none. */
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root, Stop } from './steps.mjs'

/** What is in the cache is not asked for again; a retry waits seconds, not the minute npm would. */
const PATIENCE = ['--prefer-offline', '--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000']
const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier']
const CONNECTION = 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT'
const CERTIFICATE = 'SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY'
const NO_NETWORK = new RegExp(`\\b(${CONNECTION}|${CERTIFICATE})\\b`)

/** What to tell a person when npm failed: a network that is not there is the usual reason, and npm buries it. */
export function explainNpm(args, output) {
  const trouble = NO_NETWORK.exec(output)?.[1]
  const lines = output.trim().split('\n')
  const errors = lines.filter((line) => line.startsWith('npm error'))
  const told = (errors.length > 0 ? errors : lines).slice(-30).join('\n')
  if (!trouble) return `npm ${args.join(' ')} failed\n${told}`
  return `The network cannot be reached: npm ${args[0]} ended with ${trouble}.
Check the connection, the proxy (HTTPS_PROXY) and the registry (npm config get registry), then run the same command again;
what was fetched already is kept.
${told}`
}

/** Without the project's own Node: npm is about to replace it, and it may be the very thing that is broken. */
export function outside() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(join(root, 'node_modules')))
  return { ...process.env, PATH: folders.join(delimiter) }
}

export function npm(args) {
  const done = spawnSync('npm', [...args, ...PATIENCE, ...QUIET], { cwd: root, env: outside(), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (done.error?.code === 'ENOENT') throw new Stop('npm is not there: install Node 20 or newer together with its npm')
  if (done.status !== 0) throw new Stop(explainNpm(args, `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`))
  return done.stdout
}
