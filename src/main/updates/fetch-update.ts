/** Looks for an update, downloads and verifies it, and lays it where the elevated agent finds it. Installs nothing. */
import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { MANIFEST_BYTES_MAX, PACKAGE_BYTES_MAX, readManifest, wanted } from './manifest.ts'
import type { Manifest, UpdateFault } from './manifest.ts'

export type UpdateDeps = {
  readonly url: string; readonly publicKey: string; readonly dataDir: string; readonly current: string; readonly machineId: string
  readonly fetch: (url: string) => Promise<Response>; readonly badVersionsFile: string
}
type Fault = UpdateFault | 'unreachable'

async function get(deps: UpdateDeps, name: string, bytesMax: number): Promise<Buffer | null> {
  try {
    const answer = await deps.fetch(`${deps.url.replace(/\/+$/, '')}/${name}`)
    if (!answer.ok || Number(answer.headers.get('content-length') ?? 0) > bytesMax) return null
    const bytes = Buffer.from(await answer.arrayBuffer())
    return bytes.length <= bytesMax ? bytes : null
  } catch {
    return null
  }
}

/** On the disk before it is named: a power cut leaves either all of it or nothing. */
function writeWhole(path: string, bytes: Buffer): void {
  const handle = openSync(`${path}.part`, 'w')
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${path}.part`, path)
}

export async function fetchUpdate(deps: UpdateDeps): Promise<Result<Manifest, Fault>> {
  const [text, signature] = [await get(deps, 'latest.txt', MANIFEST_BYTES_MAX), await get(deps, 'latest.txt.sig', MANIFEST_BYTES_MAX)]
  if (!text || !signature) return err('unreachable')
  const manifest = readManifest(text, signature, deps.publicKey)
  if (!manifest.ok) return manifest
  const bad = existsSync(deps.badVersionsFile) ? readFileSync(deps.badVersionsFile, 'utf8').split('\n') : []
  const take = wanted(manifest.value, deps.current, deps.machineId, bad)
  if (!take.ok) return take
  const folder = join(deps.dataDir, 'updates')
  const file = join(folder, basename(take.value.file))
  mkdirSync(folder, { recursive: true })
  rmSync(join(folder, 'ready'), { force: true })
  const bytes = await get(deps, encodeURIComponent(take.value.file), PACKAGE_BYTES_MAX)
  if (!bytes) return err('unreachable')
  if (bytes.length !== take.value.bytes || createHash('sha512').update(bytes).digest('hex') !== take.value.sha512) return err('tampered')
  writeWhole(file, bytes)
  writeWhole(join(folder, 'latest.txt'), text)
  writeWhole(join(folder, 'latest.txt.sig'), signature)
  writeWhole(join(folder, 'ready'), Buffer.from(`${basename(file)}\n`))
  return ok(take.value)
}
