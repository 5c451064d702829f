/**
 * PostgreSQL keeps no NUL and no half of a surrogate pair, and a device may name its things as it likes. Both are written as SUB and four hex digits; SUB itself, too,
 * so that two ids never become one.
 */
const SUB = '\x1a'
const HEX_DIGITS = 4

const isPlain = (text: string): boolean => !text.includes('\0') && !text.includes(SUB) && text.isWellFormed()

export function encodeText(text: string): string {
  if (isPlain(text)) return text
  let encoded = ''
  for (const letter of text) encoded += isPlain(letter) ? letter : SUB + letter.charCodeAt(0).toString(16).padStart(HEX_DIGITS, '0')
  return encoded
}

export function decodeText(text: string): string {
  if (!text.includes(SUB)) return text
  const [first = '', ...rest] = text.split(SUB)
  return first + rest.map((part) => String.fromCharCode(Number.parseInt(part.slice(0, HEX_DIGITS), 16)) + part.slice(HEX_DIGITS)).join('')
}
