/** The centre's calls on PostgreSQL: each is one unit of work that runs the same code as every other ledger. A node keeps nothing but what never changes. */
import type { Instant } from '../../../base/time.ts'
import { localDateOf } from '../../../base/time.ts'
import { createCentre } from '../../centre.ts'
import type { Centre, CentreDeps } from '../../centre.ts'
import type { CentrePort } from '../../centre-port.ts'
import { readEnvelope } from '../../envelope.ts'
import { seedDemoClinic } from '../../demo-clinic.ts'
import type { DemoClinic } from '../../demo-clinic.ts'
import type { Ledger } from '../ledger.ts'
import type { UnitScope } from '../unit-scope.ts'
import { batchWants, heldWants, settleWants, wishWants } from './foresight.ts'
import { beginLifeIfRestored } from './next-life.ts'
import type { PostgresLedger } from './postgres-ledger.ts'
import { takeApart } from './take-apart.ts'

type Deps = Omit<CentreDeps, 'ledger' | 'restoredAfter'>
type Call = (...args: never[]) => Promise<unknown>
/** Calls that are one unit of work each. */
type Unit = Exclude<keyof Centre, 'close' | 'entriesText'>
type Clinic = { readonly clinicId: string; readonly timeZone: string }

const CLINICS_KEPT_MAX = 50_000
const ofTheCentre: UnitScope = { clinicId: null, mode: 'write', centre: true }

/** Runs one decision: time stands still in it and its ids stay the same, however often it has to begin again. */
function deciding(door: PostgresLedger, deps: Deps) {
  return async <T>(scope: UnitScope, decide: (deps: CentreDeps) => T): Promise<T> => {
    const now = deps.clock()
    const made: string[] = []
    let told: [string, Record<string, unknown>][] = []
    const answer = await door.transact(scope, (ledger: Ledger) => {
      let used = 0
      const again = (make: () => string) => (): string => {
        made[used] ??= make()
        return made[used++] ?? ''
      }
      told = []
      return decide({ ...deps, ledger, clock: () => now, newId: again(deps.newId), newCode: again(deps.newCode), log: (event, facts) => { told.push([event, facts]) } })
    })
    for (const [event, facts] of told) deps.log(event, facts)
    return answer
  }
}

export async function createPostgresCentre(door: PostgresLedger, deps: Deps, { restored }: { readonly restored: boolean }) {
  const decide = deciding(door, deps)
  await decide(ofTheCentre, (d) => { createCentre(d) })
  await beginLifeIfRestored(door, deps.clock(), restored)
  const clinics = new Map<string, Clinic>()
  const clinicOfDevice = async (deviceId: string): Promise<Clinic | null> => {
    const kept = clinics.get(deviceId)
    if (kept) return kept
    const clinicId = await door.clinicOf('device', deviceId)
    if (clinicId === null) return null
    const timeZone = await door.transact({ clinicId, mode: 'read' }, (ledger) => ledger.clinic(clinicId)?.timeZone ?? 'UTC')
    if (clinics.size >= CLINICS_KEPT_MAX) clinics.clear()
    clinics.set(deviceId, { clinicId, timeZone })
    return { clinicId, timeZone }
  }
  const scopes = scopesOf(door, clinicOfDevice, deps.clock)
  const run = async (name: Unit, args: readonly unknown[]): Promise<unknown> => {
    const scope = await (scopes[name] as (...a: readonly unknown[]) => Promise<UnitScope> | UnitScope)(...args)
    return decide(scope, (d) => (createCentre(d)[name] as (...a: readonly unknown[]) => unknown)(...args))
  }
  const take: CentrePort['entries'] = (caller, batch) => takeApart((part) => run('entries', [caller, part]) as ReturnType<CentrePort['entries']>, batch, deps.log)
  const takeText: CentrePort['entriesText'] = async (caller, text) => {
    const batch = readEnvelope(text)
    return batch.ok ? take(caller, batch.value) : batch
  }
  const port = new Proxy({} as CentrePort, {
    get: (_target, name: keyof Centre): Call => async (...args: readonly unknown[]) => {
      if (name === 'close') return door.close()
      if (name === 'entriesText') return takeText(...(args as Parameters<CentrePort['entriesText']>))
      return name === 'entries' ? take(...(args as Parameters<CentrePort['entries']>)) : run(name, args)
    },
  })
  const seedDemo = async (demo: DemoClinic) => {
    const clinicId = await door.transact({ clinicId: null, mode: 'read' }, (ledger) => ledger.setting('demoClinic'))
    return decide({ clinicId, mode: 'write', centre: true }, (d) => seedDemoClinic(d, demo))
  }
  return { port, seedDemo }
}

type Scopes = { readonly [Name in Unit]: (...args: Parameters<Centre[Name]>) => Promise<UnitScope> | UnitScope }

/** Which clinic a call touches and what it will ask for. A new call of the centre does not compile without its line here. */
function scopesOf(door: PostgresLedger, clinicOfDevice: (deviceId: string) => Promise<Clinic | null>, clock: () => Instant): Scopes & Record<'close', () => UnitScope> {
  const reading = (clinicId: string | null = null): UnitScope => ({ clinicId, mode: 'read' })
  const writing = (clinicId: string | null): UnitScope => (clinicId === null ? reading() : { clinicId, mode: 'write' })
  const device = async (deviceId: string, more: (clinic: Clinic) => Partial<UnitScope> = () => ({})): Promise<UnitScope> => {
    const clinic = await clinicOfDevice(deviceId)
    return clinic === null ? reading() : { clinicId: clinic.clinicId, mode: 'write', deviceId, ...more(clinic) }
  }
  const today = ({ clinicId, timeZone }: Clinic) => ['waiting-exists', clinicId, localDateOf(clock(), timeZone)] as const
  return {
    close: () => reading(), identity: () => reading(),
    deviceKey: (deviceId) => device(deviceId, () => ({ mode: 'read' })),
    enrol: async (request) => writing(await door.clinicOf('enrolment_code', request.code)),
    hello: (caller, request) => device(caller.deviceId, (clinic) => ({ wants: [['watermark', caller.deviceId, request.epoch], today(clinic)] })),
    entries: (caller, batch) => device(caller.deviceId, (clinic) => ({ wants: [...batchWants(caller.deviceId, batch), today(clinic)] })),
    allotments: (caller, request) => device(caller.deviceId, () => ({ mode: 'grant', wants: wishWants(caller.deviceId, request) })),
    inventory: (caller, request) => device(caller.deviceId, () => ({ wants: heldWants(caller.deviceId, request) })),
    changes: (caller) => device(caller.deviceId), settlements: (caller, request) => device(caller.deviceId, () => ({ wants: settleWants(request) })),
    createClinic: () => ofTheCentre, rotateAdminToken: () => ofTheCentre, noteAudit: () => ofTheCentre, adminTokens: () => reading(), listAudit: reading,
    createSession: ({ clinicId }) => writing(clinicId), createEnrolmentCode: ({ clinicId }) => writing(clinicId), settleAt: (clinicId, request) => ({ ...writing(clinicId), wants: settleWants(request) }),
    changeCapacity: async (slotId) => writing(await door.clinicOf('slot', slotId)),
    revokeDevice: (deviceId) => device(deviceId), reportLost: (deviceId) => device(deviceId),
    sendMessage: (clinicId) => writing(clinicId), closeCase: ({ clinicId }) => writing(clinicId),
    callList: async (slotId) => reading(await door.clinicOf('slot', slotId)),
    listClinics: () => reading(), listDevices: reading, listSlots: (clinicId) => reading(clinicId), listBookings: reading, listInDoubt: reading, modeOf: reading, unusedCodes: reading,
  }
}
