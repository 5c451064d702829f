/** The contact sheet: a page a screen with a wall for each glass, one page of all of them, and an overview in which each dimension stands once. */
import { CAPTION_PX } from './wall-plan.ts'
import type { Cell, WallPlan } from './wall-plan.ts'

/** One picture: a screen on one glass, in all cells. */
export type WallShot = { readonly file: string; readonly scene: string; readonly glass: string; readonly cells: readonly Cell[]; readonly shown: readonly boolean[]; readonly plan: WallPlan }

const STYLE = `body{margin:24px;background:#d7dad6;font:13px/1.4 "Pretendard Variable","Noto Sans CJK KR",sans-serif;color:#13201c}
h1{font-size:24px;margin:0 0 4px}h2{font-size:18px;margin:28px 0 8px}h3{font-size:13px;margin:10px 0 4px;font-weight:600}a{color:inherit}nav{columns:6;margin:12px 0}nav a{display:block}
.row{display:flex;gap:8px;align-items:flex-start;flex-wrap:wrap}.crop{position:relative;overflow:hidden}.crop img{position:absolute}figure{margin:0}figcaption{font-size:9px;color:#3d4a45;white-space:nowrap}`
/** How much smaller than the walls the overview and the pages of pictures are. */
const OVERVIEW = .6
export const PAGE = .5

const page = (title: string, body: string, width = ''): string => `<!doctype html><html lang="ko"><meta charset="utf-8"><title>${title}</title><style>${STYLE}${width ? `body{width:${width}}` : ''}</style><h1>${title}</h1>${body}</html>\n`
const unique = (words: readonly string[]): readonly string[] => [...new Set(words)]
const wall = ({ file, glass, plan }: WallShot, size: number, loading: 'eager' | 'lazy'): string =>
  `<figure><a href="${file}"><img loading="${loading}" width="${Math.round(plan.width * size)}" height="${Math.round(plan.height * size)}" src="${file}" alt="${glass}"></a><figcaption>${glass}</figcaption></figure>`

/** All walls of one screen, to be kept as one picture. */
export const sceneSheetOf = (scene: string, shots: readonly WallShot[]): string =>
  page(scene, `<div class="row">${shots.filter((shot) => shot.scene === scene).map((shot) => wall(shot, PAGE, 'eager')).join('')}</div>`, '3000px')

export function sheetOf(shots: readonly WallShot[]): string {
  const scenes = unique(shots.map(({ scene }) => scene))
  const nav = `<p><a href="overview.html">Each dimension once</a></p><nav>${scenes.map((scene) => `<a href="#${scene}">${scene}</a>`).join('')}</nav>`
  const blocks = scenes.map((scene) => `<h2 id="${scene}">${scene} · <a href="pages/${scene}.png">as one picture</a></h2><div class="row">${shots.filter((shot) => shot.scene === scene).map((shot) => wall(shot, 1, 'lazy')).join('')}</div>`)
  return page('Patient screens: every screen, language, theme, size and orientation', nav + blocks.join(''))
}

/** One cell of a wall. */
function crop({ file, scene, plan }: WallShot, at: number): string {
  const { left, top } = plan.places[at] ?? { left: 0, top: 0 }
  const px = (value: number): string => `${Math.round(value * OVERVIEW)}px`
  return `<figure><div class="crop" style="width:${px(plan.cellWidth)};height:${px(plan.cellHeight)}"><img src="${file}" style="width:${px(plan.width)};left:-${px(left)};top:-${px(top + CAPTION_PX)}" alt="${scene}"></div><figcaption>${scene}</figcaption></figure>`
}

type Usual = Cell & { readonly glass: string }
/** Each dimension once, the others at their usual place: 21.5 inches upright, Korean, light. */
export function overviewOf(shots: readonly WallShot[]): string {
  const usual: Usual = { language: 'ko', theme: 'light', glass: '21.5-portrait', variant: 'normal' }
  const row = (name: string, part: Partial<Usual>): string => {
    const wish = { ...usual, ...part }
    const here = shots.filter(({ glass }) => glass === wish.glass).map((shot) => ({ shot, at: shot.cells.findIndex((cell) => cell.language === wish.language && cell.theme === wish.theme && cell.variant === wish.variant) }))
    const seen = here.filter(({ shot, at }) => shot.shown[at])
    return seen.length === 0 ? '' : `<h3>${name}</h3><div class="row">${seen.map(({ shot, at }) => crop(shot, at)).join('')}</div>`
  }
  const cells = shots[0]?.cells ?? []
  const rows = (key: 'language' | 'theme' | 'variant'): string => unique(cells.map((cell) => cell[key])).map((value) => row(value, { [key]: value })).join('')
  const glasses = unique(shots.map(({ glass }) => glass)).map((glass) => row(glass, { glass })).join('')
  const wide = ['large', 'low'].map((variant) => row(`${variant}, landscape`, { variant: variant as Cell['variant'], glass: '21.5-landscape' })).join('')
  return page('Patient screens', `<h2>languages</h2>${rows('language')}<h2>themes</h2>${rows('theme')}<h2>glass</h2>${glasses}<h2>twice the text, low position</h2>${rows('variant')}${wide}`, '3400px')
}

/** One picture after another, by their own names. */
export const plainSheetOf = (title: string, files: readonly string[]): string => page(title, `<div class="row" style="flex-wrap:wrap;max-width:1600px">${files.map((file) => `<figure><a href="${file}"><img style="height:300px" src="${file}" alt="${file}"></a><figcaption>${file}</figcaption></figure>`).join('')}</div>`)
