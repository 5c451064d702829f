import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { openBoard, openTechnician } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { useDesk } from './desk-context.tsx'

/** What is needed less often than the list. */
export function Tools(): ReactElement {
  const { t } = useTranslation()
  const { show, side, open } = useDesk()
  const turn = (to: 'vial' | 'back-entry') => (): void => open(side === to ? 'person' : to)
  return (
    <nav className="tools">
      <Control kind="quiet" testId="open-vial" selected={side === 'vial'} onPress={turn('vial')}>{t('vial.open')} <kbd>V</kbd></Control>
      <Control kind="quiet" testId="back-entry-open" selected={side === 'back-entry'} onPress={turn('back-entry')}>{t('paper.fromPaper')} <kbd>F6</kbd></Control>
      <Control kind="quiet" testId="history-open" onPress={() => show('history')}>{t('history.short')} <kbd>F7</kbd></Control>
      <Control kind="quiet" testId="open-board" onPress={openBoard}>{t('desk.board')} <kbd>F9</kbd></Control>
      <Control kind="quiet" testId="clinic-open" onPress={() => show('clinic')}>{t('clinic.short')}</Control>
      <Control kind="quiet" testId="open-technician" onPress={openTechnician}>{t('desk.technician')}</Control>
    </nav>
  )
}
