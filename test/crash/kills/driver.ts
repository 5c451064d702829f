/**
 * The kiosk core as a process: keeps the stores and serves the clients. Killed as a whole with its process group.
 * Standard input: one line `DriverStart`, later `quiesce`; its end is this process's end. Descriptor 3: `Line`s.
 */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { randomOf } from '../random.ts'
import { runClient } from './client.ts'
import type { DriverStart, Line, Overview } from './lines.ts'
import { keepStore } from './store-keeper.ts'
import type { Kept } from './store-keeper.ts'

const CLIENTS_A_DEVICE = 4
const LOOK_MS = 50
const DRAIN_MS_MAX = 30_000
const OUT = 3

/** A blocking write: the harness has the line even when the next instruction is the kill. */
const tell = (line: Line): void => { writeSync(OUT, `${JSON.stringify(line)}\n`) }
const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms) })

async function overviewOf(store: Kept): Promise<Overview | null> {
  const result = await store.call('syncOverview', {})
  return result.ok ? (result.value as Overview) : null
}

let quiesced = false

/** People come once the kiosks are set up: two that never met the centre would both hand out X-001. */
async function setUp(stores: readonly Kept[]): Promise<void> {
  for (;;) {
    const overviews = await Promise.all(stores.map(overviewOf))
    if (overviews.every((o) => o?.enrolled && o.placesLeft > 0)) return
    await sleep(LOOK_MS)
  }
}

async function run(start: DriverStart): Promise<void> {
  const stores = start.devices.map((device, index) => keepStore(index, device, start.serviceUrl, tell))
  if (start.life === 0) await setUp(stores)
  const clients = stores.flatMap((store, device) => Array.from({ length: CLIENTS_A_DEVICE }, (_, client) => runClient({
    device, client, label: `${start.seed}-${start.life}-${device}${client}`, random: randomOf(start.seed * 1_000 + start.life * 10 + device * CLIENTS_A_DEVICE + client), store, tell,
    quiesced: () => quiesced, unanswered: start.unanswered.filter((c) => c.device === device && c.client === client),
    active: start.active.filter((a) => a.device === device && a.client === client).map((a) => a.bookingId),
  })))
  const looking = setInterval(() => void Promise.all(stores.map(overviewOf)).then((overviews) => { if (!quiesced) tell({ kind: 'overviews', overviews }) }), LOOK_MS * 4)
  await Promise.all(clients)
  clearInterval(looking)
  const until = Date.now() + DRAIN_MS_MAX
  let overviews = await Promise.all(stores.map(overviewOf))
  while (Date.now() < until && overviews.some((o) => o === null || o.unsent > 0)) {
    await sleep(LOOK_MS)
    overviews = await Promise.all(stores.map(overviewOf))
  }
  await Promise.all(stores.map((store) => store.stop()))
  tell({ kind: 'quiet', overviews: overviews.filter((o) => o !== null) })
  process.exit(0)
}

const input = createInterface({ input: process.stdin })
input.on('line', (line) => {
  if (line === 'quiesce') quiesced = true
  else void run(JSON.parse(line) as DriverStart)
})
input.on('close', () => process.exit(1))
