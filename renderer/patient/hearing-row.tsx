import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Control } from '../ui/control.tsx'
import { tellHeard } from '../ui/hearing.ts'

/** There as long as the sound is on: the screen once more, and how loud. */
export function HearingRow(): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="row hearing">
      <Control kind="quiet" icon="sound" testId="hear-again" onPress={() => tellHeard('again')}>{t('voice.again')}</Control>
      <Control kind="quiet" testId="softer" onPress={() => tellHeard('softer')}>{t('voice.low')}</Control>
      <Control kind="quiet" testId="louder" onPress={() => tellHeard('louder')}>{t('voice.high')}</Control>
    </div>
  )
}
