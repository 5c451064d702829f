/** The central service as a process, and devices that share no code with the store: for what comes at it from outside. */
import { spawn } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { FLU, walkIn } from './clinic.ts'

const main = join(process.cwd(), 'src/service/main.ts')

export type RealCentre = Awaited<ReturnType<typeof startRealCentre>>
export type Answer = { readonly status: number; readonly type: string; readonly headers: Headers; readonly body: Record<string, unknown> }

export const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  let body: unknown = null
  try { body = JSON.parse(text) } catch { body = { text } }
  return { status: response.status, type: response.headers.get('content-type') ?? '', headers: response.headers, body: body as Record<string, unknown> }
}

/** `data` is made, and removed at the end, when none is given; `--database=` takes its place. */
export async function startRealCentre(args: readonly string[] = [], data: string | null = null) {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'real-centre-'))
  const child = spawn(process.execPath, [main, '--port=0', ...(args.some((arg) => arg.startsWith('--database=')) ? [] : [`--data=${folder}`]), '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { log += text })
  const ready = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([line]) => JSON.parse(String(line)) as { url: string; adminToken: string; clinicId: string | null; enrolmentCodes: string[] }),
    once(child, 'close').then(([code]) => { throw new Error(`the service ended with ${code}: ${log}`) }),
  ])
  const statusOf = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) * 1024
  const admin = async (path: string, body?: unknown, token = ready.adminToken): Promise<Answer> =>
    answerOf(await fetch(`${ready.url}/v1/admin${path}`, { method: body === undefined ? 'GET' : 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }))
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const closed = once(child, 'close')
    child.kill(signal)
    return ((await closed) as [number | null])[0]
  }
  return {
    ...ready, folder, admin, end, signal: (signal: NodeJS.Signals) => child.kill(signal), log: () => log, isAlive: () => child.exitCode === null && child.signalCode === null,
    /** The most memory the process ever had since the last call. */
    memoryPeakBytes: (): number => {
      const peak = statusOf('VmHWM')
      writeFileSync(`/proc/${child.pid}/clear_refs`, '5')
      return peak
    },
    stop: async (): Promise<void> => {
      await end('SIGKILL')
      if (data === null) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A clinic of its own with one window of today. */
export async function makeClinic(centre: RealCentre, capacity = 10): Promise<{ clinicId: string; slotId: string; newCode: (more?: object) => Promise<string> }> {
  const { body: { clinicId } } = await centre.admin('/clinics', { name: '한빛가정의학과' })
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(Date.now())
  const { body } = await centre.admin('/sessions', { clinicId, date, vaccine: FLU, windows: [{ start: '00:00', end: '24:00', capacity }] })
  const newCode = async (more: object = {}): Promise<string> => String((await centre.admin('/enrolment-codes', { clinicId, ...more })).body.code)
  return { clinicId: String(clinicId), slotId: (body.slotIds as string[])[0] ?? '', newCode }
}

export type RealDevice = Awaited<ReturnType<typeof enrolDevice>>

export const newKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { x: publicKey.export({ format: 'jwk' }).x ?? '', privateKey }
}
type Key = ReturnType<typeof newKey>
type Send = { readonly claims?: object; readonly headers?: Record<string, string>; readonly path?: string; readonly send?: typeof fetch }

export const enrolmentOf = (code: string, x: string) => ({ code, publicKey: { kty: 'OKP', crv: 'Ed25519', x }, stationName: 'attack', appVersion: '1', platform: 'test' })

export async function enrolDevice(url: string, code: string, key: Key = newKey(), send: typeof fetch = fetch) {
  const enrolled = await answerOf(await send(`${url}/v1/enrolments`, { method: 'POST', body: JSON.stringify(enrolmentOf(code, key.x)) }))
  if (enrolled.status !== 201) throw new Error(JSON.stringify(enrolled.body))
  const me = enrolled.body as { deviceId: string; epoch: number; audience: string; stationLetter: string }
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = (method: string, path: string, body: Uint8Array | null, claims: object = {}): string => {
    const digest = body ? { digest: createHash('sha256').update(body).digest('base64url') } : {}
    const text = `${part({ alg: 'EdDSA' })}.${part({ iss: me.deviceId, epoch: me.epoch, aud: me.audience, htm: method, htu: path, ...digest, jti: 'j', iat: 1, ...claims })}`
    return `${text}.${sign(null, Buffer.from(text), key.privateKey).toString('base64url')}`
  }
  const request = async (method: string, path: string, body: Uint8Array | null, { claims = {}, headers = {}, path: to = path, send: by = send }: Send = {}): Promise<Answer> =>
    answerOf(await by(url + to, { method, headers: { 'content-type': 'application/json', authorization: `Bearer ${token(method, path, body, claims)}`, ...headers }, ...(body ? { body: Uint8Array.from(body) } : {}) }))
  const post = (path: string, body: unknown, more: Send = {}): Promise<Answer> => request('POST', path, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), more)
  let sequence = 0
  const batch = (...entries: object[]) => ({ epoch: me.epoch, incarnationSeen: 1, entries })
  return {
    me, key, token, request, post, batch, get: (path: string) => request('GET', path, null), nextSequence: () => ++sequence,
    entries: (...entries: object[]) => post('/v1/entries', batch(...entries)),
    hello: (more: object = {}) => post('/v1/hello', { epoch: me.epoch, head: { sequence, hash: null }, backlog: { entries: 0, oldestMs: 0 }, free: [], wallTime: '2026-11-24T01:10:00.000Z', bootId: 'b', appVersion: '1', incarnationSeen: 1, ...more }),
  }
}

let count = 0
export const freshId = (name: string): string => `${name}-${process.pid}-${++count}`
/** Somebody stands by; `part` says what is different. */
export function entryOf(device: RealDevice, part: Record<string, unknown> = {}) {
  const { patient, consent, screening } = walkIn()
  return {
    entryId: freshId('entry'), sequence: device.nextSequence(), previousHash: null, type: 'booking-waitlisted', bookingId: freshId('booking'), version: 1, place: null, allotmentId: null,
    occurredAt: new Date().toISOString(), answer: null, body: { patient, vaccine: FLU, ticketNumber: `A-${count}`, channel: 'kiosk', consent, screening, promisedWaitMinutes: [15, 25] }, ...part,
  }
}
