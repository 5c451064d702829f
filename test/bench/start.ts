/** From starting the program to a welcome screen that can be touched, with a store that answers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from '../../scripts/demo/kiosk-app.mjs'
import { say } from './children.ts'
import { median, rounded } from './figures.ts'
import { openKiosk } from './kiosk.ts'

const storeUpAt = (dataDir: string): number => {
  const lines = readFileSync(join(dataDir, 'logs', 'kiosk.log'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { event: string; at: string })
  return new Date(lines.findLast(({ event }) => event === 'store-up')?.at ?? Number.NaN).getTime()
}

export async function benchStart(rounds: number): Promise<{ firstScreenMs: number }> {
  const bench = await openKiosk()
  try {
    const sample: number[] = []
    for (let round = 0; round < rounds; round++) {
      const begun = await bench.startAgain()
      const { patient } = bench.kiosk()
      await at(patient, 'welcome')
      // The screen can stand in the page before its first frame is told of.
      await patient.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
      const painted = await patient.evaluate(() => performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN))
      sample.push(Math.max(painted, storeUpAt(bench.dataDir)) - begun)
      say(`start ${round + 1}: screen ${rounded(painted - begun)} ms, store ${rounded(storeUpAt(bench.dataDir) - begun)} ms`)
    }
    return { firstScreenMs: rounded(median(sample)) }
  } finally {
    await bench.close()
  }
}
