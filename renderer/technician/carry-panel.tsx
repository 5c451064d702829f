import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'

type Told = { readonly text: string; readonly digits?: string }

export function CarryPanel({ pin }: { readonly pin: string }): ReactElement {
  const { t } = useTranslation()
  const { data } = useQuery('syncOverview', {}, ['sync'])
  const [told, setTold] = useState<Told>({ text: '' })
  const [asking, setAsking] = useState<'nothing' | 'wipe' | 'digits'>('nothing')
  const [digits, setDigits] = useState('')
  const unsent = data?.unsent ?? 1
  const withStick = async (act: (folder: string) => Promise<Told>): Promise<void> => {
    const found = await call('sticks', {})
    const folder = found.ok ? found.value.folders[0] : undefined
    setTold(folder ? await act(folder) : { text: t('care.carry.noStick') })
  }
  const failed = (detail: string): Told => ({ text: t('care.notDone', { why: detail }) })
  const take = (folder: string): Promise<Told> => call('importUnsent', { pin, folder, passphrase: digits.padEnd(20) }).then((result) => (result.ok ? { text: t('care.carry.imported', { count: result.value.entries }) } : failed(result.error.detail)))
  const give = (folder: string): Promise<Told> => call('exportUnsent', { pin, folder }).then((result) => (result.ok ? { text: `${t('care.carry.exported', { count: result.value.entries })} ${t('care.carry.passphrase')}`, digits: result.value.passphrase } : failed(result.error.detail)))
  const backUp = (): void => { void call('backUpNow', { pin }).then((result) => setTold(result.ok ? { text: t('care.carry.backedUp') } : failed(result.error.detail))) }
  const wipe = (): void => { void call('wipeMachine', { pin, word: 'WIPE' }).then((result) => { setAsking('nothing'); setTold(result.ok ? { text: t('care.carry.wiped') } : failed(result.error.detail)) }) }
  return (
    <section className="panel" data-testid="carry">
      <h2>{t('care.carry.title')}</h2>
      {asking === 'wipe' ? <>
        <p>{t('care.carry.wipeSure')}</p>
        <p className="acts two"><Control testId="wipe-yes" onPress={wipe}>{t('care.carry.wipeYes')}</Control><Control testId="wipe-no" onPress={() => setAsking('nothing')}>{t('care.carry.keep')}</Control></p>
      </> : <p className="acts two">
        <Control testId="carry-export" onPress={() => { void withStick(give) }}>{t('care.carry.export')}</Control>
        <Control testId="carry-import" onPress={() => setAsking('digits')}>{t('care.carry.import')}</Control>
        <Control testId="carry-backup" onPress={backUp}>{t('care.carry.backup')}</Control>
        <Control testId="carry-wipe" disabled={unsent > 0} onPress={() => setAsking('wipe')}>{t('care.carry.wipe')}</Control>
      </p>}
      {asking === 'digits' ? <label><span>{t('care.carry.digits')}</span><input data-testid="carry-digits" value={digits} maxLength={30} onChange={(event) => setDigits(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') { setAsking('nothing'); void withStick(take) } }} /></label> : null}
      <p className="second">{unsent > 0 ? t('care.carry.lead') : t('care.carry.clean')}</p>
      <p role="status">{told.text}</p>
      {told.digits ? <p className="digits" data-testid="carry-passphrase">{told.digits}</p> : null}
    </section>
  )
}
