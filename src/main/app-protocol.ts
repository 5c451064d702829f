/** app://kiosk/ serves the files of the built renderer and nothing else, under a strict policy. */
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { protocol } from 'electron'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'

export const APP_ORIGIN = 'app://kiosk'

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.png': 'image/png' }

/** Before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
}

export type Served = { readonly status: number; readonly type: string; readonly body: Buffer | string }

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]))

/** An allow-list made once from the folder: a path that is not in it does not exist, whatever its dots. */
export function fileServer(folder: string): (path: string) => Served {
  const files = new Set(filesUnder(folder))
  return (path) => {
    const file = join(folder, path === '/' ? 'index.html' : path)
    const type = TYPES[extname(file)]
    return files.has(file) && type ? { status: 200, type, body: readFileSync(file) } : { status: 404, type: 'text/plain', body: 'not here' }
  }
}

export function serveRenderer(folder: string): void {
  const serve = fileServer(folder)
  protocol.handle('app', (request) => {
    const url = new URL(request.url)
    const { status, type, body } = url.host === 'kiosk' ? serve(decodeURIComponent(url.pathname)) : { status: 404, type: 'text/plain', body: '' }
    const bytes = typeof body === 'string' ? body : new Uint8Array(body)
    return new Response(bytes, { status, headers: { 'content-type': type, 'content-security-policy': CONTENT_SECURITY_POLICY, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' } })
  })
}
