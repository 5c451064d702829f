import type { Failure } from '../../src/contract/errors.ts'

export type Words = { readonly what: string; readonly patient: string; readonly press: string }

/** Three sentences for every code of the catalogue: what happened, what it means for the patient, what to press. A conflict also names what somebody else did. */
export function whatHappened({ code, detail }: Pick<Failure, 'code' | 'detail'>, say: (key: string) => string | null): Words {
  const of = (part: string): string => say(`codes.${code}.${part}`) ?? say(`codes.INTERNAL.${part}`) ?? ''
  const did = code === 'REVISION_CHANGED' ? detail.split(',').map((kind) => say(`acts.${kind.trim()}`)).filter((word) => word !== null).join(', ') : ''
  return { what: did === '' ? of('what') : `${of('what')} (${did})`, patient: of('patient'), press: of('press') }
}
