/** All a process of Linux has in its memory, searched for words. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const CHUNK_BYTES = 4 << 20
/** Longer than any word that is searched, so that none is cut in two. */
const OVERLAP_BYTES = 256
/** Room a process set aside and never wrote to. */
const REGION_BYTES_MAX = 2 ** 30

export type Searched = { readonly found: readonly string[]; readonly bytes: number }

/** Each word in one and in two bytes a letter, as pages keep their texts. Code read from files holds nobody's name. */
export function memoryOf(pid: number, words: readonly string[]): Searched {
  const needles = words.flatMap((word) => [{ word, bytes: Buffer.from(word, 'utf8') }, { word, bytes: Buffer.from(word, 'utf16le') }])
  const found = new Set<string>()
  const buffer = Buffer.alloc(CHUNK_BYTES + OVERLAP_BYTES)
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  let bytes = 0
  try {
    for (const { from, to } of regionsOf(pid)) for (let at = from; at < to; at += CHUNK_BYTES) {
      const read = readAt(memory, buffer, at, Math.min(buffer.length, to - at))
      bytes += Math.min(read, CHUNK_BYTES)
      const part = buffer.subarray(0, read)
      for (const needle of needles) if (part.includes(needle.bytes)) found.add(needle.word)
    }
  } finally {
    closeSync(memory)
  }
  return { found: [...found], bytes }
}

function regionsOf(pid: number): readonly { readonly from: number; readonly to: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8').trim().split('\n').flatMap((line) => {
    const [, from = '', to = '', rights = ''] = /^([0-9a-f]+)-([0-9a-f]+) (....)/.exec(line) ?? []
    const region = { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }
    return rights.startsWith('rw') && region.to - region.from <= REGION_BYTES_MAX ? [region] : []
  })
}

/** A page that went away meanwhile holds nothing any more. */
function readAt(file: number, buffer: Buffer, at: number, length: number): number {
  try { return readSync(file, buffer, 0, length, at) } catch { return 0 }
}
