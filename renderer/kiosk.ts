/** The only file that touches `window.kiosk`. */
import { useEffect, useMemo, useState } from 'react'
import type { After } from '../src/base/time.ts'
import type { Result } from '../src/base/result.ts'
import type { Failure } from '../src/contract/errors.ts'
import { errorCatalogue } from '../src/contract/errors.ts'
import type { DeviceCallInput, DeviceCallName, DeviceCallOutput } from '../src/contract/device-api.ts'
import type { CallInput, CallName, CallOutput, Topic } from '../src/contract/kiosk-api.ts'
import type { CardShown, Leave, PrinterTried, SettingsNow, SetUp, SetUpChanges } from '../src/contract/set-up.ts'
import type { Role } from '../src/domain/role.ts'
import type { Language } from '../src/domain/language.ts'
import { paceOf } from './ask-pace.ts'

export type Environment = {
  readonly mmPx: number; readonly language: Language; readonly hasPrinter: boolean; readonly appVersion: string; readonly runtime: 'official' | 'compatibility'; readonly idleS: number
  /** Nothing is set on this machine yet. */
  readonly setUpFirst: boolean; readonly volumeCap: number
}
type Bridge = {
  readonly role: Role; readonly environment: Environment
  readonly call: (name: string, input: unknown) => Promise<Result<unknown, Failure>>
  readonly subscribe: (topic: string, listener: () => void) => () => void
  readonly openTechnician: () => void; readonly openBoard: () => void
  /** The page begins again in a process of its own. */
  readonly startAfresh?: () => void
  /** The technician's window only. */
  readonly finishSetUp?: (input: SetUp) => Promise<Result<true, Failure>>
  readonly showCard?: (input: { readonly diagonalInch: number | null; readonly pin?: string }) => Promise<Result<CardShown, Failure>>
  readonly tryPrinter?: (input: { readonly printer: string; readonly pin?: string }) => Promise<Result<PrinterTried, Failure>>
  readonly leave?: (input: Leave) => Promise<Result<true, Failure>>
  readonly readSettings?: (input: { readonly pin: string }) => Promise<Result<SettingsNow, Failure>>
  readonly changeSettings?: (input: { readonly pin: string; readonly changes: SetUpChanges }) => Promise<Result<true, Failure>>
  readonly printPage: () => Promise<boolean>
}
declare global { interface Window { readonly kiosk?: Bridge } }

const bridge = (): Bridge => {
  if (!window.kiosk) throw new Error('this page runs inside the kiosk')
  return window.kiosk
}

export const role = (): Role => bridge().role
export const environment = (): Environment => bridge().environment
export const openTechnician = (): void => bridge().openTechnician()
/** The called board's window, on its own screen where there is one. */
export const openBoard = (): void => bridge().openBoard()

/** Nothing of a person outlives them: the whole process goes. False where nobody can do that. */
export function startAfresh(): boolean {
  const { startAfresh: afresh } = bridge()
  afresh?.()
  return afresh !== undefined
}

type Door = 'finishSetUp' | 'showCard' | 'tryPrinter' | 'leave' | 'readSettings' | 'changeSettings'
/** What the technician's window asks of the program itself. */
export function technicianDoor<N extends Door>(name: N): NonNullable<Bridge[N]> {
  const door = bridge()[name]
  if (!door) throw new Error(`${name} is the technician's`)
  return door
}
export const printPage = (): Promise<boolean> => bridge().printPage()
export const newCommandId = (): string => crypto.randomUUID()

export const call = <N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput[N], Failure>> => bridge().call(name, input) as Promise<Result<CallOutput[N], Failure>>

export const callDevice = <N extends DeviceCallName>(name: N, input: DeviceCallInput<N>): Promise<Result<DeviceCallOutput[N], Failure>> =>
  bridge().call(name, input) as Promise<Result<DeviceCallOutput[N], Failure>>
export const onTopic = (topic: Topic, listener: () => void): (() => void) => bridge().subscribe(topic, listener)

const after: After = (ms, act) => { const timer = setTimeout(act, ms); return () => clearTimeout(timer) }
const browserTime = { now: () => performance.now(), after }
const AGAIN_MS = 700
const REFRESH_MS = 5_000

/** Sends the same command, with the same id, until it took effect or a person has to change something. `waiting` hears each further try. */
export async function callUntilDone<N extends CallName>(name: N, input: CallInput<N>, waiting: (tries: number) => void): Promise<Result<CallOutput[N], Failure>> {
  for (let tries = 1; ; tries++) {
    const result = await call(name, input)
    if (result.ok || !errorCatalogue[result.error.code].retryable) return result
    waiting(tries)
    await new Promise((resolve) => { setTimeout(resolve, AGAIN_MS) })
  }
}

type Asked<D> = { readonly data: D | null; readonly failure: Failure | null; readonly again: () => void }

/** The last good answer; asks again when a topic speaks and every few seconds. */
export function useQuery<N extends CallName>(name: N, input: CallInput<N> | null, topics: readonly Topic[]): Asked<CallOutput[N]> {
  const key = JSON.stringify(input)
  return useAsked<CallOutput[N]>(`${name} ${key}`, input === null ? null : () => call(name, JSON.parse(key) as CallInput<N>), topics)
}

/** `ask` is given the last good answer, for what is told as a change of it; `key` names the question: another one begins anew. */
export function useAsked<D>(key: string, ask: ((last: D | null) => Promise<Result<D, Failure>>) | null, topics: readonly Topic[]): Asked<D> {
  const [data, setData] = useState<D | null>(null)
  const [failed, setFailed] = useState<Failure | null>(null)
  const heard = topics.join()
  const pace = useMemo(() => {
    let last: D | null = null
    return paceOf(async () => {
      const result = await ask?.(last)
      if (!result) return
      if (result.ok) { last = result.value; setData(result.value) }
      setFailed(result.ok ? null : result.error)
    }, browserTime)
  }, [key])
  useEffect(() => {
    setData(null)
    pace.atOnce()
    const timer = setInterval(pace.heard, REFRESH_MS)
    const stops = [...(heard ? heard.split(',') : []), 'store-up'].map((topic) => bridge().subscribe(topic, pace.heard))
    return () => {
      pace.stop()
      clearInterval(timer)
      for (const stop of stops) stop()
    }
  }, [pace, heard])
  return { data, failure: failed, again: pace.atOnce }
}
