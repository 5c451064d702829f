/** WCAG 2.2 contrast of a text against what lies behind it. All grounds are plain colours. */
type Rgb = readonly [number, number, number]

const parse = (colour: string): { readonly rgb: Rgb; readonly alpha: number } => {
  const [r = 0, g = 0, b = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  return { rgb: [r, g, b], alpha }
}
const over = (front: Rgb, alpha: number, back: Rgb): Rgb => [0, 1, 2].map((i) => (front[i] ?? 0) * alpha + (back[i] ?? 0) * (1 - alpha)) as unknown as Rgb

function groundOf(element: Element | null): Rgb {
  if (!element) return [255, 255, 255]
  const { rgb, alpha } = parse(getComputedStyle(element).backgroundColor)
  return alpha === 1 ? rgb : over(rgb, alpha, groundOf(element.parentElement))
}

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((channel) => { const c = channel / 255; return c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4 })
  return .2126 * r + .7152 * g + .0722 * b
}

export function contrastOf(element: Element): number {
  const ground = groundOf(element)
  const { rgb, alpha } = parse(getComputedStyle(element).color)
  const [light = 0, dark = 0] = [luminance(over(rgb, alpha, ground)), luminance(ground)].sort((a, b) => b - a)
  return (light + .05) / (dark + .05)
}
