import type { Failure } from '../../src/contract/errors.ts'

export type Words = { readonly happened: string; readonly means: string; readonly press: string }

/** Three sentences for every code of the catalogue: what happened, what it means for the patient, what to press. For a conflict the first names what somebody else did. */
export function whatHappened({ code, detail }: Failure, say: (key: string) => string | null): Words {
  const of = (part: string): string => say(`codes.${code}.${part}`) ?? say(`codes.INTERNAL.${part}`) ?? ''
  const did = code === 'REVISION_CHANGED' ? /^[a-z-]+/.exec(detail)?.[0] : undefined
  const act = did === undefined ? null : say(`acts.${did}`)
  return { happened: act === null ? of('happened') : `${of('happened')} (${act})`, means: of('means'), press: of('press') }
}
