export type Display = { readonly virtual: boolean; readonly display: string; readonly stop: () => void }
export function withDisplay(size?: string, options?: { readonly own?: boolean }): Promise<Display>
