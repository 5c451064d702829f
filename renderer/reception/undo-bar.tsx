import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'
import { Tools } from './tools.tsx'
import { useKeys } from './use-keys.ts'
import { whatHappened } from './what-happened.ts'

/** What did not take effect, in words; else the last act and the way back. Same place, same height. */
export function UndoBar(): ReactElement {
  const { t, i18n } = useTranslation()
  const { list, act, notice, tell, time } = useDesk()
  const [last] = list.undo
  const undo = (): void => { if (last) void act('undoAct', { actId: last.actId }) }
  useKeys({ u: undo, 'ctrl+z': undo, escape: () => { if (notice) tell(null); else return false } })
  if (notice) {
    const { what, patient, press } = whatHappened(notice.failure, (key) => (i18n.exists(key) ? t(key as 'desk.keep') : null))
    return (
      <aside className="undo notice" role="alert" data-testid="notice" data-code={notice.failure.code}>
        <Icon name="alert" /><p><b>{notice.ticketNumber} {what}</b> <span>{patient} {press}</span></p>
        <Control kind="quiet" testId="notice-close" onPress={() => tell(null)}>{t('visit.seen')} <kbd>Esc</kbd></Control>
      </aside>
    )
  }
  return (
    <aside className="undo" data-testid="undo-bar">
      {last ? <><p><span className="second">{time(last.at)}</span> <b>{last.ticketNumber}</b> {t(`acts.${last.kind}`)}{last.by ? <span className="second"> · {last.by}</span> : null}</p><Control className="inline" testId="undo" onPress={undo}>{t('visit.undo')} <kbd>U</kbd></Control></> : null}
      <Tools />
    </aside>
  )
}
