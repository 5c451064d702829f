import { useCallback, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check, CheckId, CheckState, SelfTest } from '../../src/contract/care.ts'
import { call, callDevice, environment, printPage } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icon.tsx'
import { CarryPanel } from './carry-panel.tsx'
import { dateTime, sayCheck } from './check-words.ts'
import { DrillPanel } from './drill-panel.tsx'
import { HandChecks } from './hand-checks.tsx'
import { MachinePanel } from './machine-panel.tsx'

const ORDER: Readonly<Record<CheckState, number>> = { fail: 0, look: 1, ok: 2, 'not-run': 3 }
const ICONS: Readonly<Record<CheckState, IconName>> = { fail: 'alert', look: 'info', ok: 'done', 'not-run': 'touch' }

/** Failures first, each with its remedy; what needs hands stands last, with its controls. */
export function CareScreen({ pin, onBack }: { readonly pin: string; readonly onBack: () => void }): ReactElement {
  const { t } = useTranslation()
  const [test, setTest] = useState<SelfTest | null>(null)
  const [busy, setBusy] = useState(false)
  const [note, setNote] = useState('')
  const [byHand, setByHand] = useState<Partial<Record<CheckId, Check>>>({ screens: { id: 'screens', state: 'ok', facts: { width: window.screen.width, height: window.screen.height, mm: environment().mmPx.toFixed(1) } } })
  const run = useCallback(() => {
    setBusy(true)
    void call('selfTest', { pin }).then((result) => { setBusy(false); if (result.ok) setTest(result.value) })
    // The printer says itself how it is; whether paper comes is seen.
    void callDevice('printerStatus', {}).then((result) => { if (result.ok && result.value.state !== 'none') setByHand((before) => ({ ...before, printer: { id: 'printer', state: result.value.state === 'ready' ? 'ok' : 'fail', facts: { state: result.value.state } } })) })
  }, [pin])
  useEffect(run, [run])
  const bundle = (): void => {
    void call('sticks', {}).then((found) => call('makeSupportBundle', { pin, folder: found.ok ? (found.value.folders[0] ?? null) : null }))
      .then((made) => setNote(made.ok ? t('care.saved', { file: made.value.file }) : t('care.notDone', { why: made.error.detail })))
  }
  const checks = (test?.checks ?? []).map((check) => byHand[check.id] ?? check).sort((a, b) => ORDER[a.state] - ORDER[b.state])
  const count = (state: CheckState): number => checks.filter((check) => check.state === state).length
  const verdict = busy || !test ? t('care.running') : count('fail') > 0 ? t('care.bad', { count: count('fail') }) : count('look') > 0 ? t('care.look', { count: count('look') }) : t('care.good')
  return (
    <main className="care" data-screen="self-test">
      <header>
        <Icon name="mark" /><b>{t('care.title')}</b><span className="second">{environment().appVersion}</span>
        <span className="second push">{test ? t('care.took', { at: dateTime(test.at), count: Math.max(1, Math.round(test.tookMs / 1_000)) }) : ''}</span>
        <Control kind="quiet" icon="back" testId="care-back" onPress={onBack}>{t('care.back')}</Control>
        <Control kind="quiet" icon="printer" testId="care-print" onPress={() => { void printPage() }}>{t('care.print')}</Control>
        <Control kind="quiet" testId="care-bundle" onPress={bundle}>{t('care.bundle')}</Control>
        <Control kind="primary" testId="care-again" busy={busy} onPress={run}>{t('care.again')}</Control>
      </header>
      <div className="columns">
        <section>
          <div className="verdict"><h1>{verdict}</h1><p className="counts"><span><Icon name="done" />{t('care.ok')} {count('ok')}</span><span className="look"><Icon name="info" />{t('care.lookShort')} {count('look')}</span><span className="fail"><Icon name="alert" />{t('care.fail')} {count('fail')}</span></p></div>
          <p className="second note" role="status">{note}</p>
          <ul>{checks.map((check) => (
            <li key={check.id} className={check.state} data-testid={`check-${check.id}`} data-state={check.state}>
              <Icon name={ICONS[check.state]} /><b>{t(`care.names.${check.id}`)}</b>
              <div><p>{sayCheck(t, check)}</p><HandChecks id={check.id} done={(state, facts) => setByHand((before) => ({ ...before, [check.id]: { id: check.id, state, facts } }))} /></div>
              <span>{t(check.state === 'ok' ? 'care.ok' : check.state === 'look' ? 'care.lookShort' : check.state === 'fail' ? 'care.fail' : 'care.notRun')}</span>
            </li>
          ))}</ul>
        </section>
        <aside><MachinePanel pin={pin} /><DrillPanel pin={pin} /><CarryPanel pin={pin} /></aside>
      </div>
    </main>
  )
}
