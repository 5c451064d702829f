/** Child of the bench: enrols the herd at a running service. */
import { parseArgs } from 'node:util'
import { tell } from '../figures.ts'
import { prepareFleet } from './fleet.ts'

const { values } = parseArgs({ options: {
  url: { type: 'string', default: '' }, token: { type: 'string', default: '' }, dir: { type: 'string', default: '' },
  kiosks: { type: 'string', default: '200' }, entries: { type: 'string', default: '300' },
} })

const since = performance.now()
await prepareFleet({ url: values.url, token: values.token }, values.dir, Number(values.kiosks), Number(values.entries))
tell({ kiosks: Number(values.kiosks), seconds: (performance.now() - since) / 1_000 })
process.exit(0)
