/** What needs no token: figures for Prometheus, the published slots, the console's empty page. */
import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics.ts'
import type { AppDeps } from '../reply.ts'
import { consolePage } from './console-page.ts'
import { schedulingRoutes } from './scheduling-routes.ts'

export async function fieldRoutes(app: FastifyInstance, { clock, random, consoleFolder, reads }: AppDeps, metrics: Metrics): Promise<void> {
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()))
  if (reads) schedulingRoutes(app, { reads, clock, random })
  if (reads && consoleFolder !== undefined) await consolePage(app, consoleFolder)
}
