/** What a heartbeat says of the device itself, made fit for the ledger: any number may come from outside. */
import type { Instant } from '../../base/time.ts'
import type { HelloRequest } from '../../contract/sync-protocol.ts'
import type { DeviceReport } from '../ledger/field-rows.ts'
import type { DeviceRow } from '../ledger/ledger.ts'

const CLOCK_OFFSET_MS_MAX = 100 * 365 * 86_400_000

export function reportOf({ clinicId, deviceId }: DeviceRow, request: HelloRequest, now: Instant): DeviceReport {
  const offset = Date.parse(request.wallTime) - now
  return {
    clinicId, deviceId, at: now, oldestMs: Math.min(Number.MAX_SAFE_INTEGER, Math.round(request.backlog.oldestMs)), free: request.free.reduce((sum, [, count]) => sum + count, 0),
    clockOffsetMs: Number.isFinite(offset) ? Math.max(-CLOCK_OFFSET_MS_MAX, Math.min(CLOCK_OFFSET_MS_MAX, Math.round(offset))) : 0,
  }
}
