import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardSettings, DeskSettings, StaffMember } from '../../src/contract/desk-types.ts'
import { staffRoles } from '../../src/domain/staff.ts'
import type { StaffRole } from '../../src/domain/staff.ts'
import { openTechnician, useQuery } from '../kiosk.ts'
import { Control } from '../ui/control.tsx'
import { useDesk } from './desk-context.tsx'
import { Trail } from './trail.tsx'
import { useKeys } from './use-keys.ts'

const SIZES = [80, 100, 120, 150] as const
const CHIMES = [0, 30, 60, 100] as const
const LOCKS = [1, 2, 5, 10, 30] as const
const GRACES = [5, 10, 15, 30, 60] as const
const IDENTITY_DAYS = [1, 3, 7, 14, 30] as const

/** The clinic's own: who works here, rooms and rules, the board, and who did what today. A lead changes it; everybody may look. */
export function ClinicView(): ReactElement {
  const { t } = useTranslation()
  const { who, show } = useDesk()
  const lead = who?.role === 'lead'
  const { data: trail } = useQuery('auditTrail', lead ? { session: who.session, date: null, bookingId: null } : null, ['queue', 'desk'])
  useKeys({ escape: () => show('list') })
  return (
    <section className="clinic-view" data-testid="clinic">
      <header><h2>{t('clinic.title')}</h2><Control kind="quiet" testId="clinic-technician" onPress={openTechnician}>{t('desk.technician')}</Control><Control kind="quiet" testId="clinic-close" onPress={() => show('list')}>{t('desk.toList')} <kbd>Esc</kbd></Control></header>
      {lead ? null : <p className="hint">{t('clinic.leadOnly')}</p>}
      <div className="columns-3">
        <Staff lead={lead} />
        <div><Rules lead={lead} /><Board lead={lead} /></div>
        <div className="audit">{trail ? <Trail rows={trail.rows} /> : null}</div>
      </div>
    </section>
  )
}

function Staff({ lead }: { readonly lead: boolean }): ReactElement {
  const { t } = useTranslation()
  const { act } = useDesk()
  const { data, again } = useQuery('staffList', {}, ['desk'])
  const [name, setName] = useState('')
  const [role, setRole] = useState<StaffRole>('receptionist')
  const [staffPin, setPin] = useState('')
  const add = async (): Promise<void> => {
    if (!(await act('addStaff', { name: name.trim(), role, staffPin }))) return
    setName('')
    setPin('')
    again()
  }
  const change = (person: StaffMember, next: { role?: StaffRole; active?: boolean }): void => { void act('changeStaff', { practitionerId: person.practitionerId, ...next }).then(again) }
  return (
    <div>
      <h3>{t('clinic.staff')}</h3>
      <ul className="staff-list">{data?.staff.map((person) => (
        <li key={person.practitionerId} className={person.active ? '' : 'away'}><b>{person.name}</b>
          {lead ? <select aria-label={t('clinic.role')} value={person.role} onChange={(event) => change(person, { role: event.target.value as StaffRole })}>{staffRoles.map((r) => <option key={r} value={r}>{t(`staff.roles.${r}`)}</option>)}</select> : <span className="second">{t(`staff.roles.${person.role}`)}</span>}
          {lead ? <Control className="inline" onPress={() => change(person, { active: !person.active })}>{t(person.active ? 'clinic.away' : 'clinic.back')}</Control> : null}</li>
      ))}</ul>
      {lead ? (
        <form className="act-form" data-testid="add-staff" onSubmit={(event: FormEvent) => { event.preventDefault(); void add() }}>
          <label><span>{t('staff.name')}</span><input data-testid="staff-name" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} /></label>
          <label><span>{t('clinic.role')}</span><select data-testid="staff-role" value={role} onChange={(event) => setRole(event.target.value as StaffRole)}>{staffRoles.map((r) => <option key={r} value={r}>{t(`staff.roles.${r}`)}</option>)}</select></label>
          <label><span>{t('staff.pin')}</span><input type="password" inputMode="numeric" autoComplete="off" data-testid="staff-pin" value={staffPin} onChange={(event) => setPin(event.target.value.replace(/\D/g, '').slice(0, 12))} /></label>
          <button type="submit" className="control secondary" data-testid="staff-add"><span>{t('clinic.add')}</span></button>
        </form>
      ) : null}
    </div>
  )
}

type ChoiceProps<T> = { readonly name: string; readonly value: T; readonly of: readonly T[]; readonly text: (one: T) => string; readonly disabled: boolean; readonly onChoose: (one: T) => void; readonly testId: string }

/** A value that is none of those offered was set elsewhere, and stays offered. */
function Choice<T extends string | number | boolean>({ name, value, of, text, disabled, onChoose, testId }: ChoiceProps<T>): ReactElement {
  const all = of.includes(value) ? of : [value, ...of]
  return <label><span>{name}</span><select data-testid={testId} disabled={disabled} value={String(value)} onChange={(event) => { const next = all.find((one) => String(one) === event.target.value); if (next !== undefined) onChoose(next) }}>{all.map((one) => <option key={String(one)} value={String(one)}>{text(one)}</option>)}</select></label>
}

function Rules({ lead }: { readonly lead: boolean }): ReactElement {
  const { t } = useTranslation()
  const { list: { settings }, act, again } = useDesk()
  const [rooms, setRooms] = useState<string | null>(null)
  const set = (next: Partial<DeskSettings>): void => { void act('setDeskSettings', { settings: { ...settings, ...next } }).then(again) }
  const minutes = (count: number): string => t('desk.minutes', { count })
  const saveRooms = (): void => { const named = (rooms ?? '').split(',').map((room) => room.trim()).filter(Boolean); if (named.length > 0) set({ rooms: named }) ; setRooms(null) }
  return (
    <>
      <h3>{t('clinic.rules')}</h3>
      <label><span>{t('clinic.rooms')}</span><input data-testid="rooms" disabled={!lead} value={rooms ?? settings.rooms.join(', ')} maxLength={400} onChange={(event) => setRooms(event.target.value)} onBlur={() => { if (rooms !== null) saveRooms() }} /></label>
      <Choice testId="lock-minutes" name={t('clinic.lock')} value={settings.lockMinutes} of={LOCKS} text={minutes} disabled={!lead} onChoose={(lockMinutes) => set({ lockMinutes })} />
      <Choice testId="grace-minutes" name={t('clinic.grace')} value={settings.graceMinutes} of={GRACES} text={minutes} disabled={!lead} onChoose={(graceMinutes) => set({ graceMinutes })} />
      <Choice testId="no-show-rule" name={t('clinic.noShow')} value={settings.noShowRule} of={['propose', 'mark'] as const} text={(rule) => t(`clinic.noShowRules.${rule}`)} disabled={!lead} onChoose={(noShowRule) => set({ noShowRule })} />
      <Choice testId="observe-minutes" name={t('dose.watch')} value={settings.observeMinutes} of={[15, 30] as const} text={minutes} disabled={!lead} onChoose={(observeMinutes) => set({ observeMinutes })} />
      <Choice testId="identity-days" name={t('clinic.identity')} value={settings.identityDays} of={IDENTITY_DAYS} text={(count) => t('clinic.daysLater', { count })} disabled={!lead} onChoose={(identityDays) => set({ identityDays })} />
    </>
  )
}

function Board({ lead }: { readonly lead: boolean }): ReactElement | null {
  const { t } = useTranslation()
  const { act } = useDesk()
  const { data, again } = useQuery('boardView', {}, ['desk'])
  if (!data) return null
  const set = (next: Partial<BoardSettings>): void => { void act('setBoardSettings', { board: { ...data.settings, ...next } }).then(again) }
  const percent = (count: number): string => t('clinic.percent', { count })
  return (
    <>
      <h3>{t('clinic.board')}</h3>
      <Choice testId="board-size" name={t('clinic.size')} value={data.settings.sizePercent} of={SIZES} text={percent} disabled={!lead} onChoose={(sizePercent) => set({ sizePercent })} />
      <Choice testId="board-chime" name={t('clinic.chime')} value={data.settings.chimePercent} of={CHIMES} text={(count) => (count === 0 ? t('clinic.silent') : percent(count))} disabled={!lead} onChoose={(chimePercent) => set({ chimePercent })} />
      <Choice testId="board-spoken" name={t('clinic.spoken')} value={data.settings.spoken} of={[true, false]} text={(on) => t(on ? 'clinic.on' : 'clinic.off')} disabled={!lead} onChoose={(spoken) => set({ spoken })} />
    </>
  )
}
