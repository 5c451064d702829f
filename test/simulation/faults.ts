/** What can go wrong, each with a rate of its own; a schedule switches about half of them on (swarm testing, Groce et al., ISSTA 2012). */
import { chanceOf } from './chance.ts'
import type { Chance } from './chance.ts'

/** Of a message: a rate per message. */
export const messageFaults = ['drop', 'duplicate', 'reorder', 'delay', 'garbage', 'slow', 'overloaded', 'serviceCrashBefore', 'serviceCrashAfter'] as const
/** Of the world: a rate per step. */
export const worldFaults = [
  'partition', 'asymmetricPartition', 'deviceCrash', 'storeCrash', 'restore', 'reimage', 'clone', 'rollback', 'clockStep', 'capacityCut', 'poison', 'fullDisk', 'deviceLost', 'diskFound',
] as const
export const faultKinds = [...messageFaults, ...worldFaults]
export type FaultKind = (typeof faultKinds)[number]
export type Rates = Record<FaultKind, number>
export type FaultCounts = Record<FaultKind, number>

export const noFaults = (): FaultCounts => Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as FaultCounts

const most: Rates = {
  drop: 0.3, duplicate: 0.2, reorder: 0.2, delay: 0.15, garbage: 0.1, slow: 0.1, overloaded: 0.1, serviceCrashBefore: 0.04, serviceCrashAfter: 0.04,
  partition: 0.06, asymmetricPartition: 0.1, deviceCrash: 0.06, storeCrash: 0.06, restore: 0.02, reimage: 0.02, clone: 0.015, rollback: 0.015, clockStep: 0.04, capacityCut: 0.03,
  poison: 0.05, fullDisk: 0.03, deviceLost: 0.015, diskFound: 0.1,
}

/** Of its own: what came later leaves the schedules of earlier seeds as they were. */
export const foundChance = (seed: number): Chance => chanceOf(seed + FOUND_SEED)
const FOUND_SEED = 236

/** Half of all schedules, those of even seed, have partitions that let one direction through. */
export function swarm(seed: number, chance: Chance, without: ReadonlySet<FaultKind>): Rates {
  return Object.fromEntries(faultKinds.map((kind) => {
    if (kind === 'diskFound') return [kind, foundChance(seed).happens(0.3) && !without.has(kind) ? most[kind] : 0]
    const on = chance.happens(0.5)
    const rate = most[kind] * (0.3 + 0.7 * chance.next())
    const wanted = kind === 'asymmetricPartition' ? seed % 2 === 0 : on
    return [kind, wanted && !without.has(kind) ? rate : 0]
  })) as Rates
}
