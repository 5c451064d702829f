import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DuplicatePair, DuplicateSide } from '../../src/contract/desk-types.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { useDesk } from './desk-context.tsx'

/** Two bookings side by side that may be one person. A person says whether they are; the machine never does. */
export function Duplicates({ pair: { one, other, because }, onDone }: { readonly pair: DuplicatePair; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation()
  const { act } = useDesk()
  const keep = (kept: DuplicateSide, dropped: DuplicateSide): void => { void act('mergeDuplicates', { keep: kept.bookingId, drop: dropped.bookingId, dropRevision: dropped.revision }).then(onDone) }
  return (
    <div className="duplicates" data-testid="duplicates">
      <p><b>{t('tray.maybeOne')}</b> <span className="second">{because.map((why) => t(`tray.because.${why}`)).join(' · ')}</span></p>
      <div className="pair"><Side side={one} against={other} /><Side side={other} against={one} /></div>
      <p className="second">{t('tray.bothStay')}</p>
      <div className="acts">
        <Control testId="keep-one" onPress={() => keep(one, other)}>{t('tray.keepNumber', { number: one.ticketNumber })}</Control>
        <Control testId="keep-other" onPress={() => keep(other, one)}>{t('tray.keepNumber', { number: other.ticketNumber })}</Control>
        <Control kind="quiet" className="far" testId="not-duplicates" onPress={() => { void act('notDuplicates', { one: one.bookingId, other: other.bookingId }).then(onDone) }}>{t('tray.twoPersons')}</Control>
      </div>
    </div>
  )
}

function Side({ side, against }: { readonly side: DuplicateSide; readonly against: DuplicateSide }): ReactElement {
  const { t } = useTranslation()
  const { language, time, choose } = useDesk()
  const differs = (a: string, b: string): string => (a === b ? '' : 'differs')
  return (
    <button type="button" className="one" onClick={() => choose(side.bookingId)}>
      <b className="number">{side.ticketNumber}</b>
      <span className={differs(side.maskedName, against.maskedName)}>{side.maskedName}</span>
      {side.birthDate === null ? <span className="second">{t('tray.signInToSee')}</span> : <span className={differs(side.birthDate, against.birthDate ?? '')}>{side.birthDate}</span>}
      <span className={differs(side.maskedPhone, against.maskedPhone)}>{side.maskedPhone}</span>
      <span>{textIn(side.vaccineName, language)}</span>
      <span className="second">{t(`desk.${side.stage}`)}{side.standby ? ` · ${t('desk.standby')}` : ''} · {time(side.since)}</span>
    </button>
  )
}
