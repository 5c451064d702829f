import { doseCautions } from '../../src/domain/lot.ts'
import type { DoseCaution } from '../../src/domain/lot.ts'

/** A failure's detail names what speaks against the dose, in the words of the contract. */
export const cautionsIn = (detail: string): readonly DoseCaution[] => doseCautions.filter((caution) => detail.includes(caution))
