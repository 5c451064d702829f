import type { CallInput } from '../../contract/kiosk-api.ts'
import type { StoreContext } from '../context.ts'

export function callStaff({ repos }: StoreContext): { calls: number } {
  const calls = (repos.meta.get('staffCalls') ?? 0) + 1
  repos.meta.put('staffCalls', calls)
  return { calls }
}

export function answerStaffCall({ repos }: StoreContext): { calls: number } {
  repos.meta.put('staffCalls', 0)
  return { calls: 0 }
}

/** `keep`: it stands as it is. `escalate`: handed to whoever runs the clinic. Either way it leaves the tray and stays in the audit. */
export function resolveProblem({ repos }: StoreContext, { entryId, resolution }: CallInput<'resolveProblem'>): { left: number } {
  repos.resolveProblem(entryId, resolution)
  return { left: repos.countProblems() }
}
