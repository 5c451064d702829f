/** PouchDB on LevelDB, as an offline-first product would take it; `durable` forces `sync` on every write of the store beneath. */
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

type Done = (error?: Error) => void
type Down = {
  _put: (key: unknown, value: unknown, options: object, done: Done) => void
  _del: (key: unknown, options: object, done: Done) => void
  _batch: (operations: unknown, options: object, done: Done) => void
  _chainedBatch: () => { _write: (options: object, done: Done) => void }
}
type LevelDown = ((location: string) => Down) & { readonly destroy: unknown; readonly repair: unknown }

export type PouchDb = {
  readonly put: (doc: object) => Promise<unknown>
  readonly bulkDocs: (docs: readonly object[]) => Promise<unknown>
  readonly info: () => Promise<{ readonly doc_count: number }>
  readonly close: () => Promise<void>
  readonly replicate: { readonly to: (url: string, options: object) => Promise<{ readonly docs_written: number; readonly ok: boolean }> }
}
export type PouchMaker = (new (name: string, options?: object) => PouchDb) & { readonly defaults: (options: object) => PouchMaker }

/** LevelDB does not wait for the disk unless it is asked to, write by write. */
export function syncedLevelDown(): unknown {
  const leveldown = require('leveldown') as LevelDown
  const open = (location: string): Down => {
    const down = leveldown(location)
    const [put, del, batch, chained] = [down._put.bind(down), down._del.bind(down), down._batch.bind(down), down._chainedBatch.bind(down)]
    const synced = (options: object): object => ({ ...options, sync: true })
    down._put = (key, value, options, done) => put(key, value, synced(options), done)
    down._del = (key, options, done) => del(key, synced(options), done)
    down._batch = (operations, options, done) => batch(operations, synced(options), done)
    down._chainedBatch = () => {
      const made = chained()
      const write = made._write.bind(made)
      made._write = (options, done) => write(synced(options), done)
      return made
    }
    return down
  }
  return Object.assign(open, { destroy: leveldown.destroy, repair: leveldown.repair })
}

export function pouchMaker(durable: boolean): PouchMaker {
  const maker = require('pouchdb') as PouchMaker
  return durable ? maker.defaults({ db: syncedLevelDown() }) : maker
}

/** The CouchDB face of a PouchDB maker, as an express application. */
export const couchApp = (maker: PouchMaker, options: object): { readonly listen: (port: number, host: string,
  done: () => void) => { readonly address: () => { readonly port: number } } } => {
  const express = require('express') as () => { use: (path: string, app: unknown) => void } & ReturnType<typeof couchApp>
  const app = express()
  app.use('/', (require('express-pouchdb') as (maker: PouchMaker, options: object) => unknown)(maker, options))
  return app
}
