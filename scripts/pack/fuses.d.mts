export type Fuse = { readonly name: string; readonly index: number; readonly on: boolean; readonly since: number; readonly why: string }
export const fuses: readonly Fuse[]
export function fusesOf(electronVersion: string): readonly Fuse[]
