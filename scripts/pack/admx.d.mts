type Schema = Readonly<Record<string, unknown>>
export function admxOf(schema: Schema): string
export function admlOf(schema: Schema, language: string): string
