type Facts = Readonly<Record<string, unknown>>
export function policyFaults(policy: string): string[]
export function fuseFaults(states: Readonly<Record<number, string>>, electronVersion: string, spared?: readonly string[]): string[]
export function windowFaults(preferences: Facts): string[]
export function sourceFaults(text: string): string[]
export function licenceFaults(packages: readonly { readonly name: string; readonly licence: string }[]): string[]
export function sbomFaults(bom: { readonly bomFormat: string; readonly components: readonly { readonly name: string; readonly version: string }[] }, packages: readonly { readonly name: string; readonly version: string }[]): string[]
export function auditFaults(report: { readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>> }): string[]
export function canaryFaults(files: readonly { readonly name: string; readonly bytes: Buffer }[], canaries: readonly string[]): string[]
export function currentFaults(version: string): string[]
export function nativeFaults(modules: readonly string[]): string[]
export function pageFaults(html: string): string[]
export function textFaults(file: string, packages: readonly { readonly name: string; readonly version: string }[]): string[]
export function fuseStates(executable: string): Promise<Record<string, string>>
