/** Both ledgers as an operator keeps them: begun, backed up, lost, restored. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { uuidV7 } from '../../src/base/ids.ts'
import { silentLog } from '../../src/base/log.ts'
import { buildApp } from '../../src/service/app.ts'
import { directPort } from '../../src/service/centre-port.ts'
import type { CentrePort } from '../../src/service/centre-port.ts'
import { createCentre } from '../../src/service/centre.ts'
import { backupLedger, restoreLedger } from '../../src/service/ledger/keep-ledger.ts'
import type { LedgerDoor } from '../../src/service/ledger/ledger.ts'
import { openLifeMark } from '../../src/service/ledger/life-mark.ts'
import { openLedgerFile } from '../../src/service/ledger/open-ledger.ts'
import { backupPostgres, restorePostgres } from '../../src/service/ledger/postgres/keep-postgres.ts'
import { openPostgres } from '../../src/service/ledger/postgres/open-postgres.ts'
import { createPostgresCentre } from '../../src/service/ledger/postgres/postgres-centre.ts'
import { createPostgresLedger } from '../../src/service/ledger/postgres/postgres-ledger.ts'
import { sqliteDoor } from '../../src/service/ledger/sqlite-door.ts'
import { createSqliteLedger } from '../../src/service/ledger/sqlite-ledger.ts'
import { orThrow } from '../support/clinic.ts'
import type { TestClock } from '../support/clinic.ts'
import type { Cluster } from '../support/postgres.ts'

export type Life = { readonly app: FastifyInstance; readonly port: CentrePort; readonly door: LedgerDoor; readonly end: () => Promise<void> }
/** `restore` is what the operator does while the service is stopped; `begin` never says that anything was restored. */
export type Stage = { readonly begin: () => Promise<Life>; readonly backup: () => void; readonly restore: () => Promise<void>; readonly clear: () => void }

const depsOf = (clock: TestClock) => ({ clock: clock.read, newId: () => uuidV7(clock.read(), randomBytes), newCode: () => randomBytes(6).toString('hex'), helloMs: 60_000, log: () => {} })
const appOf = (port: CentrePort, clock: TestClock): Promise<FastifyInstance> => buildApp({ centre: port, clock: clock.read, log: silentLog, random: () => 0.5 })

export function sqliteStage(clock: TestClock): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'restore-drill-'))
  const [path, backup] = [join(folder, 'ledger.db'), join(folder, 'backup.db')]
  return {
    begin: async () => {
      const mark = { note: (_commits: number, _life: number): void => {} }
      const ledger = createSqliteLedger(orThrow(openLedgerFile(path)), (commits) => mark.note(commits, Number(ledger.setting('incarnation') ?? 0)))
      const life = openLifeMark(`${path}.mark`, ledger.commits())
      mark.note = life.note
      const port = directPort(createCentre({ ...depsOf(clock), ledger, restoredAfter: life.restored ? life.life : null }))
      const app = await appOf(port, clock)
      return { app, port, door: sqliteDoor(ledger), end: async () => { await app.close(); life.close(); ledger.close() } }
    },
    backup: () => { orThrow(backupLedger(path, backup)) },
    restore: async () => { orThrow(restoreLedger(backup, path, clock.now)) },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export async function postgresStage(clock: TestClock, cluster: Cluster): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'restore-drill-'))
  const backup = join(folder, 'backup.dump')
  const url = await cluster.createDatabase()
  return {
    begin: async () => {
      const door = createPostgresLedger(orThrow(await openPostgres(url)))
      const { port } = await createPostgresCentre(door, depsOf(clock), { restored: false })
      const app = await appOf(port, clock)
      return { app, port, door, end: async () => { await app.close(); await door.close() } }
    },
    backup: () => { orThrow(backupPostgres(url, backup)) },
    restore: async () => { orThrow(await restorePostgres(backup, url, clock.now)) },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}
