import { consoleReads } from '../console/console-reads.ts'
import { fieldReads } from './field-reads.ts'
import type { ReadDeps } from './field-reads.ts'

/** Every read that is not the protocol's: on a connection of its own, so that no report stops the intake. */
export const readCalls = (deps: ReadDeps) => ({ ...consoleReads(deps), ...fieldReads(deps) })
export type ReadCalls = ReturnType<typeof readCalls>
export type ReadPort = { readonly [Name in keyof ReadCalls]: (...args: Parameters<ReadCalls[Name]>) => Promise<Awaited<ReturnType<ReadCalls[Name]>> | 'overloaded'> }
