/** The called board and the clinic's settings. All of it is in the file: a board that is plugged in again shows what was called. */
import type { DeskInput } from '../../contract/desk-api.ts'
import type { BoardSettings, BoardView, DeskSettings } from '../../contract/desk-types.ts'
import { today } from '../context.ts'
import type { StoreContext } from '../context.ts'
import { noteAct } from './act-on.ts'
import { require } from './who.ts'

const CALLED_MAX = 5
const usual: BoardSettings = { sizePercent: 100, chimePercent: 60, spoken: false }

export function boardView(context: StoreContext): BoardView {
  const { repos } = context
  const date = today(context)
  return {
    clinicName: repos.meta.get('identity')?.clinic.name ?? '', timeZone: repos.meta.timeZone(), now: context.clock(), waiting: repos.countWaiting(date), settings: repos.meta.get('boardSettings') ?? usual,
    called: repos.calledByOrder(date, CALLED_MAX).map((one) => ({ ...one, standby: one.standby === 1 })),
  }
}

/** Size and sound of the board are for whoever stands before it: anybody at the desk. */
export function setBoardSettings(context: StoreContext, { session, board }: DeskInput<'setBoardSettings'>): BoardSettings {
  const member = require(context, session, 'see-papers')
  context.repos.meta.put('boardSettings', board)
  noteAct(context, 'settings', member?.practitionerId ?? null, { ...board })
  return board
}

export function setDeskSettings(context: StoreContext, { session, settings }: DeskInput<'setDeskSettings'>): DeskSettings {
  const member = require(context, session, 'set-up-clinic')
  const { meta } = context.repos
  meta.put('deskSettings', settings)
  meta.put('rooms', settings.rooms)
  const { lockMinutes, graceMinutes, noShowRule, observeMinutes, identityDays } = settings
  noteAct(context, 'settings', member?.practitionerId ?? null, { rooms: settings.rooms.length, lockMinutes, graceMinutes, noShowRule, observeMinutes, identityDays })
  return settings
}
