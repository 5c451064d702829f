/** `npm run central -- --port=0 --data=DIR [--host=127.0.0.1] [--demo] [--capacity=6] [--hello-ms=60000] [--restored] [--json]` */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { errorCatalogue, failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { createAdmission } from './admission/admission.ts'
import { buildApp } from './app.ts'
import { startWorker } from './worker-port.ts'

const EXIT_CONFIGURATION = 78

const line = (level: string) => (event: string, facts: Record<string, unknown> = {}) => { process.stderr.write(`${JSON.stringify({ level, event, ...facts })}\n`) }
const log = { info: line('info'), warn: line('warn'), error: line('error') }

function stopWith(error: Failure): never {
  process.stderr.write(`${error.code}: ${error.detail}. ${errorCatalogue[error.code].hint}\n`)
  process.exit(EXIT_CONFIGURATION)
}

const wholeNumber = (name: string, text: string, min: number, max: number): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max) stopWith(failure('CONFIG_INVALID', `--${name} takes a whole number from ${min} to ${max}`))
  return value
}

function readOptions() {
  try {
    const { values } = parseArgs({ options: {
      port: { type: 'string', default: '8080' }, host: { type: 'string', default: '127.0.0.1' }, data: { type: 'string' }, capacity: { type: 'string', default: '6' },
      'hello-ms': { type: 'string', default: '60000' }, demo: { type: 'boolean', default: false }, restored: { type: 'boolean', default: false }, json: { type: 'boolean', default: false },
    } })
    if (!values.data) stopWith(failure('CONFIG_INVALID', '--data=DIR is missing'))
    return { ...values, data: values.data, port: wholeNumber('port', values.port, 0, 65_535), capacity: wholeNumber('capacity', values.capacity, 0, 10_000), helloMs: wholeNumber('hello-ms', values['hello-ms'], 100, 3_600_000) }
  } catch (cause) {
    return stopWith(failure('CONFIG_INVALID', String((cause as Error).message)))
  }
}

async function main(): Promise<void> {
  const options = readOptions()
  try { mkdirSync(options.data, { recursive: true }) } catch { stopWith(failure('DISK_READ_ONLY', `${options.data} cannot be made`)) }
  const started = await startWorker({ path: join(options.data, 'ledger.db'), helloMs: options.helloMs, demoCapacity: options.demo ? options.capacity : null, restored: options.restored }, log)
  if (!started.ok) stopWith(started.error)
  const { writer, demo, stop } = started.value
  const admission = createAdmission({ writer, clock: () => performance.now(), random: Math.random })
  const centre = admission.portFor()
  const app = await buildApp({ centre, admission, clock: Date.now, log, random: Math.random })
  const url = await app.listen({ port: options.port, host: options.host }).catch((cause: { code?: string }) =>
    stopWith(cause.code === 'EADDRINUSE' ? failure('PORT_TAKEN', `port ${options.port} is taken`) : failure('CONFIG_INVALID', String(cause))))
  const identity = await centre.identity()
  const ready = { url, adminToken: identity === 'overloaded' ? '' : identity.adminToken, clinicId: demo?.clinicId ?? null, enrolmentCodes: demo?.enrolmentCodes ?? [] }
  process.stdout.write(options.json ? `${JSON.stringify(ready)}\n` : `central service on ${url}\nadmin token ${ready.adminToken}\n`)
  const end = async (): Promise<void> => {
    await app.close()
    await stop()
    process.exit(0)
  }
  process.once('SIGTERM', () => void end())
  process.once('SIGINT', () => void end())
}

await main()
