/** Where `npm run pack` leaves the unpacked app. */
import { join } from 'node:path'
import { root } from './steps.mjs'

export const packageFolder = join(root, 'out', 'package', 'linux-unpacked')
export const packagedApp = join(packageFolder, 'vaccination-kiosk')
