import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { localDateOf } from '../../src/base/time.ts'
import type { CentreMessage } from '../../src/contract/kiosk-api.ts'
import { textIn } from '../i18n/text-in.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'

/** A recall before a changed rule before a notice; of one kind the oldest first, as they were said. */
const order = ['lot-recall', 'rule-change', 'notice'] as const
export const unseenOf = (messages: readonly CentreMessage[]): readonly CentreMessage[] =>
  messages.filter(({ seenAt }) => seenAt === null).toSorted((a, b) => order.indexOf(a.topic) - order.indexOf(b.topic) || a.at - b.at)

/** One word of the centre at a time, until somebody has read it: what it is, in its own words, and the lot that must not be used. */
export function CentreWords({ messages }: { readonly messages: readonly CentreMessage[] }): ReactElement | null {
  const { t } = useTranslation()
  const { act, time, language, list } = useDesk()
  const unseen = unseenOf(messages)
  const [first] = unseen
  if (!first) return null
  const recall = first.topic === 'lot-recall'
  const day = localDateOf(first.at, list.timeZone)
  return (
    <aside className={`centre-words ${recall ? 'recall' : ''}`} role="status" data-testid="centre-words" data-topic={first.topic}>
      <h3><Icon name={recall ? 'alert' : 'info'} /> {t(`words.${first.topic}`)}{unseen.length > 1 ? ` ${t('words.more', { count: unseen.length - 1 })}` : ''} <span className="second">{day === list.date ? time(first.at) : day}</span></h3>
      <p>{first.lotNumber ? <b>{first.lotNumber} </b> : null}{textIn(first.text, language)}</p>
      {recall ? <p className="second">{t('words.recallMeans')}</p> : null}
      <Control className="inline" testId="centre-words-seen" onPress={() => { void act('seeMessage', { messageId: first.messageId }) }}>{t('visit.seen')}</Control>
    </aside>
  )
}
