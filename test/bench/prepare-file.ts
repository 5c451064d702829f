/** Child of the bench: makes one kiosk file with `--bookings=N` at `--path`. */
import { parseArgs } from 'node:util'
import { makeKioskFile } from './clinic-day.ts'
import { tell } from './figures.ts'

const { values } = parseArgs({ options: { path: { type: 'string', default: '' }, bookings: { type: 'string', default: '0' } } })
const since = performance.now()
makeKioskFile(values.path, Number(values.bookings))
tell({ seconds: (performance.now() - since) / 1_000 })
