/** Pictures of black and white dots as PNG files, to be looked at and compared. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { Paper } from './virtual-printer.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** One bit a dot. */
export function toPng({ width, height, dots }: Paper): Buffer {
  const across = Math.ceil(width / 8)
  const raw = Buffer.alloc(height * (across + 1))
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (!dots[y * width + x]) raw[y * (across + 1) + 1 + (x >> 3)] = (raw[y * (across + 1) + 1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', deflateSync(raw, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

/** Only what `toPng` wrote. */
export function fromPng(png: Uint8Array): Paper {
  const file = Buffer.from(png)
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const size = file.readUInt32BE(33)
  const raw = inflateSync(file.subarray(41, 41 + size))
  const across = Math.ceil(width / 8)
  const dots = Uint8Array.from({ length: width * height }, (_, i) => { const [x, y] = [i % width, Math.floor(i / width)]; return ((raw[y * (across + 1) + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 0 : 1 })
  return { width, height, dots }
}

const CELL = 8
/** The part of cells, a millimetre each, whose blackness differs by more than a third: an edge drawn a dot aside is no other picture. */
export function difference(a: Paper, b: Paper): number {
  if (a.width !== b.width || Math.abs(a.height - b.height) > CELL) return 1
  const dark = (paper: Paper, cx: number, cy: number): number => {
    let n = 0
    for (let y = cy * CELL; y < (cy + 1) * CELL; y++) for (let x = cx * CELL; x < (cx + 1) * CELL; x++) n += paper.dots[y * paper.width + x] ?? 0
    return n / (CELL * CELL)
  }
  const [across, down] = [Math.floor(a.width / CELL), Math.floor(Math.min(a.height, b.height) / CELL)]
  let differing = 0
  for (let cy = 0; cy < down; cy++) for (let cx = 0; cx < across; cx++) if (Math.abs(dark(a, cx, cy) - dark(b, cx, cy)) > 1 / 3) differing++
  return differing / (across * down)
}
