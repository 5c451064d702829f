/** A vaccine's names and its codes side by side: the Korean one and CVX. */
import { defaultCatalogue } from '../../domain/catalogue.ts'

type Code = { readonly system: string; readonly code: string }
type Item = (typeof defaultCatalogue)[number]

export const CVX_SYSTEM = 'http://hl7.org/fhir/sid/cvx'
const known = new Map(defaultCatalogue.map((item) => [`${item.vaccine.system}|${item.vaccine.code}`, item]))

export const catalogued = ({ system, code }: Code): Item | null => known.get(`${system}|${code}`) ?? null
/** An unknown vaccine is called by its code: it is shown, never left out. */
export const vaccineName = (vaccine: Code): Readonly<Record<string, string>> => catalogued(vaccine)?.name ?? { ko: vaccine.code, en: vaccine.code }
