/** `npm run central -- --data=DIR | --database=postgres://… [--port=8080] [--config=FILE] [--json] [--print-config]`; every setting is in `contract/central-settings`. */
import { mkdirSync, readFileSync } from 'node:fs'
import type { Server as TlsServer } from 'node:https'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { fileURLToPath } from 'node:url'
import type { CentralSettings } from '../contract/central-settings.ts'
import { errorCatalogue, failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import { createAdmission } from './admission/admission.ts'
import { buildApp } from './app.ts'
import { printConfig, readConfig } from './config.ts'
import type { Config } from './config.ts'
import type { Certificate } from './edge.ts'
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

/** Re-read on SIGHUP, when the certificate was renewed. */
function readCertificate({ tlsCertificate, tlsKey }: CentralSettings): Certificate | null {
  if (tlsCertificate === undefined || tlsKey === undefined) return null
  const pair = { cert: readFileSync(tlsCertificate, 'utf8'), key: readFileSync(tlsKey, 'utf8') }
  createSecureContext(pair)
  return pair
}

function certificateOrStop(settings: CentralSettings): Certificate | null {
  try { return readCertificate(settings) } catch (cause) { return stopWith(failure('CONFIG_INVALID', `tls-certificate and tls-key: ${(cause as Error).message}`)) }
}

function readOptions(): Config {
  const config = readConfig({ argv: process.argv.slice(2), environment: process.env, readFile: (path) => readFileSync(path, 'utf8') })
  if (!config.ok) return stopWith(config.error)
  if (!config.value.wishes.has('print-config')) return config.value
  process.stdout.write(printConfig(config.value))
  return process.exit(0)
}

/** A renewed certificate without a restart; one that cannot be read leaves the old one in place. */
function renewOnHangUp(app: { readonly server: unknown }, settings: CentralSettings): void {
  process.on('SIGHUP', () => {
    try {
      const pair = readCertificate(settings)
      if (pair) (app.server as TlsServer).setSecureContext({ ...pair, minVersion: 'TLSv1.2' })
      log.info('certificate-read', {})
    } catch (cause) {
      log.error('certificate-not-read', { cause: String((cause as Error).message) })
    }
  })
}

async function main(): Promise<void> {
  const { settings: options, wishes } = readOptions()
  // What is made here is for this account only: patients stand in the ledger.
  process.umask(0o077)
  const { database, data = '' } = options
  if (!database) try { mkdirSync(data, { recursive: true }) } catch { stopWith(failure('DISK_READ_ONLY', `${data} cannot be made`)) }
  const certificate = certificateOrStop(options)
  const how = { helloMs: options.helloMs, demoClinic: options.demo ? { capacity: options.capacity, timeZone: options.demoTimeZone } : null, restored: options.restored }
  const started = await startWorker(database ? { database, ...how } : { path: join(data, 'ledger.db'), ...how }, log)
  if (!started.ok) stopWith(started.error)
  const { writer, demo, stop } = started.value
  const admission = createAdmission({ writer, clock: () => performance.now(), random: Math.random })
  const centre = admission.portFor()
  const reads = startReads(database ? { database } : { path: join(data, 'ledger.db') })
  const life = { draining: false }
  const app = await buildApp({
    centre, admission, clock: Date.now, log, random: Math.random, edge: options, certificate, life, metricsOfProcess: true, reads: reads.port, consoleFolder: CONSOLE_FOLDER,
  })
  const heard = await app.listen({ port: options.port, host: options.host }).catch((cause: { code?: string }) =>
    stopWith(cause.code === 'EADDRINUSE' ? failure('PORT_TAKEN', `port ${options.port} is taken`) : failure('CONFIG_INVALID', `host ${options.host}, port ${options.port}: ${String(cause)}`)))
  const url = certificate ? heard.replace(/^http:/, 'https:') : heard
  renewOnHangUp(app, options)
  const identity = await centre.identity()
  const ready = { url, adminToken: identity === 'overloaded' || !options.printAdminToken ? '' : identity.adminToken, clinicId: demo?.clinicId ?? null, enrolmentCodes: demo?.enrolmentCodes ?? [] }
  const token = ready.adminToken === '' ? '' : `admin token ${ready.adminToken}\n`
  process.stdout.write(wishes.has('json') ? `${JSON.stringify(ready)}\n` : `central service on ${url}\n${token}`)
  const stopLedger = async (): Promise<void> => { await reads.stop(); await stop() }
  const end = createShutdown({ life, log, closeDoor: () => app.close(), stopLedger, after: (ms, act) => setTimeout(act, ms).unref(), exit: (code) => process.exit(code) })
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void end(signal))
}

await main()
