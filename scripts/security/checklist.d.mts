export const checklist: readonly (readonly [title: string, checks: readonly string[]])[]
type Outcome = { readonly name: string; readonly faults: readonly string[] }
export function judgeChecklist(results: readonly Outcome[], notRun: readonly { readonly check: string; readonly why: string }[], fuseNames: readonly string[]): { readonly name: string; readonly faults?: readonly string[]; readonly why?: string }[]
