import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClinicSummary, DeviceView } from '../../src/contract/console-api.ts'
import { QrCode } from '../ui/qr-code.tsx'
import { ask } from './centre.ts'
import type { Session } from './centre.ts'
import { Confirm } from './parts.tsx'
import { whenOf } from './telling.ts'

type Props = { readonly session: Session; readonly clinic: ClinicSummary; readonly device: DeviceView | null; readonly onClose: () => void }
type Made = { readonly code: string; readonly expiresAt: string }

/** Four by four: read aloud over a telephone. */
const grouped = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** As text to be read aloud and as a QR to be scanned; the QR holds the code and nothing else. */
export function CodeDialog({ session, clinic, device, onClose }: Props): ReactElement {
  const { t, i18n } = useTranslation()
  const [made, setMade] = useState<Made | null>(null)
  const [fault, setFault] = useState('')
  useEffect(() => {
    let gone = false
    void ask<Made>(session, '/enrolment-codes', { clinicId: clinic.clinicId, ...(device ? { deviceId: device.deviceId } : {}) }).then((answer) => {
      if (gone) return
      if (answer.ok) setMade(answer.value)
      else setFault(answer.problem.status === 0 ? t('app.noAnswer') : t('app.refused', { detail: answer.problem.detail }))
    })
    return () => { gone = true }
  }, [])
  return (
    <Confirm title={t('code.title')} confirm="" fault={fault} onConfirm={null} onClose={onClose}>
      <p>{device ? t('code.forDevice', { name: clinic.name, letter: device.stationLetter }) : t('code.forClinic', { name: clinic.name })}</p>
      {made ? (
        <div className="code">
          <div><b data-testid="enrolment-code">{grouped(made.code)}</b><p>{t('code.until', { when: whenOf(Date.parse(made.expiresAt), Date.now(), i18n.language, clinic.timeZone) })}</p><p className="second">{t('code.how')}</p></div>
          <QrCode text={made.code} />
        </div>
      ) : null}
    </Confirm>
  )
}
