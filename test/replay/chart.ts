/** The replay as a picture: how many have a number, how many of those the centre knows, and how many a first-come server gave any answer in time. */
import { DAY_MS, OUTAGE } from './crowd.ts'

export type Sample = { readonly at: number; readonly told: number; readonly acknowledged: number }
const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [880, 420, 70, 48, 190, 44]
const MILLION = 1_000_000
const HOUR_MS = 3_600_000

export function chartOf(samples: readonly Sample[], naiveAnsweredAt: readonly number[], scale: number): string {
  const last = Math.max(DAY_MS, samples.at(-1)?.at ?? 0)
  const most = (samples.at(-1)?.told ?? 1) * scale
  const x = (at: number): number => LEFT + (at / last) * (WIDTH - LEFT - RIGHT)
  const y = (people: number): number => HEIGHT - BOTTOM - (people / most) * (HEIGHT - TOP - BOTTOM)
  const line = (points: readonly (readonly [number, number])[], color: string, dash = ''): string =>
    `<polyline fill="none" stroke="${color}" stroke-width="2.5"${dash} points="${points.map(([at, people]) => `${x(at).toFixed(1)},${y(people * scale).toFixed(1)}`).join(' ')}"/>`
  const text = (at: number, height: number, words: string, more = ''): string => `<text x="${at.toFixed(1)}" y="${height.toFixed(1)}"${more}>${words}</text>`
  const hours = Array.from({ length: Math.floor(last / HOUR_MS) + 1 }, (_, h) => text(x(h * HOUR_MS), HEIGHT - 20, `${h} h`, ' text-anchor="middle"'))
  const millions = Array.from({ length: 6 }, (_, i) => (i * 2 * MILLION <= most * 1.01 ? text(LEFT - 10, y(i * 2 * MILLION) + 4, `${i * 2} M`, ' text-anchor="end"') : ''))
  const naive = [...naiveAnsweredAt].sort((a, b) => a - b)
  const end = WIDTH - RIGHT + 8
  const answered = y(naive.length * scale)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" fill="#33414d">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
<rect x="${x(OUTAGE.from).toFixed(1)}" y="${TOP}" width="${(x(OUTAGE.to) - x(OUTAGE.from)).toFixed(1)}" height="${HEIGHT - TOP - BOTTOM}" fill="#f3e3d3"/>
${text((x(OUTAGE.from) + x(OUTAGE.to)) / 2, HEIGHT - BOTTOM - 30, 'centre away', ' text-anchor="middle"')}
${text(LEFT, 24, `10 million attempts, replayed at 1 : ${scale}`, ' font-size="16" font-weight="600"')}
<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="#b8c2cc"/>
${hours.join('')}${millions.join('')}
${line(samples.map((s) => [s.at, s.told] as const), '#0b6e74')}
${line(samples.map((s) => [s.at, s.acknowledged] as const), '#c8692b', ' stroke-dasharray="6 4"')}
${line([...naive.map((at, i) => [at, i + 1] as const).filter((_, i) => i % 50 === 0), [last, naive.length] as const], '#7a4b9a')}
${text(end, y(most) + 2, 'have a number', ' fill="#0b6e74" font-weight="600"')}
${text(end, y(most) + 18, '(a place or standby)', ' fill="#0b6e74"')}
${text(end, y(most) + 40, 'known at the centre', ' fill="#a9531b" font-weight="600"')}
${text(end, answered - 14, 'first-come server:', ' fill="#7a4b9a" font-weight="600"')}${text(end, answered + 2, 'got any answer', ' fill="#7a4b9a" font-weight="600"')}
</svg>
`
}
