/**
 * `node_modules/.bin/node scripts/draw-icons.mjs`: the mark 눈금 (a line with marks, one of them yours) into assets/icons.
 * Drawn once and committed, so that packaging converts nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { root } from './steps.mjs'

const ACCENT = [0x00, 0x58, 0x4b]
const GROUND = [0xf4, 0xf5, 0xf1]
const PNG_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256]
/** Up to this size fewer marks, so that they stay apart. */
const SMALL = 32
const CORNER = 0.19
const SAMPLES = 4

/** Rectangles [left, top, right, bottom] on whole pixels: sharp at every size. */
function marksOf(size) {
  const px = (part) => Math.round(part * size)
  const thick = Math.max(size <= SMALL ? 2 : 1, px(0.06))
  const base = px(0.7)
  const heights = size <= SMALL ? [0.2, 0.46, 0.2] : [0.18, 0.18, 0.46, 0.18, 0.18]
  const [left, right] = [px(0.16), size - px(0.16)]
  const marks = heights.map((height, i) => {
    const at = left + Math.round((i * (right - left - thick)) / (heights.length - 1))
    return [at, base - px(height), at + thick, base]
  })
  return [[left, base, right, base + thick], ...marks]
}

/** How much of a pixel lies within the rounded square. */
function coverage(x, y, size) {
  const radius = CORNER * size
  let inside = 0
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const px = x + ((i % SAMPLES) + 0.5) / SAMPLES
    const py = y + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES
    const dx = Math.max(radius - px, px - (size - radius), 0)
    const dy = Math.max(radius - py, py - (size - radius), 0)
    if (Math.hypot(dx, dy) <= radius) inside++
  }
  return inside / (SAMPLES * SAMPLES)
}

/** RGBA, row by row. */
function draw(size) {
  const pixels = Buffer.alloc(size * size * 4)
  const marks = marksOf(size)
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) {
    const marked = marks.some(([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom)
    pixels.set([...(marked ? ACCENT : GROUND), Math.round(coverage(x, y, size) * 255)], (y * size + x) * 4)
  }
  return pixels
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}

function png(size) {
  const pixels = draw(size)
  const rows = Array.from({ length: size }, (_, y) => Buffer.concat([Buffer.from([0]), pixels.subarray(y * size * 4, (y + 1) * size * 4)]))
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

/** Bottom-up BGRA with an empty mask: what every Windows and the installer's builder read. */
function bitmap(size) {
  const head = Buffer.alloc(40)
  head.writeUInt32LE(40, 0)
  head.writeInt32LE(size, 4)
  head.writeInt32LE(size * 2, 8)
  head.writeUInt16LE(1, 12)
  head.writeUInt16LE(32, 14)
  const pixels = draw(size)
  const rows = Array.from({ length: size }, (_, y) => pixels.subarray((size - 1 - y) * size * 4, (size - y) * size * 4))
  const colours = Buffer.concat(rows)
  for (let i = 0; i < colours.length; i += 4) colours.subarray(i, i + 3).reverse()
  const maskRow = Math.ceil(size / 32) * 4
  return Buffer.concat([head, colours, Buffer.alloc(maskRow * size)])
}

function ico() {
  const images = ICO_SIZES.map((size) => (size === 256 ? png(size) : bitmap(size)))
  const head = Buffer.from([0, 0, 1, 0, images.length, 0])
  let offset = head.length + 16 * images.length
  const entries = images.map((image, i) => {
    const entry = Buffer.from([ICO_SIZES[i] % 256, ICO_SIZES[i] % 256, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    entry.writeUInt32LE(image.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += image.length
    return entry
  })
  return Buffer.concat([head, ...entries, ...images])
}

const folder = join(root, 'assets', 'icons')
mkdirSync(folder, { recursive: true })
for (const size of PNG_SIZES) writeFileSync(join(folder, `${size}x${size}.png`), png(size))
writeFileSync(join(folder, 'icon.ico'), ico())
