import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enrolDevice, makeClinic, startRealCentre } from '../support/real-centre.ts'
import type { RealCentre } from '../support/real-centre.ts'
import { startBystander } from './bystander.ts'
import type { Bystander } from './bystander.ts'

const MINUTE = 60_000
const MIB = 1024 * 1024
const IDLE = 10_000
const SLOW = 100
const SIGNED = 20
/** What 10,000 connections may cost: some 20 KiB each. */
const EXTRA_BYTES_MAX = 300 * MIB
/** Long enough to open all of them; short, so that the test ends. */
const PATIENCE_MS = 2_500

let centre: RealCentre
let bystander: Bystander
const sockets: Socket[] = []
beforeAll(async () => {
  centre = await startRealCentre([`--headers-timeout-ms=${PATIENCE_MS}`, `--request-timeout-ms=${PATIENCE_MS}`])
  bystander = await startBystander(centre, await (await makeClinic(centre)).newCode())
})
afterAll(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await bystander.stop()
  await centre.stop()
})

type Open = { readonly socket: Socket; readonly ended: Promise<string>; readonly failed: () => boolean }
/** Resolves when the connection stands or was refused. */
async function open(greeting = ''): Promise<Open> {
  const socket = connect(Number(new URL(centre.url).port), '127.0.0.1')
  sockets.push(socket)
  let [text, failed] = ['', false]
  socket.setEncoding('utf8').on('data', (part: string) => { text += part })
  socket.on('error', () => { failed = true })
  const ended = new Promise<string>((resolve) => { socket.once('close', () => resolve(text)) })
  await Promise.race([once(socket, 'connect'), ended])
  if (greeting !== '') socket.write(greeting)
  return { socket, ended, failed: () => failed }
}

const problemIn = (answer: string): unknown => {
  expect(answer).toMatch(/^HTTP\/1\.1 \d{3} [^\r]+\r\ncontent-type: application\/problem\+json(; charset=utf-8)?\r\n/)
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))
}

describe('what Node would answer without a word', () => {
  it('is answered with a code: no host, an expectation, a tunnel', async () => {
    for (const greeting of ['GET /v1/health HTTP/1.1\r\n\r\n', 'POST /v1/enrolments HTTP/1.1\r\nhost: x\r\nexpect: more\r\ncontent-length: 2\r\n\r\n{}', 'CONNECT elsewhere:80 HTTP/1.1\r\nhost: elsewhere\r\n\r\n']) {
      const { ended } = await open(greeting)
      expect(problemIn(await ended)).toMatchObject({ status: 400, code: 'INPUT_INVALID' })
    }
    const { socket, ended } = await open('GET /v1/health HTTP/1.0\r\n\r\n')
    expect(await ended).toContain('200 OK')
    socket.destroy()
  })
})

describe('connections that want nothing', () => {
  it('10,000 idle ones and slow-loris in headers and bodies are let go, with memory bounded, while others are served', async (test) => {
    // Before it is crowded.
    const signed = await enrolDevice(centre.url, await (await makeClinic(centre)).newCode())
    const before = centre.memoryPeakBytes()
    const idle: Open[] = []
    for (let i = 0; i < IDLE; i += 500) idle.push(...(await Promise.all(Array.from({ length: 500 }, () => open()))))
    const refused = idle.filter(({ failed }) => failed()).length
    if (refused > 0) test.skip(`this system allows no ${IDLE} connections in one process: ${refused} were refused`)
    const slowHeaders = await Promise.all(Array.from({ length: SLOW }, () => open('POST /v1/entries HTTP/1.1\r\nhost: x\r\nx-a: ')))
    const slowBodies = await Promise.all(Array.from({ length: SLOW }, () => open('POST /v1/entries HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"a":"')))
    const slowSigned = await Promise.all(Array.from({ length: SIGNED }, () => open(`POST /v1/entries HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${signed.token('POST', '/v1/entries', Buffer.from('x'))}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"a":"`)))
    const drip = setInterval(() => { for (const { socket } of [...slowHeaders, ...slowBodies, ...slowSigned]) if (socket.writable) socket.write('a') }, 200)
    const served = bystander.sent()
    const answers = await Promise.all([...slowHeaders, ...slowBodies].map(({ ended }) => ended))
    const signedAnswers = await Promise.all(slowSigned.map(({ ended }) => ended))
    clearInterval(drip)
    const idleAnswers = await Promise.all(idle.map(({ ended }) => ended))
    for (const answer of answers.slice(0, SLOW)) expect(problemIn(answer)).toMatchObject({ code: 'REQUEST_TIMEOUT', status: 408 })
    // Whoever may send a body is waited for, and told that the time is over.
    for (const answer of signedAnswers) expect(problemIn(answer)).toMatchObject({ code: 'REQUEST_TIMEOUT', status: 408 })
    // Nobody's signature: answered at once, without waiting for a body that nobody would read (decision 0014).
    for (const answer of answers.slice(SLOW)) expect(problemIn(answer)).toMatchObject({ code: 'UNAUTHORISED', status: 401 })
    expect(problemIn(idleAnswers[0] ?? '')).toMatchObject({ code: 'REQUEST_TIMEOUT' })
    expect(new Set(idleAnswers).size).toBe(1)
    expect(bystander.sent()).toBeGreaterThan(served)
    expect(centre.memoryPeakBytes() - before).toBeLessThan(EXTRA_BYTES_MAX)
  }, MINUTE)
})

describe('what is no request', () => {
  it.each([
    ['noise', '\u0001\u0002\u0003\u0004\r\n\r\n', 'INPUT_INVALID'], ['TLS to a plain port', '\u0016\u0003\u0001\u0002\u0000', 'INPUT_INVALID'], ['an unknown method', 'DROP /v1/entries HTTP/1.1\r\nhost: x\r\n\r\n', 'INPUT_INVALID'],
    ['two lengths', 'POST /v1/hello HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}', 'INPUT_INVALID'],
    ['a length and chunks', 'POST /v1/hello HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}', 'INPUT_INVALID'],
    ['a broken chunk', 'POST /v1/hello HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 'INPUT_INVALID'],
    ['headers without end', `GET /v1/health HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(100_000)}\r\n\r\n`, 'TOO_LARGE'],
  ])('%s is answered with a problem and let go', async (_name, text, code) => {
    const { ended } = await open(text)
    expect(problemIn(await ended)).toMatchObject({ code })
  })

  it('does not hold up the number of connections: beyond the limit new ones are dropped, and the service goes on', async () => {
    const small = await startRealCentre(['--connections-max=20'])
    const device = await enrolDevice(small.url, await (await makeClinic(small)).newCode())
    const port = Number(new URL(small.url).port)
    const many = Array.from({ length: 100 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    await Promise.all(many.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => {})))
    expect((await device.hello()).status).toBe(200)
    for (const socket of many) socket.destroy()
    expect((await device.hello()).status).toBe(200)
    await small.stop()
  }, MINUTE)
})
