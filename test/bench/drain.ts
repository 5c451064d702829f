/** How fast a backlog reaches the service and is settled, beside a bare batch endpoint and PouchDB's replication. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { discard, freshCopy, measure, measureBeside, say, serve, workDir } from './children.ts'
import type { Answer } from './children.ts'
import { median, rounded, shuffled } from './figures.ts'

const ENTRIES = 10_000
const ENTRIES_FULL = 100_000
const WARM = 1_000
const SERVICE = '../../src/service/main.ts'

type Prepared = { readonly kiosk: string; readonly pouch: string | null; readonly entries: number }

const startService = (dir: string) => serve(SERVICE, ['--port=0', `--data=${join(dir, 'ledger')}`, '--json'])

async function prepare(entries: number): Promise<Prepared> {
  const kiosk = join(workDir, `drain-${entries}`)
  mkdirSync(kiosk, { recursive: true })
  const service = await startService(kiosk)
  const made = await measureBeside('drain-prepare.ts', { url: service.ready.url, token: service.ready.adminToken ?? '', dir: kiosk, entries, warm: WARM })
  await service.stop()
  say(`drain: ${made.entries} entries of ${made.wireBytes} bytes wait in a kiosk's file`)
  const pouch = join(workDir, `pouch-${entries}`)
  mkdirSync(pouch, { recursive: true })
  measure('drain-pouch.ts', { dir: pouch, entries: join(kiosk, 'entries.jsonl'), fill: true })
  return { kiosk, pouch, entries }
}

async function product({ kiosk }: Prepared): Promise<Answer> {
  const dir = freshCopy(kiosk)
  const service = await startService(dir)
  try { return await measureBeside('drain-store.ts', { dir, url: service.ready.url, service: service.pid }) } finally {
    await service.stop()
    discard(dir)
  }
}

async function bare({ kiosk }: Prepared): Promise<Answer> {
  const dir = freshCopy(kiosk)
  const server = await serve('drain-bare-server.ts', [`--dir=${dir}`])
  try { return await measureBeside('drain-bare.ts', { dir, url: server.ready.url }) } finally {
    await server.stop()
    discard(dir)
  }
}

async function pouch({ pouch: filled }: Prepared, durable: boolean): Promise<Answer> {
  const dir = freshCopy(filled ?? '')
  const server = await serve('drain-pouch-server.ts', [`--dir=${dir}`, `--durable=${durable}`])
  try { return await measureBeside('drain-pouch.ts', { dir, url: server.ready.url, durable: String(durable) }) } finally {
    await server.stop()
    discard(dir)
  }
}

type Run = { readonly name: string; readonly answer: Answer }

async function runAll(prepared: Prepared, rounds: number, random: () => number): Promise<readonly Run[]> {
  const variants = [
    { name: 'store to service', run: () => product(prepared) }, { name: 'bare endpoint', run: () => bare(prepared) },
    { name: 'PouchDB durable', run: () => pouch(prepared, true) }, { name: 'PouchDB without waiting for the disk', run: () => pouch(prepared, false) },
  ]
  const runs: Run[] = []
  for (let round = 0; round < rounds; round++)
    for (const variant of shuffled(variants, random)) {
      const answer = await variant.run()
      runs.push({ name: variant.name, answer })
      say(`  ${variant.name}: ${rounded((answer.entries ?? 0) / (answer.seconds ?? 0))} entries/s`)
    }
  return runs
}

function summary(runs: readonly Run[]): Record<string, unknown> {
  const of = (name: string, figure: (answer: Answer) => number): number => median(runs.filter((run) => run.name === name).map((run) => figure(run.answer)))
  const perSecond = (answer: Answer): number => (answer.entries ?? 0) / (answer.seconds ?? 0)
  const per10k = (part: (answer: Answer) => number) => (answer: Answer): number => (part(answer) * 10_000) / (answer.entries ?? 0)
  const [own, bareRate, pouchRate] = [of('store to service', perSecond), of('bare endpoint', perSecond), of('PouchDB durable', perSecond)]
  const result = {
    entriesPerS: rounded(own), bareEntriesPerS: rounded(bareRate), ratio: rounded(own / bareRate, 2), pouchPerS: rounded(pouchRate),
    cpuSecondsPer10k: rounded(of('store to service', per10k((a) => (a.cpuSeconds ?? 0) + (a.serviceCpuSeconds ?? 0))), 2),
    storeCpuSecondsPer10k: rounded(of('store to service', per10k((a) => a.cpuSeconds ?? 0)), 2), serviceCpuSecondsPer10k: rounded(of('store to service',
    per10k((a) => a.serviceCpuSeconds ?? 0)), 2),
    timesPouch: rounded(own / pouchRate, 2), pouchNotDurablePerS: rounded(of('PouchDB without waiting for the disk', perSecond)),
    requests: of('store to service', (a) => a.requests ?? 0), runs: runs.length,
  }
  say(`drain: ${result.entriesPerS} entries/s = ${result.ratio} of a bare endpoint's ${result.bareEntriesPerS} (goal >= 0.6)`)
  say(`drain: ${result.timesPouch} x PouchDB's ${result.pouchPerS} (goal >= 4)`)
  say(`drain: ${result.cpuSecondsPer10k} s of CPU per 10,000 entries, store ${result.storeCpuSecondsPer10k} and service ${result.serviceCpuSecondsPer10k}`)
  return result
}

export async function benchDrain(rounds: number, random: () => number, full: boolean): Promise<Record<string, unknown>> {
  const result = summary(await runAll(await prepare(ENTRIES), rounds, random))
  if (!full) return result
  return { ...result, at100k: summary(await runAll(await prepare(ENTRIES_FULL), 1, random)) }
}
