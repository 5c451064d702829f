/** What the machine can find out by itself: each check measures, and says what it measured. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { connect } from 'node:tls'
import { join } from 'node:path'
import { DAY_MS } from '../../base/time.ts'
import type { Check, CheckState, SelfTest } from '../../contract/care.ts'
import { countEntries, countUnsent, isSound, lookInto, metaOf, trailOf } from '../db/look.ts'
import { backupsIn } from '../db/newest-backup.ts'
import { checkBackup } from './backup.ts'

const MIB = 1024 * 1024
const SPACE_LOOK_MIB = 2_048
const SPACE_FAIL_MIB = 200
const WRITES = 200
const WRITE_LOOK_MS = 25
const WRITE_FAIL_MS = 200
const CLOCK_LOOK_MS = 5_000
const CLOCK_FAIL_MS = 300_000
const SERVICE_MS_MAX = 8_000
const CERTIFICATE_LOOK_MS = 21 * DAY_MS
const BACKUP_LOOK_MS = 2 * DAY_MS

export type SelfTestDeps = { readonly dataDir: string; readonly databaseKey: string; readonly serviceUrl: string | null; readonly appVersion: string; readonly now: () => number; readonly fetch: (url: string, init: { signal: AbortSignal }) => Promise<Response> }

/** Small is good: `look` and `fail` are the first values that are not. */
const below = (value: number, look: number, fail: number): CheckState => (value >= fail ? 'fail' : value >= look ? 'look' : 'ok')
const above = (value: number, look: number, fail: number): CheckState => (value < fail ? 'fail' : value < look ? 'look' : 'ok')

function space({ dataDir }: SelfTestDeps): Check {
  const { bavail, bsize } = statfsSync(dataDir)
  const freeMib = Math.round((bavail * bsize) / MIB)
  const file = statSync(join(dataDir, 'kiosk.db'), { throwIfNoEntry: false })
  return { id: 'space', state: above(freeMib, SPACE_LOOK_MIB, SPACE_FAIL_MIB), facts: { freeMib, dataMib: Math.round((file?.size ?? 0) / MIB) } }
}

/** The disk's own word that it is there after a power cut, as a booking asks for it. */
function write({ dataDir }: SelfTestDeps): Check {
  const path = join(dataDir, '.self-test')
  const times: number[] = []
  const file = openSync(path, 'w')
  try {
    for (let i = 0; i < WRITES; i++) {
      const since = performance.now()
      writeSync(file, Buffer.alloc(4_096, i), 0, 4_096, i * 4_096)
      fsyncSync(file)
      times.push(performance.now() - since)
    }
  } finally {
    closeSync(file)
    rmSync(path, { force: true })
  }
  const medianMs = Number((times.sort((a, b) => a - b)[WRITES / 2] ?? 0).toFixed(2))
  return { id: 'write', state: below(medianMs, WRITE_LOOK_MS, WRITE_FAIL_MS), facts: { times: WRITES, medianMs } }
}

function file({ dataDir, databaseKey }: SelfTestDeps): Check {
  return lookInto(join(dataDir, 'kiosk.db'), databaseKey, (db) => {
    const sound = isSound(db)
    const setAside = metaOf(db, 'setAside') !== null
    const { acts, broken } = trailOf(db)
    return { id: 'file', state: sound && broken === null ? (setAside ? 'look' : 'ok') : 'fail', facts: { sound, entries: countEntries(db), unsent: countUnsent(db), setAside, trailActs: acts, trailBrokenAt: broken } }
  })
}

function clock({ dataDir, databaseKey }: SelfTestDeps): Check {
  if (!existsSync(join(dataDir, 'kiosk.db'))) return { id: 'clock', state: 'not-run', facts: { offsetMs: 0, why: 'the centre was never reached' } }
  const offset = lookInto(join(dataDir, 'kiosk.db'), databaseKey, (db) => ({ ms: Number(metaOf(db, 'serverOffsetMs') ?? 0), known: metaOf(db, 'lastContactAt') !== null }))
  return { id: 'clock', state: offset.known ? below(Math.abs(offset.ms), CLOCK_LOOK_MS, CLOCK_FAIL_MS) : 'not-run', facts: { offsetMs: offset.ms, why: offset.known ? null : 'the centre was never reached' } }
}

async function service({ serviceUrl, fetch, now }: SelfTestDeps): Promise<Check> {
  if (!serviceUrl) return { id: 'service', state: 'not-run', facts: { why: 'no address is set' } }
  const since = now()
  try {
    const answer = await fetch(`${serviceUrl}/v1/health`, { signal: AbortSignal.timeout(SERVICE_MS_MAX) })
    await answer.arrayBuffer()
    return { id: 'service', state: answer.ok ? 'ok' : 'fail', facts: { status: answer.status, tookMs: now() - since } }
  } catch {
    return { id: 'service', state: 'fail', facts: { status: 0, tookMs: now() - since } }
  }
}

function tls({ serviceUrl, now }: SelfTestDeps): Promise<Check> {
  const url = serviceUrl ? new URL(serviceUrl) : null
  if (!url) return Promise.resolve({ id: 'tls', state: 'not-run', facts: { why: 'no address is set' } })
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  if (url.protocol !== 'https:') return Promise.resolve({ id: 'tls', state: loopback ? 'look' : 'fail', facts: { secure: false } })
  return new Promise((resolve) => {
    const socket = connect({ host: url.hostname, port: Number(url.port || 443), servername: url.hostname, timeout: SERVICE_MS_MAX }, () => {
      const until = Date.parse(socket.getPeerCertificate().valid_to)
      const left = until - now()
      resolve({ id: 'tls', state: above(left, CERTIFICATE_LOOK_MS, 0), facts: { secure: true, until, protocol: socket.getProtocol() } })
      socket.destroy()
    })
    const failed = (why: string) => (): void => { resolve({ id: 'tls', state: 'fail', facts: { secure: false, why } }); socket.destroy() }
    socket.on('error', (cause) => failed((cause as { code?: string }).code ?? 'refused')())
    socket.on('timeout', failed('no answer'))
  })
}

function backup({ dataDir, databaseKey, now }: SelfTestDeps): Check {
  const last = backupsIn(dataDir).at(-1)
  if (!last) return { id: 'backup', state: 'look', facts: { at: null, restorable: false } }
  const checked = checkBackup(last.path, databaseKey)
  const restorable = checked.ok && checked.value.restorable
  return { id: 'backup', state: !restorable ? 'fail' : below(now() - last.at, BACKUP_LOOK_MS, Number.POSITIVE_INFINITY), facts: { at: last.at, restorable } }
}

/** The rest needs eyes, hands and ears: the screen asks for it. */
const NEEDS_A_PERSON: readonly Check[] = (['screens', 'touch', 'sound', 'printer', 'scanner'] as const).map((id) => ({ id, state: 'not-run', facts: { why: 'needs a person at the machine: open the self-test screen' } }))

export async function selfTest(deps: SelfTestDeps): Promise<SelfTest> {
  const since = deps.now()
  const attempt = async (id: Check['id'], act: () => Check | Promise<Check>): Promise<Check> => {
    try { return await act() } catch (cause) { return { id, state: 'fail', facts: { why: (cause as { code?: string }).code ?? 'unexpected' } } }
  }
  const checks = [
    await attempt('space', () => space(deps)), await attempt('write', () => write(deps)), await attempt('file', () => file(deps)), await attempt('clock', () => clock(deps)),
    await attempt('tls', () => tls(deps)), await attempt('service', () => service(deps)), await attempt('backup', () => backup(deps)),
  ]
  return { at: since, tookMs: deps.now() - since, appVersion: deps.appVersion, checks: [...checks, ...NEEDS_A_PERSON] }
}
