/** One page of small pictures: a row a glass, a column a screen. */
export type Shot = { readonly file: string; readonly scene: string; readonly language: string; readonly theme: string; readonly glass: string; readonly variant: string; readonly wide: boolean }

const STYLE = `body{margin:24px;background:#d7dad6;font:13px/1.4 "Pretendard Variable","Noto Sans CJK KR",sans-serif;color:#13201c;width:max-content}
h1{font-size:24px;margin:0 0 4px}h2{font-size:18px;margin:28px 0 8px}h3{font-size:13px;margin:10px 0 4px;font-weight:600}
.row{display:flex;gap:8px;align-items:flex-start}figure{margin:0}figcaption{font-size:9px;color:#3d4a45;white-space:nowrap}img{display:block;height:150px}img.wide{height:92px}`

const page = (title: string, body: string): string => `<!doctype html><html lang="ko"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><h1>${title}</h1>${body}</html>\n`
const figure = ({ file, scene, wide }: Shot, label = scene): string => `<figure><a href="${file}"><img loading="eager"${wide ? ' class="wide"' : ''} src="${file}" alt="${scene}"></a><figcaption>${label}</figcaption></figure>`
const unique = (words: readonly string[]): readonly string[] => [...new Set(words)]

export function sheetOf(shots: readonly Shot[], languages: readonly string[]): string {
  const blocks = languages.flatMap((language) => unique(shots.map(({ theme }) => theme)).map((theme) => {
    const here = shots.filter((shot) => shot.language === language && shot.theme === theme)
    const rows = unique(here.map(({ glass, variant }) => `${glass} ${variant}`))
    return here.length === 0 ? '' : `<h2>${language} · ${theme}</h2>${rows.map((row) => `<h3>${row}</h3><div class="row">${here.filter(({ glass, variant }) => `${glass} ${variant}` === row).map((shot) => figure(shot)).join('')}</div>`).join('')}`
  }))
  return page(`Patient screens: ${languages.join(', ')}`, blocks.join(''))
}

/** Each dimension once, the others at their usual place: 21.5 inches upright, Korean, light. */
export function overviewOf(shots: readonly Shot[]): string {
  const usual = { language: 'ko', theme: 'light', glass: '21.5-portrait', variant: 'normal' }
  const row = (name: string, part: Partial<typeof usual>): string => {
    const at = { ...usual, ...part }
    const here = shots.filter((shot) => Object.entries(at).every(([key, value]) => shot[key as keyof typeof usual] === value))
    return here.length === 0 ? '' : `<h3>${name}</h3><div class="row">${here.map((shot) => figure(shot)).join('')}</div>`
  }
  const rows = (key: keyof typeof usual): string => unique(shots.map((shot) => shot[key])).map((value) => row(value, { [key]: value })).join('')
  return page('Patient screens', `<h2>languages</h2>${rows('language')}<h2>themes</h2>${rows('theme')}<h2>glass</h2>${rows('glass')}<h2>twice the text, low position</h2>${rows('variant')}${row('large, landscape', { variant: 'large', glass: '21.5-landscape' })}${row('low, landscape', { variant: 'low', glass: '21.5-landscape' })}`)
}
