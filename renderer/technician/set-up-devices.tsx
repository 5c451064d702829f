import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { printerList } from '../../src/contract/device-api.ts'
import type { PrinterState } from '../../src/contract/device-api.ts'
import { technicianDoor } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import type { StepProps } from './set-up-step.ts'

const PAPERS = [80, 58] as const
/** What a clinic has: none, one with an address, one at a cable, one that the system already knows. */
const KINDS = { none: '', tcp: 'tcp://192.168.0.50:9100', usb: 'usb:/dev/usb/lp0', pdf: 'pdf:' } as const
type Kind = keyof typeof KINDS

/** Asked before it is kept: a printer that says nothing here says nothing to a patient either. */
export function PrinterStep({ choices, choose, next, pin }: StepProps): ReactElement {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind>(choices.printer === undefined ? 'none' : ((Object.keys(KINDS) as Kind[]).find((one) => one !== 'none' && choices.printer?.startsWith(`${one}:`)) ?? 'tcp'))
  const [address, setAddress] = useState(choices.printer ?? '')
  const [state, setState] = useState<PrinterState | 'asking' | 'wrong' | null>(null)
  const fits = printerList.safeParse(address.trim()).success
  const take = (one: Kind): void => { setKind(one); setState(null); setAddress(KINDS[one]) }
  const ask = (): void => {
    if (!fits) return setState('wrong')
    setState('asking')
    void technicianDoor('tryPrinter')({ printer: address.trim(), ...(pin === undefined ? {} : { pin }) }).then((result) => setState(result.ok ? result.value.state : 'wrong'))
  }
  const keep = (): void => {
    if (kind !== 'none' && !fits) return setState('wrong')
    choose({ printer: kind === 'none' ? undefined : address.trim() })
    next()
  }
  return <>
    <h1>{t('setUp.printer')}</h1>
    <p className="lead">{t('setUp.printerLead')}</p>
    <div className="cards four">{(Object.keys(KINDS) as Kind[]).map((one) => <Control key={one} testId={`set-up-printer-${one}`} selected={kind === one} onPress={() => take(one)}>{t(`setUp.printerKind.${one}`)}</Control>)}</div>
    {kind === 'none' ? null : <div className="fields">
      <label><span>{t('setUp.printerAddress')}</span><input data-testid="set-up-printer" value={address} maxLength={300} onChange={(event) => { setState(null); setAddress(event.target.value) }} /><Control kind="quiet" testId="set-up-printer-try" busy={state === 'asking'} onPress={ask}>{t('setUp.printerTry')}</Control></label>
      <p className="paper acts"><span>{t('setUp.paper')}</span>{PAPERS.map((mm) => <Control key={mm} testId={`set-up-paper-${mm}`} selected={choices.paperMm === mm} onPress={() => choose({ paperMm: mm })}>{t('setUp.mm', { count: mm })}</Control>)}</p>
    </div>}
    <p className={state === 'ready' ? 'good' : 'fault'} role="status" data-testid="set-up-printer-state">{state === null || state === 'asking' ? '' : state === 'wrong' ? t('setUp.printerWrong') : state === 'ready' ? t('setUp.printerReady') : t(`printer.${state === 'none' ? 'silent' : state}`)}</p>
    <Control kind="primary" testId="set-up-next" onPress={keep}>{t(pin === undefined ? 'setUp.next' : 'settings.take')}</Control>
  </>
}

/** A scanner types like a keyboard and ends with Enter: whether it does both is all there is to know. */
export function ScannerStep({ next, pin }: StepProps): ReactElement {
  const { t } = useTranslation()
  const [read, setRead] = useState<number | null>(null)
  return <>
    <h1>{t('setUp.scanner')}</h1>
    <p className="lead">{t('setUp.scannerLead')}</p>
    <div className="fields"><label><span>{t('care.scanHere')}</span>
      <input data-testid="set-up-scan" maxLength={2_000} onKeyDown={(event) => { if (event.key !== 'Enter') return; setRead(event.currentTarget.value.length); event.currentTarget.value = '' }} /><span /></label></div>
    <p className={read ? 'good' : 'fault'} role="status" data-testid="set-up-scan-read">{read === null ? '' : read > 0 ? t('setUp.scannerRead', { count: read }) : t('setUp.scannerNothing')}</p>
    <p className="acts"><Control kind="primary" testId="set-up-next" onPress={next}>{t(pin === undefined ? 'setUp.next' : 'settings.take')}</Control>{read ? null : <span className="second">{t('setUp.scannerNone')}</span>}</p>
  </>
}
