import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { openBoard, openTechnician } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { useDesk } from './desk-context.tsx'
import { Vials } from './vials.tsx'

/** Open vials, and what is needed less often than the list. */
export function Tools(): ReactElement {
  const { t } = useTranslation()
  const { show, side, open } = useDesk()
  return (
    <div className="tools">
      <Vials />
      <nav>
        <Control kind="quiet" testId="back-entry-open" selected={side === 'back-entry'} onPress={() => open('back-entry')}>{t('paper.fromPaper')} <kbd>F6</kbd></Control>
        <Control kind="quiet" testId="history-open" onPress={() => show('history')}>{t('history.short')} <kbd>F7</kbd></Control>
        <Control kind="quiet" testId="open-board" onPress={openBoard}>{t('desk.board')} <kbd>F9</kbd></Control>
        <Control kind="quiet" testId="clinic-open" onPress={() => show('clinic')}>{t('clinic.short')}</Control>
        <Control kind="quiet" testId="open-technician" onPress={openTechnician}>{t('desk.technician')}</Control>
      </nav>
    </div>
  )
}
