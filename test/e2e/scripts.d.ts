/** The scripts are plain JavaScript: what the tests use of them. */
declare module '*/service-process.mjs' {
  import type { ChildProcess } from 'node:child_process'
  export function morningZone(now: number): string
  export function demoInTheMorning(): readonly string[]
  export function startService(args: readonly string[]): Promise<{ child: ChildProcess; ready: { url: string; adminToken: string; clinicId: string | null; enrolmentCodes: readonly string[] } }>
}
declare module '*/electron-runtime.mjs' {
  export function runnableElectron(): { kind: string; executable: string; args: readonly string[]; version: string }
}
declare module '*/steps.mjs' {
  export const root: string
  export const node24: string
}
