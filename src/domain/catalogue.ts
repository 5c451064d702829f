/** The vaccine catalogue that ships; the centre's replaces it. Codes: KR Core krcore-vcnt-types, CVX beside it. */
export const KR_VACCINE_SYSTEM = 'http://www.hl7korea.or.kr/fhir/krcore/CodeSystem/krcore-vcnt-types'
export const CATALOGUE_VERSION = 'default-2026-1'

const item = (code: string, cvx: string, ko: string, en: string, whoKo: string, whoEn: string, minAgeMonths: number | null, maxAgeMonths: number | null, lot: string) => ({
  vaccine: { system: KR_VACCINE_SYSTEM, code }, cvx, name: { ko, en }, forWhom: { ko: whoKo, en: whoEn }, minAgeMonths, maxAgeMonths,
  lots: [{ lotNumber: `${lot}-2604B`, expiryDate: '2027-04-30' }, { lotNumber: `${lot}-2607A`, expiryDate: '2027-07-31' }],
})

export const defaultCatalogue = [
  item('13', '140', '독감', 'Influenza', '6개월부터 누구나', 'Everyone from 6 months', 6, null, 'FLU'),
  item('90', '309', '코로나19', 'COVID-19', '12세부터', 'From 12 years', 144, null, 'COV'),
  item('30', '33', '폐렴구균', 'Pneumococcal', '65세부터, 만성질환자', 'From 65, or chronic illness', 780, null, 'PCV'),
  item('18', '43', 'B형간염', 'Hepatitis B', '항체가 없는 분', 'Those without antibodies', 0, null, 'HEB'),
  item('40', '115', '파상풍·디프테리아', 'Tetanus-diphtheria', '10년마다 한 번', 'Once every 10 years', 132, null, 'TDA'),
  item('50', '187', '대상포진', 'Shingles', '50세부터', 'From 50 years', 600, null, 'ZOS'),
]
