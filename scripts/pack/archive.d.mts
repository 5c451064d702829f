export function archiveFaults(listed: readonly string[], expected: readonly string[], under: string, beside?: readonly RegExp[]): string[]
export function faultsOfArchive(file: string, folder: string): string[]
