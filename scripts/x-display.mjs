/** Does a display answer, and to us? DISPLAY may be left over from a session that ended, or belong to somebody else. */
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'

const ANSWER_MS_MAX = 3_000
const COOKIE = 'MIT-MAGIC-COOKIE-1'
const FAMILY_WILD = 0xffff
const TCP_BASE = 6_000

/** Entries of an Xauthority file: family, then address, number, name and data, each with its length before it. */
export function cookiesIn(bytes) {
  const found = []
  for (let at = 2; at < bytes.length; at += 2) {
    const fields = []
    for (let i = 0; i < 4; i++) {
      const length = bytes.readUInt16BE(at)
      fields.push(bytes.subarray(at + 2, at + 2 + length))
      at += 2 + length
    }
    found.push({ number: String(fields[1]), name: String(fields[2]), data: fields[3] })
  }
  return found
}

/** A file with one cookie, for whatever display number the server picks. */
export function authorityFile(cookie) {
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
  return Buffer.concat([Buffer.from([FAMILY_WILD >> 8, FAMILY_WILD & 0xff]), ...[Buffer.alloc(0), Buffer.alloc(0), Buffer.from(COOKIE), cookie].map(field)])
}

function cookieFor(number) {
  try {
    const file = process.env.XAUTHORITY || join(homedir(), '.Xauthority')
    return existsSync(file) ? cookiesIn(readFileSync(file)).find((entry) => entry.name === COOKIE && ['', number].includes(entry.number))?.data : undefined
  } catch {
    return undefined
  }
}

/** The first message of the X protocol, little-endian, with the cookie if there is one. */
function hello(cookie) {
  const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
  const name = Buffer.from(cookie ? COOKIE : '')
  const data = cookie ?? Buffer.alloc(0)
  const head = Buffer.from([0x6c, 0, 11, 0, 0, 0, name.length, 0, data.length, 0, 0, 0])
  return Buffer.concat([head, padded(name), padded(data)])
}

export function displayAnswers(display = process.env.DISPLAY ?? '') {
  const [, host, number] = /^(.*):(\d+)(?:\.\d+)?$/.exec(display) ?? []
  if (number === undefined) return Promise.resolve(false)
  const socket = ['', 'unix'].includes(host) ? connect(`/tmp/.X11-unix/X${number}`) : connect(TCP_BASE + Number(number), host)
  return new Promise((resolve) => {
    const end = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(ANSWER_MS_MAX, () => end(false))
    socket.once('error', () => end(false))
    socket.once('close', () => end(false))
    socket.once('connect', () => socket.write(hello(cookieFor(number))))
    socket.once('data', (data) => end(data[0] === 1))
  })
}
