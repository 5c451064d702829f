/** What support needs to see and may see: versions, counts, settings, log lines. No row of a patient, no key, no code, no PIN. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { arch, cpus, freemem, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { SelfTest } from '../../contract/care.ts'
import { lookInto, metaOf, outlineOf } from '../db/look.ts'

const LOG_BYTES_MAX = 2 * 1024 * 1024
/** Everything else in `meta` stays: keys, codes, PINs and names are there. */
const META_SHOWN = ['serviceUrl', 'frozen', 'mode', 'incarnation', 'acknowledgedThrough', 'lastContactAt', 'boot', 'serverOffsetMs', 'setAside', 'devices'] as const
const LOG_FIELDS = new Set(['level', 'at', 'event', 'pid', 'crashes', 'restartMs', 'role', 'reason', 'rung', 'trouble', 'call', 'code', 'space', 'freeMib', 'purged', 'count', 'why', 'version', 'state', 'entries', 'rows', 'whole', 'starts'])

/** Only known fields of lines that are JSON: what a library printed may hold anything. */
function logLines(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => name.startsWith('kiosk.log')).sort().flatMap((name) => readFileSync(join(folder, name), 'utf8').slice(-LOG_BYTES_MAX).split('\n').flatMap((line) => {
    try {
      return [JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line) as object).filter(([key, value]) => LOG_FIELDS.has(key) && typeof value !== 'object')))]
    } catch {
      return []
    }
  }))
}

/** What the wizard left: plain settings, made without secrets. */
function settingsOf(dataDir: string): unknown {
  try { return JSON.parse(readFileSync(join(dataDir, 'set-up.json'), 'utf8')) } catch { return null }
}

function fileFacts(dataDir: string, key: string): Record<string, unknown> {
  try {
    return lookInto(join(dataDir, 'kiosk.db'), key, (db) => ({ ...outlineOf(db), meta: Object.fromEntries(META_SHOWN.map((name) => [name, metaOf(db, name)])) }))
  } catch (cause) {
    return { unreadable: (cause as { code?: string }).code ?? 'unexpected' }
  }
}

export type BundleDeps = { readonly dataDir: string; readonly databaseKey: string; readonly logFolder: string; readonly appVersion: string; readonly now: number; readonly selfTest: SelfTest; readonly to?: string }

export function supportBundle(deps: BundleDeps): string {
  const { dataDir, now } = deps
  const folder = deps.to ?? join(dataDir, 'support')
  // A place that was named must be there: a stick that is not plugged in would become a folder of this disk.
  if (deps.to === undefined) mkdirSync(folder, { recursive: true })
  const names = readdirSync(dataDir).map((name) => ({ name, bytes: statSync(join(dataDir, name)).size }))
  const report = {
    format: 'vaccination-kiosk support 1', at: new Date(now).toISOString(), appVersion: deps.appVersion,
    system: { platform: platform(), release: release(), arch: arch(), cpu: cpus()[0]?.model, cores: cpus().length, memoryMib: Math.round(totalmem() / 1024 / 1024), freeMib: Math.round(freemem() / 1024 / 1024) },
    files: names, settings: settingsOf(dataDir), file: fileFacts(dataDir, deps.databaseKey), selfTest: deps.selfTest, log: logLines(deps.logFolder),
  }
  const path = join(folder, `support-${now}.json.gz`)
  writeFileSync(path, gzipSync(JSON.stringify(report, null, 1)))
  return path
}
