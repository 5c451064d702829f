import { create } from 'qrcode'
import type { ReactElement } from 'react'

/** Black on white in every theme: a scanner reads it, not a person. */
export function QrCode({ text }: { readonly text: string }): ReactElement {
  const { modules } = create(text, { errorCorrectionLevel: 'L' })
  const squares = Array.from(modules.data, (dark, i) => (dark ? `M${i % modules.size} ${Math.floor(i / modules.size)}h1v1h-1z` : '')).join('')
  return <svg className="qr" viewBox={`-2 -2 ${modules.size + 4} ${modules.size + 4}`} role="img" aria-label="QR"><path d={squares} fill="#000" /></svg>
}
