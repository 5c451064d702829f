/** `npm run central -- --port=0 --data=DIR | --database=postgres://… [--host=127.0.0.1] [--demo] [--capacity=6] [--hello-ms=60000] [--restored] [--json]` */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { errorCatalogue, failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { buildApp } from './app.ts'
import { createLog } from './logging.ts'
import { startReads } from './reads-port.ts'
import { createShutdown } from './shutdown.ts'
import { startWorker } from './worker-port.ts'

const EXIT_CONFIGURATION = 78

/** Built by `npm run build`; the service runs without it, too. */
const CONSOLE_FOLDER = fileURLToPath(new URL('../../out/console', import.meta.url))
const log = createLog()

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
      port: { type: 'string', default: '8080' }, host: { type: 'string', default: '127.0.0.1' }, data: { type: 'string' }, database: { type: 'string' }, capacity: { type: 'string', default: '6' },
      'hello-ms': { type: 'string', default: '60000' }, demo: { type: 'boolean', default: false }, restored: { type: 'boolean', default: false }, json: { type: 'boolean', default: false },
    } })
    if (!values.data && !values.database) stopWith(failure('CONFIG_INVALID', '--data=DIR or --database=postgres://… is missing'))
    return { ...values, data: values.data ?? '', port: wholeNumber('port', values.port, 0, 65_535), capacity: wholeNumber('capacity', values.capacity, 0, 10_000), helloMs: wholeNumber('hello-ms', values['hello-ms'], 100, 3_600_000) }
  } catch (cause) {
    return stopWith(failure('CONFIG_INVALID', String((cause as Error).message)))
  }
}

async function main(): Promise<void> {
  const options = readOptions()
  const { data, database, helloMs, restored } = options
  if (!database) try { mkdirSync(data, { recursive: true }) } catch { stopWith(failure('DISK_READ_ONLY', `${data} cannot be made`)) }
  const how = { helloMs, restored, demoCapacity: options.demo ? options.capacity : null }
  const started = await startWorker(database ? { database, ...how } : { path: join(data, 'ledger.db'), ...how }, log)
  if (!started.ok) stopWith(started.error)
  const { port: centre, demo, stop } = started.value
  const reads = database ? null : startReads(join(data, 'ledger.db'))
  if (!reads) log.warn('no-reports', { why: 'console, FHIR and tables are read from a SQLite ledger as yet' })
  const life = { draining: false }
  const app = await buildApp({ centre, clock: Date.now, log, random: Math.random, life, metricsOfProcess: true, ...(reads ? { reads: reads.port, consoleFolder: CONSOLE_FOLDER } : {}) })
  const url = await app.listen({ port: options.port, host: options.host }).catch((cause: { code?: string }) =>
    stopWith(cause.code === 'EADDRINUSE' ? failure('PORT_TAKEN', `port ${options.port} is taken`) : failure('CONFIG_INVALID', String(cause))))
  const identity = await centre.identity()
  const ready = { url, adminToken: identity === 'overloaded' ? '' : identity.adminToken, clinicId: demo?.clinicId ?? null, enrolmentCodes: demo?.enrolmentCodes ?? [] }
  process.stdout.write(options.json ? `${JSON.stringify(ready)}\n` : `central service on ${url}\nadmin token ${ready.adminToken}\n`)
  const stopLedger = async (): Promise<void> => { await reads?.stop(); await stop() }
  const end = createShutdown({ life, log, closeDoor: () => app.close(), stopLedger, after: (ms, act) => setTimeout(act, ms).unref(), exit: (code) => process.exit(code) })
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void end(signal))
}

await main()
