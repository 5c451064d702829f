/** The console's page: files without data. What it shows it asks for with the admin token, which it keeps in memory only. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { failure } from '../../contract/errors.ts'
import { sendFailure } from '../reply.ts'

/** Nothing from elsewhere, nothing inline, no frame around it, no form that leaves. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'", "img-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ')
const headers: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}
/** Named by their content. */
const KEPT_FOR_EVER = 'public, max-age=31536000, immutable'

export async function consolePage(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/console', (_request, reply) => sendFailure(reply, failure('NOT_FOUND', 'the console is not built: npm run build')))
    return
  }
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => { void reply.headers(headers) })
    // With or without the slash: the router takes both for one, and the page names its files from the root.
    scope.get('/console', (_request, reply) => reply.sendFile('index.html', { cacheControl: false }))
    await scope.register(fastifyStatic, {
      root: folder, prefix: '/console/', index: false, redirect: false, cacheControl: false,
      setHeaders: (reply, path) => { void reply.header('cache-control', path.includes('/assets/') ? KEPT_FOR_EVER : 'no-store') },
    })
  })
}
