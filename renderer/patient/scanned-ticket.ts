import { useEffect } from 'react'
import { callUntilDone, newCommandId } from '../kiosk.ts'
import { onScanned } from '../ui/scanned.ts'
import type { FlowEvent, Screen } from './flow.ts'

/** Where the code of a ticket means "I am here". In the middle of a booking it means nothing. */
const LISTENING: readonly Screen[] = ['welcome', 'find-phone', 'find-birth-date', 'found']

export function useScannedTicket(screen: Screen, dispatch: (event: FlowEvent) => void): void {
  const listening = LISTENING.includes(screen)
  useEffect(() => {
    if (!listening) return
    return onScanned((receipt) => {
      void callUntilDone('checkInReceipt', { commandId: newCommandId(), receipt }, () => {}).then((result) => dispatch(result.ok ? { kind: 'ticket', ticket: result.value } : { kind: 'unread' }))
    })
  }, [listening, dispatch])
}
