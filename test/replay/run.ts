/** `npm run replay -- [--json] [--scale=50] [--seed=719] [--chart=FILE]`: 2021-07-19 again, with kiosks and without. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { rounded } from '../bench/figures.ts'
import { chanceOf } from '../simulation/chance.ts'
import { workMs } from './centre.ts'
import { chartOf } from './chart.ts'
import { crowdOf } from './crowd.ts'
import { replayDay } from './day.ts'
import { replayNaive } from './naive.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, scale: { type: 'string', default: '50' }, seed: { type: 'string', default: '719' }, chart: { type: 'string' } } })
const scale = Number(values.scale)
if (!Number.isInteger(scale) || scale < 10 || scale > 1_000) throw new Error('--scale takes a whole number from 10 to 1000')

const random = chanceOf(Number(values.seed)).next
const crowd = crowdOf(scale, random)
process.stderr.write(`replay: ${crowd.attempts.length} attempts at ${crowd.clinics} clinics, 1 : ${scale}, a centre that is as many times slower\n`)
const { samples, ...day } = await replayDay({ ...crowd, scale, random, say: (line) => process.stderr.write(`${line}\n`) })
const { answeredAt, ...naive } = replayNaive(crowd, workMs(1, 1, scale))
if (values.chart !== undefined) writeFileSync(values.chart, chartOf(samples, answeredAt, scale))
const { leftWithoutNumber, toldFalse, acknowledgedAfterMin, lastAcknowledgedAfterMin, ...more } = day
const told = {
  attempts: crowd.attempts.length, scale, leftWithoutNumber, toldFalse, acknowledgedAfterMin: rounded(acknowledgedAfterMin, 1), naive,
  lastAcknowledgedAfterMin: rounded(lastAcknowledgedAfterMin, 1), ...more, requestsPerKiosk: rounded(more.requestsPerKiosk), clinics: crowd.clinics,
}
process.stdout.write(`${values.json ? JSON.stringify(told) : JSON.stringify(told, null, 2)}\n`)
process.exit(leftWithoutNumber + toldFalse > 0 ? 1 : 0)
