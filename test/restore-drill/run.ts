/**
 * `npm run restore-drill -- --drills=10 --json`: so many drills on each ledger; the real stores, app and ledgers on a hand-driven clock.
 * The totals are over both; a ledger that cannot be had here says why instead of its figures.
 */
import { parseArgs } from 'node:util'
import { testClock } from '../support/clinic.ts'
import { startCluster } from '../support/postgres.ts'
import { drill } from './drill.ts'
import type { Drilled } from './drill.ts'
import { postgresStage, sqliteStage } from './stages.ts'

const nothing = { drills: 0, bookedAfterBackup: 0, lost: 0, duplicated: 0, oversold: 0, learningExchangesMax: 0 }
type Total = typeof nothing
const add = (total: Total, one: Total): Total => ({
  drills: total.drills + one.drills, bookedAfterBackup: total.bookedAfterBackup + one.bookedAfterBackup, lost: total.lost + one.lost, duplicated: total.duplicated + one.duplicated,
  oversold: total.oversold + one.oversold, learningExchangesMax: Math.max(total.learningExchangesMax, one.learningExchangesMax),
})
const totalOf = ({ exchanges, ...counted }: Drilled): Total => ({ ...counted, drills: 1, learningExchangesMax: exchanges })

const { values } = parseArgs({ options: { drills: { type: 'string', default: '10' }, json: { type: 'boolean' } } })
const drills = Number(values.drills)
if (!Number.isSafeInteger(drills) || drills < 1) throw new Error('--drills takes a whole number from 1')

async function times(run: () => Promise<Drilled>, name: string): Promise<Total> {
  let total = nothing
  for (let i = 1; i <= drills; i++) {
    total = add(total, totalOf(await run()))
    process.stderr.write(`${name}: drill ${i} of ${drills}\n`)
  }
  return total
}

async function onPostgres(): Promise<Total | string> {
  const started = await startCluster()
  if (!started.ok) return started.why
  const total = await times(async () => { const clock = testClock(); return drill(await postgresStage(clock, started.cluster), clock) }, 'PostgreSQL')
  await started.cluster.stop()
  return total
}

const ledgers = { sqlite: await times(async () => { const clock = testClock(); return drill(sqliteStage(clock), clock) }, 'SQLite'), postgres: await onPostgres() }
const ran = Object.values(ledgers).filter((total): total is Total => typeof total !== 'string')
const total = ran.reduce(add, nothing)
process.stdout.write(`${JSON.stringify({ ...total, ledgers })}\n`)
process.exit(total.lost + total.duplicated + total.oversold > 0 || ran.some((one) => one.bookedAfterBackup === 0) ? 1 : 0)
