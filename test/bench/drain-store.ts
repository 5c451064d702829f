/** Child of the bench: a kiosk with a backlog meets the service again. Ends when every entry is settled on the kiosk's disk. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { silentLog } from '../../src/base/log.ts'
import { openStore } from '../../src/store/open-store.ts'
import { cpuSecondsOf } from './cpu.ts'
import { KEY } from './clinic-day.ts'
import { tell } from './figures.ts'

const { values } = parseArgs({ options: { dir: { type: 'string', default: '' }, url: { type: 'string', default: '' },
  service: { type: 'string', default: '0' } } })
const servicePid = Number(values.service)

type Drained = { readonly entries: number; readonly seconds: number; readonly cpuSeconds: number; readonly serviceCpuSeconds: number; readonly requests: number }

async function drain(path: string): Promise<Drained> {
  let requests = 0
  let finished = (): void => {}
  const made = openStore({
    start: { dataDir: values.dir, databaseKey: KEY, serviceUrl: values.url, enrolmentCode: null, stationName: 'bench', appVersion: '0.1.0',
    technicianPin: '4711' },
    path, clock: Date.now, randomBytes, random: Math.random, log: silentLog, fetch: (url, init) => { requests++; return fetch(url, init) },
    after: (ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer) },
    publish: () => { if (made.ok && !made.value.loop.state().pending) finished() },
  })
  if (!made.ok) throw new Error(made.error.code)
  const { loop, context, close } = made.value
  const entries = context.repos.countPending().n
  const done = new Promise<void>((resolve) => { finished = resolve })
  const [cpu, serviceCpu, since] = [process.cpuUsage(), cpuSecondsOf(servicePid), performance.now()]
  loop.start()
  await done
  const used = process.cpuUsage(cpu)
  const result = { entries, seconds: (performance.now() - since) / 1_000, cpuSeconds: (used.user + used.system) / 1e6,
    serviceCpuSeconds: cpuSecondsOf(servicePid) - serviceCpu, requests }
  if (context.repos.countPending().n !== 0 || context.repos.countProblems() !== 0) throw new Error('not everything was accepted')
  while (loop.state().inFlight !== null) await new Promise((resolve) => { setTimeout(resolve, 10) })
  close()
  return result
}

await drain(join(values.dir, 'warm.db'))
tell(await drain(join(values.dir, 'kiosk.db')))
process.exit(0)
