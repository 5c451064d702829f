/** The child: plays schedules or a scenario with the mutant that the loader put in, or without one. A JSON line for each. */
import { parseArgs } from 'node:util'
import '../simulation/cheap-secrets.ts'
import { notLoaded } from './mutating-loader.ts'

export type Played = { readonly seed: number | string; readonly violation: string | null }

const { values } = parseArgs({ options: { mutant: { type: 'string' }, seeds: { type: 'string', default: '' }, scenarios: { type: 'string', default: '' }, all: { type: 'boolean', default: false } } })
const listed = (text: string): string[] => text.split(',').filter((part) => part !== '')

/** True: go on. Without `--all` the first violation is enough. */
function tell(seed: number | string, violations: readonly string[]): boolean {
  const played: Played = { seed, violation: violations[0] ?? null }
  process.stdout.write(`${JSON.stringify(played)}\n`)
  return values.all || violations.length === 0
}

async function play(): Promise<void> {
  // Loaded after the loader's hook is in place, and only what is needed.
  for (const name of listed(values.scenarios)) {
    const scenario = await import(`./scenarios/${name}.ts`) as { readonly violations: () => Promise<readonly string[]> }
    if (!tell(name, await scenario.violations().catch((cause: unknown) => [`threw ${String(cause)}`]))) return
  }
  const seeds = listed(values.seeds).map(Number)
  if (seeds.length === 0) return
  const { runSchedule } = await import('../simulation/schedule.ts')
  for (const seed of seeds) if (!tell(seed, (await runSchedule(seed)).violations)) return
}

await play()
const left = notLoaded()
if (left.length > 0) throw new Error(`nothing loads ${left.join(', ')}`)
