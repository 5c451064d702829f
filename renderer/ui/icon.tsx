import type { ReactElement } from 'react'

/** One family: 24 grid, round, the ink of the text beside it. Drawn for this product. */
const paths = {
  back: 'M20 12H4M11 5l-7 7 7 7', home: 'M4 11l8-7 8 7v9H4zM10 20v-6h4v6', bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4', next: 'M9 5l7 7-7 7', arrow: 'M4 12h16M13 5l7 7-7 7',
  syringe: 'M17 3l4 4M19 5l-3 3M12.500 6.500l5 5M14 8l-8 8v2h2l8-8M3 21l3-3M11 11l2 2M8.500 13.500l2 2', calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4', search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M15.5 15.5L20 20',
  letters: 'M3 18l5-12 5 12M5 14h6M14 18l3.5-8 3.5 8M15.3 15.5h4.4', contrast: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18', contrastHalf: 'M12 3a9 9 0 0 1 0 18z', sound: 'M4 9v6h4l5 4V5L8 9zM17 9a4 4 0 0 1 0 6M19.5 6.5a8 8 0 0 1 0 11', low: 'M5 3h14v18H5zM12 7v6M9 11l3 3 3-3M8 18h8',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18', check: 'M5 12l5 5 9-10', done: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12l3 3 5-6', hourglass: 'M6 3h12M6 21h12M7 3c0 6 5 6 5 9s-5 3-5 9M17 3c0 6-5 6-5 9s5 3 5 9',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c0-5 4-6 8-6s8 1 8 6', clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 3', seat: 'M7 3v18M7 13h10v8', info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7v.5', lock: 'M6 11h12v10H6zM8 11V8a4 4 0 0 1 8 0v3',
  yes: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16', no: 'M5 5l14 14M19 5L5 19', backspace: 'M9 5h12v14H9l-6-7zM12 9l5 6M17 9l-5 6', shift: 'M12 4l8 8h-4v7H8v-7H4z', stethoscope: 'M5 3v5a4 4 0 0 0 8 0V3M9 12v3a5 5 0 0 0 10 0v-2M19 9a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  down: 'M12 4v16M5 13l7 7 7-7', up: 'M12 20V4M5 11l7-7 7 7', close: 'M6 6l12 12M18 6L6 18', screen: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5', touch: 'M9 13V5a1.6 1.6 0 0 1 3.2 0v6l5 1c1.6.4 2.3 1.4 2.1 3L18.500 21H11l-5-6c-.8-1.200.6-2.600 2-1.600z',
  cut: 'M2 12h6M16 12h6M8 8v8M16 8v8', desk: 'M3 10h18M5 10v10M19 10v10M8 10V5h8v5',
  stored: 'M5 6c0-4 14-4 14 0v12c0 4-14 4-14 0zM5 6c0 4 14 4 14 0M9 15l2 2 4-4', alert: 'M12 4L2 20h20zM12 10v4M12 17v.3', printer: 'M7 8V3h10v5M5 8h14v8H5zM8 13h8v8H8z', mark: 'M2 4h20M3 4v8M9 4v8M15 4v17M21 4v8',
} as const

export type IconName = Exclude<keyof typeof paths, 'contrastHalf'>

export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return <svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={paths[name]} />{name === 'contrast' ? <path d={paths.contrastHalf} fill="currentcolor" /> : null}</svg>
}
