/** The centre as the app sees it: the same calls, answered later. In a worker in the product, in the same thread in tests. */
import type { Centre } from './centre.ts'

export type CentrePort = {
  readonly [Name in keyof Centre]: (...args: Parameters<Centre[Name]>) => Promise<Awaited<ReturnType<Centre[Name]>> | 'overloaded'>
}

/** In this thread; for tests and simulation. */
export const directPort = (centre: Centre): CentrePort =>
  new Proxy({} as CentrePort, {
    get: (_target, name: keyof Centre) => (...args: unknown[]) =>
      new Promise((resolve) => { resolve((centre[name] as (...a: unknown[]) => unknown)(...args)) }),
  })
