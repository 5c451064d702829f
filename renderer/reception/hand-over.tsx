import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { deskLimits } from '../../src/contract/desk-api.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'

/** Left for whoever comes next. It belongs to the desk, not to a patient. */
export function SignOut({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation()
  const { act, who, signedIn, list } = useDesk()
  const [note, setNote] = useState(list.handOver?.text ?? '')
  const submit = async (): Promise<void> => {
    if (!(await act('signOut', { handOver: note.trim() }))) return
    signedIn(null)
    onClose()
  }
  return (
    <form className="walk-in sign-in" data-testid="sign-out" onSubmit={(event: FormEvent) => { event.preventDefault(); void submit() }}>
      <h3><Icon name="person" /> {who?.name}</h3>
      <p className="second">{t('staff.signOutLead')}</p>
      <label className="tall"><span>{t('staff.handOver')}</span><textarea autoFocus data-testid="hand-over" value={note} rows={5} maxLength={deskLimits.handOverCharsMax} placeholder={t('staff.handOverHint')} onChange={(event) => setNote(event.target.value)} /></label>
      <div className="acts"><button type="submit" className="control primary" data-testid="sign-out-done"><span>{t('staff.signOut')}</span></button><Control kind="quiet" onPress={onClose}>{t('walkIn.close')} <kbd>Esc</kbd></Control></div>
    </form>
  )
}

/** Until this desk has seen it: who wrote it stays in the record. */
export function HandOverNote(): ReactElement | null {
  const { t } = useTranslation()
  const { list: { handOver }, time } = useDesk()
  const [seen, setSeen] = useState(0)
  if (!handOver || handOver.text === '' || handOver.at === seen) return null
  return (
    <aside className="hand-over" data-testid="hand-over-note">
      <p><Icon name="info" /> <b>{t('staff.handOver')}</b> <span className="second">{handOver.by} {time(handOver.at)}</span></p>
      <p>{handOver.text}</p>
      <Control className="inline" testId="hand-over-seen" onPress={() => setSeen(handOver.at)}>{t('visit.seen')}</Control>
    </aside>
  )
}
