/** What was asked for of one kind: a list of arguments each. */
import type { NeedArg } from '../unit-scope.ts'
import type { Unit } from './unit.ts'

export type Asked = readonly (readonly NeedArg[])[]
export const nth = (asked: Asked, index: number): NeedArg[] => asked.map((args) => args[index] ?? null)

/** Where a unit belongs to a clinic it looks nowhere else: on a sharded database every statement goes to one shard. `$1` is the clinic. */
export const inClinic = (unit: Unit): string => (unit.scope.clinicId === null ? '$1::text IS NULL' : 'clinic_id = $1')
