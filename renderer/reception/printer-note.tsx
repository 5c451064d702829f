import type { ReactElement } from 'react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrinterStatus } from '../../src/contract/device-api.ts'
import { callDevice, environment, onTopic } from '../kiosk.ts'
import { Icon } from '../ui/icon.tsx'

/** What the ticket printer needs from a person, and that nobody has to wait for it. Nothing while it works. */
export function PrinterNote(): ReactElement | null {
  const { t } = useTranslation()
  const [status, setStatus] = useState<PrinterStatus | null>(null)
  useEffect(() => {
    if (!environment().hasPrinter) return
    const ask = (): void => { void callDevice('printerStatus', {}).then((result) => { if (result.ok) setStatus(result.value) }) }
    ask()
    return onTopic('printer', ask)
  }, [])
  if (!status || status.state === 'none' || status.state === 'ready') return null
  return (
    <aside className="printer-note" role="status" data-testid="printer-note" data-state={status.state}>
      <Icon name="printer" />
      <p><b>{t(`printer.${status.state}`)}</b>{' '}{t('printer.goesOn')}{status.unprinted > 0 ? <> <span className="second">{t('printer.unprinted', { count: status.unprinted })}</span></> : null}</p>
    </aside>
  )
}
