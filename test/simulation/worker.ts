/** A worker of `npm run simulate`: takes seeds, gives back outcomes, one at a time. */
import './cheap-secrets.ts'
import { runModel } from '../model/run-model.ts'
import { faultKinds } from './faults.ts'
import type { FaultKind } from './faults.ts'
import { runSchedule } from './schedule.ts'

type Task = { readonly seed: number; readonly model: boolean; readonly steps?: number; readonly without?: readonly string[]; readonly trace?: boolean }

process.on('message', (task: Task) => {
  const options = {
    without: new Set(faultKinds.filter((kind): kind is FaultKind => task.without?.includes(kind) ?? false)),
    ...(task.steps === undefined ? {} : { steps: task.steps }), ...(task.trace ? { trace: true } : {}),
  }
  const outcome = task.model ? Promise.resolve(runModel(task.seed, options)) : runSchedule(task.seed, options)
  void outcome.then((done) => process.send?.({ ...done, steps: done.steps, asked: task.steps ?? null }))
})
