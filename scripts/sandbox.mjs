/**
 * Chromium's sandbox needs user namespaces or a helper that belongs to root.
 * Where the machine offers neither, the demo and the tests run without, and say so.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { answers } from './steps.mjs'

const SUID = 0o4000

function helperBelongsToRoot(dist) {
  const helper = statSync(join(dist, 'chrome-sandbox'), { throwIfNoEntry: false })
  return helper !== undefined && helper.uid === 0 && (helper.mode & SUID) !== 0
}

/** Null when the sandbox works. A new network is asked for too: some systems hand out user namespaces that may do nothing. */
export function whyNoSandbox({ isRoot, hasHelper, hasNamespaces }) {
  if (isRoot) return 'Chromium has none for root'
  return hasHelper || hasNamespaces ? null : 'this machine forbids user namespaces'
}

/** The variable reaches every Electron that is started from here, packaged or not, by whomever. */
export function decideSandbox(dist) {
  if (process.platform !== 'linux') return 'on'
  const hasNamespaces = answers('unshare', ['--user', '--map-root-user', '--net', 'true'])
  const why = whyNoSandbox({ isRoot: process.getuid?.() === 0, hasHelper: helperBelongsToRoot(dist), hasNamespaces })
  if (!why) return 'on'
  process.env.ELECTRON_DISABLE_SANDBOX = '1'
  return `OFF for this demo or test, because ${why}; an installed kiosk always has it`
}
