import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { BlankForm } from '../../src/contract/desk-types.ts'
import { inOneLine } from '../i18n/phrases.ts'
import { textIn } from '../i18n/text-in.ts'
import { useDesk } from './desk-context.tsx'

/** One sheet for each number reserved; without any, one sheet with an empty line for it. */
export function BlankForms({ form }: { readonly form: BlankForm }): ReactElement {
  const numbers = form.numbers.length > 0 ? form.numbers : ['']
  return <>{numbers.map((number) => <Form key={number} form={form} number={number} />)}</>
}

const Box = (): ReactElement => <i className="box" />

/** The order of the fields is that of the desk's form: it is typed as it is read. */
function Form({ form, number }: { readonly form: BlankForm; readonly number: string }): ReactElement {
  const { t } = useTranslation()
  const { language } = useDesk()
  const line = (name: string, wide = ''): ReactElement => <span className={`line ${wide}`}><b>{name}</b><i className="rule" /></span>
  return (
    <article className="sheet portrait blank" data-testid="sheet" data-number={number}>
      <header><div><h1>{t('paper.kinds.blank-form')}</h1><p>{form.clinicName}</p></div><p className="own">{number === '' ? <span className="empty-number">{t('paper.number')}</span> : <b>{number}</b>}</p></header>
      <section className="who">
        {line(t('walkIn.name'))}{line(t('paper.born'))}
        <span className="line"><b>{t('walkIn.sex')}</b><em><Box /> {t('sex.female')}</em><em><Box /> {t('sex.male')}</em></span>{line(t('walkIn.phone'))}
        {line(t('walkIn.guardian'))}{line(t('paper.day'))}
      </section>
      <section className="which"><h2>{t('walkIn.vaccine')}</h2><p>{form.vaccines.map((v, i) => <em key={v.code}><Box /> {i + 1} {textIn(v.name, language)}</em>)}</p></section>
      <section className="asked">
        <h2>{t('paper.health')} <span>{t('paper.yes')}</span><span>{t('paper.no')}</span></h2>
        <ol>{form.questions.map((question) => <li key={question}><b>{question}</b><span>{inOneLine(t(`question.q${question as 1}`))}</span><Box /><Box /></li>)}</ol>
      </section>
      <section className="consent"><p>{t('paper.consent')}</p><p className="signs">{line(t('paper.signature'))}{line(t('paper.day'))}</p></section>
      <section className="staff"><h2>{t('paper.byStaff')}</h2><p className="signs">{line(t('paper.doctor'))}{line(t('desk.lot'))}{line(t('paper.expiry'))}</p><p className="signs">{line(t('paper.time'))}{line(t('desk.doseNumber'))}{line(t('dose.by'))}</p><p className="results"><em><Box /> {t('desk.given')}</em><em><Box /> {t('desk.notGiven')}</em>{line(t('dose.why'), 'wide')}</p></section>
      <footer>{t('paper.formVersion', { version: form.formVersion })}</footer>
    </article>
  )
}
