import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { callUntilDone, newCommandId } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'
import type { Side, View } from './desk-context.tsx'
import { Search } from './search.tsx'
import { useKeys } from './use-keys.ts'

/** Always there: find, take in, the bell, papers; who sits here at the end. */
export function Bar(): ReactElement {
  const { t } = useTranslation()
  const { list, who, time, view, show, open, again } = useDesk()
  const calls = list.staffCalls
  const answer = (): void => { if (calls > 0) void callUntilDone('answerStaffCall', { commandId: newCommandId() }, () => {}).then(again) }
  const turn = (to: View) => (): void => show(view === to ? 'list' : to)
  const aside = (to: Side) => (): void => { show('list'); open(to) }
  useKeys({ f4: aside('walk-in'), f8: turn('papers'), f10: aside('sign-in'), b: calls > 0 ? answer : undefined })
  return (
    <header className="bar">
      <p className="clinic"><Icon name="mark" /> <b>{list.clinicName}</b></p>
      <Search />
      <Control kind="primary" testId="new-walk-in" onPress={aside('walk-in')}>{t('desk.newWalkIn')} <kbd>F4</kbd></Control>
      <span className="gap" />
      <Control kind={calls > 0 ? 'secondary' : 'quiet'} className={calls > 0 ? 'ringing' : ''} icon="bell" testId="staff-bell" onPress={answer}>{calls > 0 ? <>{t('desk.staffCalls', { count: calls })} <kbd>B</kbd></> : t('desk.staffNone')}</Control>
      <Control kind="quiet" icon="printer" testId="papers-open" selected={view === 'papers'} onPress={turn('papers')}>{t('paper.short')} <kbd>F8</kbd></Control>
      <b className="clock">{time(list.now)}</b>
      <Control kind="quiet" icon="person" className="who" testId="who" onPress={aside('sign-in')}>{who?.name ?? t('staff.nobody')} <kbd>F10</kbd></Control>
    </header>
  )
}
