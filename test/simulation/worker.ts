/** A worker of `npm run simulate`: takes seeds, gives back outcomes, one at a time. */
import './cheap-secrets.ts'
import { runModel } from '../model/run-model.ts'
import { faultKinds } from './faults.ts'
import { runSchedule } from './schedule.ts'

type Task = { readonly seed: number; readonly model: boolean; readonly steps?: number; readonly without?: readonly string[]; readonly trace?: boolean }

process.on('message', (task: Task) => {
  // The model has kinds of its own.
  const without: ReadonlySet<string> = new Set(task.without)
  const options = {
    ...(task.steps === undefined ? {} : { steps: task.steps }), ...(task.trace ? { trace: true } : {}),
  }
  const outcome = task.model ? Promise.resolve(runModel(task.seed, { ...options, without })) : runSchedule(task.seed, { ...options, without: new Set(faultKinds.filter((kind) => without.has(kind))) })
  void outcome.then((done) => process.send?.({ ...done, steps: done.steps, asked: task.steps ?? null }))
})
