/** A PostgreSQL of our own for a test: a private cluster on loopback, durable, never as root, gone afterwards. */
import { randomBytes } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'

export type Cluster = { readonly createDatabase: () => Promise<string>; readonly stop: () => Promise<void> }
export type Started = { readonly ok: true; readonly cluster: Cluster } | { readonly ok: false; readonly why: string }

const DEBIAN = '/usr/lib/postgresql'

function binaries(): string | null {
  const onPath = (process.env.PATH ?? '').split(':').find((folder) => existsSync(join(folder, 'initdb')))
  if (onPath) return onPath
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(DEBIAN, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

/** initdb refuses root: then it is the user of the package, or nobody. */
function whoRuns(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const idOf = (flag: string, name: string): number => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim() || Number.NaN)
  for (const name of ['postgres', 'nobody']) if (Number.isInteger(idOf('-u', name)) && idOf('-u', name) > 0) return { uid: idOf('-u', name), gid: idOf('-g', name) }
  return null
}

const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
})

export async function startCluster(): Promise<Started> {
  const bin = binaries()
  if (bin === null) return { ok: false, why: 'PostgreSQL is not installed here' }
  const who = whoRuns()
  if (who === null && process.getuid?.() === 0) return { ok: false, why: 'nobody but root could run PostgreSQL here' }
  const folder = mkdtempSync(join(tmpdir(), 'ledger-postgres-'))
  if (who) chownSync(folder, who.uid, who.gid)
  const as = { encoding: 'utf8' as const, cwd: folder, ...who }
  const password = randomBytes(12).toString('hex')
  writeFileSync(join(folder, 'password'), password)
  const port = await freePort()
  const data = join(folder, 'data')
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'tester', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'password')}`, '-E', 'UTF8', '--locale=C', '--no-sync'], as)
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on -c max_connections=60`
  const started = made.status === 0 ? spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start'], { ...as, stdio: ['ignore', 'ignore', 'pipe'] }) : made
  if (started.status !== 0) {
    remove()
    return { ok: false, why: `PostgreSQL does not start here: ${started.stderr.trim().split('\n').at(-1) ?? ''}` }
  }
  const url = (database: string): string => `postgres://tester:${password}@127.0.0.1:${port}/${database}`
  const admin = postgres(url('postgres'), { max: 1, onnotice: () => {} })
  let count = 0
  return { ok: true, cluster: {
    createDatabase: async () => {
      const name = `ledger_${++count}`
      await admin.unsafe(`CREATE DATABASE ${name}`)
      return url(name)
    },
    stop: async () => {
      await admin.end({ timeout: 1 })
      spawnSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], as)
      remove()
    },
  } }
}
