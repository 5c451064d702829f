import { useEffect, useState } from 'react'
import type { Language } from '../../src/domain/language.ts'
import { callDevice, environment } from '../kiosk.ts'

export type Printing = 'none' | 'coming' | 'taken'

/** Once a ticket. Whatever the printer does, the number stands on the screen; a paper that does not come is not spoken of. */
export function usePrinting(bookingId: string, language: Language): Printing {
  const [printing, setPrinting] = useState<Printing>(environment().hasPrinter ? 'coming' : 'none')
  useEffect(() => {
    if (!environment().hasPrinter) return
    let here = true
    void callDevice('printTicket', { bookingId, language })
      .then((result) => { if (here) setPrinting(result.ok && result.value.printed ? 'taken' : 'none') })
    return () => { here = false }
    // A language changed on the ticket's screen is no second ticket.
  }, [bookingId])
  return printing
}
