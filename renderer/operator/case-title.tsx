import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../src/contract/console-api.ts'
import { textIn } from '../i18n/text-in.ts'

/** A number is not parted at its hyphen. */
const whole = (ticketNumber: string): string => ticketNumber.replace('-', '\u2060-\u2060')

export function CaseTitle({ one }: { readonly one: Case }): ReactElement {
  const { t, i18n } = useTranslation()
  if (one.kind === 'problem') return <>{t('cases.problem', { station: t('clinic.station', { letter: one.stationLetter }), number: one.ticketNumber === null ? t('cases.unknownTicket') : whole(one.ticketNumber), code: one.code })}</>
  if (one.kind === 'duplicate') return <>{t('cases.duplicate', { name: one.person.maskedName, count: new Set(one.bookings.map((booking) => booking.clinicId)).size })}</>
  if (one.kind === 'overdraft') return <>{t('cases.overdraft', { number: whole(one.booking.ticketNumber), vaccine: textIn(one.booking.vaccine, i18n.language) })}</>
  return <>{t('cases.inDoubt', { letter: one.stationLetter, count: one.places.length })}</>
}
