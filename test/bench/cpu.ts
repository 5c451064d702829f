import { readFileSync } from 'node:fs'

/** Clock ticks a second in /proc; 100 on every Linux that Node supports. */
const TICKS_PER_SECOND = 100

/** Seconds of CPU a process has used, all threads. Linux only; a hundredth of a second is its grain. */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
