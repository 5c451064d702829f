/** A store that answers without SQLite: shows on any Electron that the utility process and the messages work. */
import { parentPortOf } from './port.ts'

const port = parentPortOf()
port.onMessage((message) => {
  if (message.kind === 'start') port.post({ kind: 'ready' })
  if (message.kind === 'call') port.post({ kind: 'reply', id: message.id, result: { ok: true, value: { echo: message.name } } })
  if (message.kind === 'stop') process.exit(0)
})
