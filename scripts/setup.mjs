import { setUp } from './set-up.mjs'
import { script } from './steps.mjs'

await script(setUp)
