import type { ReactElement } from 'react'

/** One mark is one minute; the solid ones are over. */
export function MinuteMarks({ all, past }: { readonly all: number; readonly past: number }): ReactElement {
  return <span className={`minutes ${all > 15 ? 'many' : ''}`} aria-hidden="true">{Array.from({ length: all }, (_, i) => <i key={`m${i + 1}`} className={i < past ? 'past' : ''} />)}</span>
}
