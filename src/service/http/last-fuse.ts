/** When the listening thread itself cannot keep up, admission is blind: then everybody but a health check is told to come later. */
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { sendOverloaded } from '../reply.ts'
import type { AppDeps } from '../reply.ts'

const EVENT_LOOP_DELAY_MS_MAX = 2_000
const SAMPLE_EVERY_MS = 500
const HEAP_BYTES_MAX = 1_500 * 1024 * 1024

export async function lastFuse(app: FastifyInstance, deps: AppDeps): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: EVENT_LOOP_DELAY_MS_MAX, maxHeapUsedBytes: HEAP_BYTES_MAX, sampleInterval: SAMPLE_EVERY_MS,
    pressureHandler: (request, reply) => { if (request.url !== '/v1/health') void sendOverloaded(reply, deps) },
  })
}
