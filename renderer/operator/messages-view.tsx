import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { messageKinds } from '../../src/contract/console-api.ts'
import type { MessageKind, MessagePreview, SentMessage } from '../../src/contract/console-api.ts'
import { uuidV7 } from '../../src/base/ids.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { ask, useRead } from './centre.ts'
import type { Session } from './centre.ts'
import type { ViewProps } from './view-props.ts'
import { Confirm, Consequences } from './parts.tsx'
import type { Tone } from './parts.tsx'
import { whenOf } from './telling.ts'

type Draft = { readonly kind: MessageKind; readonly lot: string; readonly ko: string; readonly en: string; readonly to: string }
const EMPTY: Draft = { kind: 'notice', lot: '', ko: '', en: '', to: '' }

export function MessagesView({ session, fleet }: ViewProps): ReactElement {
  const { t, i18n } = useTranslation()
  const { data, again } = useRead<{ readonly messages: readonly SentMessage[] }>(session, '/messages')
  const [draft, setDraft] = useState(EMPTY)
  const [open, setOpen] = useState(false)
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const whole = draft.ko.trim() !== '' && draft.en.trim() !== '' && (draft.kind !== 'lot-recall' || draft.lot.trim() !== '')
  return (
    <>
      <main className="list tall">
        <h1>{t('messages.sent')}</h1>
        {data?.messages.length === 0 ? <p className="empty">{t('messages.none')}</p> : null}
        {data?.messages.map((m) => <article key={m.messageId} className="message" data-testid="sent-message"><p className="second">{whenOf(m.at, Date.now(), i18n.language)} · {t(`messages.kinds.${m.kind}`)}{m.lotNumber ? ` ${m.lotNumber}` : ''} · {m.clinics === 1 ? m.clinicName : t('messages.toMany', { count: m.clinics })} · {m.who}</p><p>{textIn(m.text, i18n.language)}</p></article>)}
      </main>
      <aside className="panel tall">
        <h1>{t('messages.write')}</h1>
        <label><span>{t('messages.kind')}</span><select data-testid="message-kind" value={draft.kind} onChange={(event) => set({ kind: event.target.value as MessageKind })}>{messageKinds.map((kind) => <option key={kind} value={kind}>{t(`messages.kinds.${kind}`)}</option>)}</select></label>
        {draft.kind === 'lot-recall' ? <label><span>{t('messages.lot')}</span><input data-testid="message-lot" value={draft.lot} maxLength={60} onChange={(event) => set({ lot: event.target.value })} /></label> : null}
        <label><span>{t('messages.ko')}</span><textarea lang="ko" data-testid="message-ko" rows={3} value={draft.ko} maxLength={500} onChange={(event) => set({ ko: event.target.value })} /></label>
        <label><span>{t('messages.en')}</span><textarea lang="en" data-testid="message-en" rows={3} value={draft.en} maxLength={500} onChange={(event) => set({ en: event.target.value })} /></label>
        <label><span>{t('messages.to')}</span><select data-testid="message-to" value={draft.to} onChange={(event) => set({ to: event.target.value })}><option value="">{t('messages.everyone')}</option>{fleet.data?.clinics.map((clinic) => <option key={clinic.clinicId} value={clinic.clinicId}>{clinic.name}</option>)}</select></label>
        {whole ? null : <p className="second">{t('messages.missing')}</p>}
        <div className="acts"><Control kind="primary" testId="message-preview" disabled={!whole} onPress={() => setOpen(true)}>{t('messages.preview')}</Control></div>
        {open ? <SendDialog session={session} draft={draft} onClose={(sent) => { setOpen(false); if (sent) setDraft(EMPTY); again() }} /> : null}
      </aside>
    </>
  )
}

function SendDialog({ session, draft, onClose }: { readonly session: Session; readonly draft: Draft; readonly onClose: (sent: boolean) => void }): ReactElement | null {
  const { t } = useTranslation()
  const lotNumber = draft.kind === 'lot-recall' ? draft.lot.trim() : null
  const query = new URLSearchParams({ ...(lotNumber ? { lotNumber } : {}), ...(draft.to ? { clinicId: draft.to } : {}) })
  const { data } = useRead<MessagePreview>(session, `/messages/preview?${query}`)
  const [messageId] = useState(() => uuidV7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count))))
  const [sent, setSent] = useState(false)
  const [fault, setFault] = useState('')
  if (!data) return null
  const send = async (): Promise<void> => {
    const answer = await ask(session, '/messages', { messageId, kind: draft.kind, lotNumber, text: { ko: draft.ko.trim(), en: draft.en.trim() }, practitionerId: session.operator, ...(draft.to ? { clinicIds: [draft.to] } : {}) })
    if (answer.ok) setSent(true)
    else setFault(answer.problem.status === 0 ? t('app.noAnswer') : t('app.refused', { detail: answer.problem.detail }))
  }
  const items: [Tone, string][] = [['fine', t('messages.reach', { clinics: data.clinics, devices: data.devices })]]
  if (data.silent > 0) items.push(['wait', t('messages.silent', { count: data.silent })])
  if (lotNumber) items.push(data.doses > 0 ? ['stop', t('messages.recall', { count: data.doses })] : ['still', t('messages.recallNone')], ['wait', t('messages.recallWarning')])
  items.push(['still', t('messages.noUndo')])
  return (
    <Confirm key={String(sent)} title={t('messages.title')} confirm={t('messages.send')} fault={fault} onConfirm={sent ? null : () => void send()} onClose={() => onClose(sent)}>
      {sent ? <p role="status" data-testid="message-sent">{t('messages.done')}</p> : <><Consequences items={items} />{data.givenAt.length > 0 ? <p>{data.givenAt.map(({ name, count }) => t('messages.given', { name, count })).join(' · ')}</p> : null}</>}
    </Confirm>
  )
}
