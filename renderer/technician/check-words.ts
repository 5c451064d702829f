import type { TFunction } from 'i18next'
import type { Check } from '../../src/contract/care.ts'

const MIB_A_GIB = 1_024
const dateTime = (at: number): string => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' }).format(at)

/** What was measured, in one sentence that also says what to do. */
export function sayCheck(t: TFunction, { id, facts }: Check): string {
  const say = (name: string, values: Record<string, unknown> = {}): string => String(t(`care.says.${name}` as 'care.says.space', values as never))
  const n = (name: string): number => Number(facts[name] ?? 0)
  if (typeof facts.why === 'string' && !['tls', 'clock', 'service', 'screens', 'touch', 'sound', 'printer', 'scanner'].includes(id)) return say('unexpected', { why: facts.why })
  switch (id) {
    case 'space': return say('space', { freeGb: Math.round(n('freeMib') / MIB_A_GIB), dataMib: facts.dataMib })
    case 'write': return say('write', facts)
    case 'file': return facts.sound !== true ? say('fileBroken') : typeof facts.trailBrokenAt === 'number' ? say('trailBroken', { at: facts.trailBrokenAt }) : facts.setAside === true ? say('fileAside') : say('fileSound', facts)
    case 'clock': return facts.why ? say('clockUnknown') : Math.abs(n('offsetMs')) < 500 ? say('clockRight') : say('clock', { seconds: (Math.abs(n('offsetMs')) / 1_000).toFixed(1), way: say(n('offsetMs') < 0 ? 'fast' : 'slow') })
    case 'tls': return facts.secure === true ? say('tls', { until: dateTime(n('until')).slice(0, 10), protocol: String(facts.protocol).replace('v', ' ') }) : facts.why === 'no address is set' ? say('noAddress') : facts.why ? say('tlsBad') : say('tlsNone')
    case 'service': return facts.why ? say('noAddress') : n('status') === 200 ? say('service', facts) : say('serviceDown')
    case 'backup': return facts.at === null ? say('backupNone') : facts.restorable === true ? say('backup', { at: dateTime(n('at')) }) : say('backupBad')
    case 'screens': return say('screens', facts)
    case 'touch': return say(facts.done === true ? 'touchDone' : 'touch')
    case 'sound': return say(facts.heard === true ? 'soundDone' : facts.heard === false ? 'soundNot' : 'sound')
    case 'scanner': return n('read') > 0 ? say('scannerDone', { count: n('read') }) : say('scanner')
    default: return typeof facts.state === 'string' ? (facts.state === 'ready' ? say('printerReady') : String(t(`printer.${facts.state as 'silent'}`))) : say('printer')
  }
}

export { dateTime }
