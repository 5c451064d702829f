import type { ReactElement } from 'react'

/** One family, drawn for this product in assets/icons/screen: 24 grid, round, the ink of the text beside it. */
export const iconNames = [
  'back', 'home', 'bell', 'next', 'arrow', 'syringe', 'calendar', 'search', 'letters', 'contrast', 'sound', 'low', 'globe', 'check', 'done', 'hourglass',
  'person', 'clock', 'seat', 'info', 'lock', 'yes', 'no', 'backspace', 'shift', 'stethoscope', 'down', 'up', 'close', 'screen', 'touch', 'cut', 'desk',
  'stored', 'alert', 'printer', 'mark',
] as const
export type IconName = (typeof iconNames)[number]

const files = import.meta.glob<string>('../../assets/icons/screen/*.svg', { query: '?raw', import: 'default', eager: true })
type Stroke = { readonly d: string; readonly filled: boolean }

/** What is drawn in a file: how thick and in which colour is the screen's to say. */
export const strokesOf = (svg: string): readonly Stroke[] => [...svg.matchAll(/<path d="([^"]+)"( fill="currentColor")?\/>/g)].map(([, d = '', fill]) => ({ d, filled: fill !== undefined }))
const strokes = new Map(Object.entries(files).map(([path, svg]) => [path.replace(/^.*\/|\.svg$/g, ''), strokesOf(svg)]))

export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">{strokes.get(name)?.map(({ d, filled }) => <path key={d} d={d} fill={filled ? 'currentcolor' : undefined} />)}</svg>
}
