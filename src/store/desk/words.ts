/** What the centre says to a clinic: a rule that changed, a lot that is recalled. It stays until somebody at the desk has read it. */
import type { DeskInput } from '../../contract/desk-api.ts'
import type { DeskOutput } from '../../contract/desk-types.ts'
import { Refusal } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { noteAct } from './act-on.ts'
import { whoIs } from './who.ts'

/** Anybody at the desk: a recall must not wait for a PIN. Seen twice it was seen the first time. */
export function seeMessage(context: StoreContext, { session, messageId }: DeskInput<'seeMessage'>): DeskOutput['seeMessage'] {
  const { repos, clock } = context
  if (!repos.hasMessage(messageId)) throw new Refusal('NOT_FOUND', 'no such message', 'messageId')
  if (repos.seeMessage(messageId, clock())) noteAct(context, 'message-seen', whoIs(context, session)?.practitionerId ?? null, { messageId })
  return { messageId }
}
