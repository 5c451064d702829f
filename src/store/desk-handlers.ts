/** The desk's calls, each with what answers it. */
import type { DeskCallName, DeskInput } from '../contract/desk-api.ts'
import type { DeskOutput } from '../contract/desk-types.ts'
import type { StoreContext } from './context.ts'

export type DeskHandlers = { readonly [N in DeskCallName]: (context: StoreContext, input: DeskInput<N>) => DeskOutput[N] }

export const deskHandlers: Partial<DeskHandlers> = {}
