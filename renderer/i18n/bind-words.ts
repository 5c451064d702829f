/** Lines break between words; a word that only helps the one before it never begins a line: 적어 주세요, 임신할 수. */
import type { Texts } from './texts.ts'

const HELPERS = / (?=(?:주세요|것[이을은도]? |주십시오|수 (?:있|없)|적이 |계세요|않은|있나요|계십니다|동의합니다|달 |분의 ))/gu
/** A figure and what it counts, and the two ends of a range, stand in one line: 15–25 minutes. So does vắc-xin. */
const COUNTED = /(?<=[\d}]|no\.|thứ) (?=[\p{Ll}{])/gu
const RANGE = /(?<=[\d}])–(?=[\d{])|(?<=[Vv]ắc)-(?=xin)/gu
/** Two syllables, one word. */
const VIETNAMESE = /(?<=(?<!\p{L})(?:[Tt]iêu|[Kk]hó|[Tt]iếp|[Bb]ác|[Pp]hòng|[Qq]uý|[Ll]ịch|[Uu]ng|[Bb]ạch|[Mm]iễn|[Tt]hông|[Mm]àn|[Đđ]iện|[Đđ]ồng|[Qq]uyết|[Gg]iám|[Mm]ề|[Hh]uyết|[Tt]iểu|[Mm]ạn|[Đđ]iều|[Xx]ạ|[Hh]óa|[Tt]hần|[Cc]o|[Kk]hác|[Dd]ị|[Tt]ruyền|[Nn]hân|[Xx]uất|[Cc]ung)) (?=(?:chảy|chịu|thở|đông|tục|nhận|sĩ|khám|vị|hẹn|thư|cầu|dịch|tin|hình|thoại|ý|định|hộ|đay|áp|đường|tính|trị|kinh|giật|thường|ứng|máu|viên|trình|cấp)(?!\p{L}))/gu
const bound = (text: string): string => text.replace(HELPERS, '\u00a0').replace(COUNTED, '\u00a0').replace(RANGE, '\u2060$&\u2060').replace(VIETNAMESE, '\u00a0')

export function bindWords<T>(texts: T): Texts<T> {
  return Object.fromEntries(Object.entries(texts as Record<string, unknown>).map(([key, value]) => [key, typeof value === 'string' ? bound(value) : bindWords(value)])) as Texts<T>
}
