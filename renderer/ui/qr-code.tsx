import { useMemo } from 'react'
import { create } from 'qrcode'
import type { ReactElement } from 'react'

/** What a picture of letters and digits alone may hold: it has fewer squares than one of bytes. */
const LETTERS_AND_DIGITS = /^[0-9A-Z $%*+\-./:]+$/

type Squares = { readonly side: number; readonly path: string }

/** A row of dark squares is one stroke. The library is told what the text is made of: left to find the shortest mixture, it searched longer than it drew. */
export function squaresOf(text: string): Squares {
  const { modules: { size, data } } = create(LETTERS_AND_DIGITS.test(text) ? text : [{ mode: 'byte', data: new TextEncoder().encode(text) }], { errorCorrectionLevel: 'L' })
  let path = ''
  for (let row = 0; row < size; row++) for (let from = 0; from < size;) {
    let to = from
    while (to < size && data[row * size + to]) to++
    if (to > from) path += `M${from} ${row}h${to - from}v1h${from - to}z`
    from = to + 1
  }
  return { side: size, path }
}

/** Black on white in every theme: a scanner reads it, not a person. */
export function QrCode({ text }: { readonly text: string }): ReactElement {
  // The screen around it is drawn again whenever the queue moves; the picture is worked out once.
  const { side, path } = useMemo(() => squaresOf(text), [text])
  return <svg className="qr" viewBox={`-2 -2 ${side + 4} ${side + 4}`} role="img" aria-label="QR"><path d={path} fill="#000" /></svg>
}
