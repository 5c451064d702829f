/** What JSON writes otherwise than it reads, and what is not ASCII: left to JSON.stringify, which takes longer to call than most texts to write. */
const NOT_PLAIN = /[^ !#-[\]-~]/
const textOf = (text: string): string => (NOT_PLAIN.test(text) ? JSON.stringify(text) : `"${text}"`)

/** JSON with sorted keys and no absent fields: one text for one value, whoever wrote it. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return textOf(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalJson(item ?? null)}`
    return `[${text}]`
  }
  const fields = value as Record<string, unknown>
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key]
    if (field !== undefined) text += `${text === '' ? '' : ','}${textOf(key)}:${canonicalJson(field)}`
  }
  return `{${text}}`
}

/** Of a value that JSON.parse made: whether its fields stand in their order already, all the way down; then JSON.stringify writes the same text. */
export function isCanonical(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isCanonical)
  let before = ''
  for (const key in value) {
    if (key < before || !isCanonical((value as Record<string, unknown>)[key])) return false
    before = key
  }
  return true
}
