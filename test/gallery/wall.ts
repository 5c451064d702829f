/** Many of a screen at once: in one page a frame for each language, theme and text size, drawn small, so that one picture shows them all. */
import { wallOf } from './wall-plan.ts'
import type { Cell, WallPlan } from './wall-plan.ts'
import { mmPxOf } from './glass-sizes.ts'
import type { GlassSize } from './glass-sizes.ts'
import type { Stage } from './stage.ts'

export type Wall = { readonly plan: WallPlan; /** Which cells have this screen. */ readonly show: (scene: string) => Promise<readonly boolean[]> }

/** The frames stay from glass to glass: each holds the typeface and the screens once. */
export async function hangWall(stage: Stage, cells: readonly Cell[], glass: GlassSize, scale: number): Promise<Wall> {
  const plan = wallOf(cells, glass, scale)
  await stage.cdp.send('Emulation.setDeviceMetricsOverride', { width: plan.width, height: plan.height, deviceScaleFactor: 1, mobile: false })
  await stage.page.evaluate(hangFrames, { plan, glass, scale })
  await stage.page.waitForFunction(() => [...document.querySelectorAll('iframe')].every((frame) => 'gallery' in (frame.contentWindow as Window)))
  const about = { mmPx: mmPxOf(glass), diagonalInch: glass.inch }
  return { plan, show: (scene) => stage.page.evaluate(showAll, { scene, about, cells: [...cells] }) }
}

function hangFrames({ plan, glass, scale }: { readonly plan: WallPlan; readonly glass: GlassSize; readonly scale: number }): void {
  const { body } = document
  document.getElementById('root')?.remove()
  body.style.cssText = 'margin:0;background:#c9cec9;color:#13201c;overflow:hidden;position:relative;font:600 11px/16px "Pretendard Variable",sans-serif'
  const figures = [...document.querySelectorAll<HTMLElement>('figure')]
  plan.places.forEach(({ left, top, name }, i) => {
    const figure = figures[i] ?? body.appendChild(document.createElement('figure'))
    if (figure.childElementCount === 0) {
      figure.append(document.createElement('figcaption'), document.createElement('iframe'))
      ;(figure.lastElementChild as HTMLIFrameElement).src = location.href
    }
    const [caption, frame] = [...figure.children] as [HTMLElement, HTMLIFrameElement]
    figure.style.cssText = `position:absolute;margin:0;left:${left}px;top:${top}px`
    caption.textContent = name
    frame.style.cssText = `border:0;width:${glass.width}px;height:${glass.height}px;transform:scale(${scale});transform-origin:0 0`
  })
}

async function showAll({ scene, about, cells }: { readonly scene: string; readonly about: { readonly mmPx: number; readonly diagonalInch: number }; readonly cells: Cell[] }): Promise<boolean[]> {
  const frames = [...document.querySelectorAll('iframe')]
  const shown = await Promise.all(cells.map(({ language, theme, variant }, i) =>
    (frames[i] as HTMLIFrameElement & { readonly contentWindow: Window }).contentWindow.gallery.show({ scene, language, theme, large: variant === 'large', low: variant === 'low', ...about })))
  frames.forEach((frame, i) => { (frame.parentElement as HTMLElement).style.visibility = shown[i] ? 'visible' : 'hidden' })
  await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)) })
  return shown
}
