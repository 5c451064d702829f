import type { ReactElement } from 'react'

const MARKS_MAX = 12

/** One mark is one person; above twelve only the number speaks. */
export function Marks({ count, you = false }: { readonly count: number; readonly you?: boolean }): ReactElement | null {
  if (count > MARKS_MAX || (count === 0 && !you)) return null
  return <span className="marks" aria-hidden="true">{Array.from({ length: count }, (_, i) => <i key={`m${i + 1}`} />)}{you ? <i className="you" /> : null}</span>
}

export function Ruler({ now, all }: { readonly now: number; readonly all: number }): ReactElement {
  const marks = Array.from({ length: all + 1 }, (_, i) => i)
  return (
    <div className="ruler" aria-hidden="true">
      <span className="filled" style={{ width: `${(now / all) * 100}%` }} />
      {marks.map((i) => <i key={i} className={i === now ? 'now' : i < now ? 'past' : ''} />)}
    </div>
  )
}
