/** The vaccine catalogue that ships; the centre's replaces it. Codes: KR Core krcore-vcnt-types, CVX beside it. */
export const KR_VACCINE_SYSTEM = 'http://www.hl7korea.or.kr/fhir/krcore/CodeSystem/krcore-vcnt-types'
export const CATALOGUE_VERSION = 'default-2026-1'

/** Beside Korean and English: what people who come from elsewhere read. */
const elsewhere: Record<string, readonly [name: Record<string, string>, forWhom: Record<string, string>]> = {
  13: [{ 'zh-CN': '流感', vi: 'Cúm', ja: 'インフルエンザ' }, { 'zh-CN': '6个月以上', vi: 'Từ 6 tháng tuổi', ja: '生後6か月から' }],
  90: [{ 'zh-CN': '新冠', vi: 'COVID-19', ja: '新型コロナ' }, { 'zh-CN': '12岁以上', vi: 'Từ 12 tuổi', ja: '12歳から' }],
  30: [{ 'zh-CN': '肺炎球菌', vi: 'Phế cầu', ja: '肺炎球菌' }, { 'zh-CN': '65岁以上、慢性病', vi: '65+, bệnh mạn tính', ja: '65歳から、慢性疾患' }],
  18: [{ 'zh-CN': '乙肝', vi: 'Viêm gan B', ja: 'B型肝炎' }, { 'zh-CN': '没有抗体的人', vi: 'Chưa có kháng thể', ja: '抗体のない方' }],
  40: [{ 'zh-CN': '破伤风·白喉', vi: 'Uốn ván, bạch hầu', ja: '破傷風・ジフテリア' }, { 'zh-CN': '每10年一次', vi: 'Mười năm một lần', ja: '10年に1回' }],
  50: [{ 'zh-CN': '带状疱疹', vi: 'Zona', ja: '帯状疱疹' }, { 'zh-CN': '50岁以上', vi: 'Từ 50 tuổi', ja: '50歳から' }],
}

const item = (code: string, cvx: string, ko: string, en: string, whoKo: string, whoEn: string, minAgeMonths: number | null, maxAgeMonths: number | null, lot: string) => ({
  vaccine: { system: KR_VACCINE_SYSTEM, code }, cvx, name: { ko, en, ...elsewhere[code]?.[0] }, forWhom: { ko: whoKo, en: whoEn, ...elsewhere[code]?.[1] }, minAgeMonths, maxAgeMonths,
  lots: [{ lotNumber: `${lot}-2604B`, expiryDate: '2027-04-30' }, { lotNumber: `${lot}-2607A`, expiryDate: '2027-07-31' }],
})

export const defaultCatalogue = [
  item('13', '140', '독감', 'Influenza', '6개월부터 누구나', 'From 6 months', 6, null, 'FLU'),
  item('90', '309', '코로나19', 'COVID-19', '12세부터', 'From 12 years', 144, null, 'COV'),
  item('30', '33', '폐렴구균', 'Pneumococcal', '65세부터, 만성질환자', '65+, chronic illness', 780, null, 'PCV'),
  item('18', '43', 'B형간염', 'Hepatitis B', '항체가 없는 분', 'Without antibodies', 0, null, 'HEB'),
  item('40', '115', '파상풍·디프테리아', 'Tetanus-diphtheria', '10년마다 한 번', 'Every 10 years', 132, null, 'TDA'),
  item('50', '187', '대상포진', 'Shingles', '50세부터', 'From 50 years', 600, null, 'ZOS'),
]
