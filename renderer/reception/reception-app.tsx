import { useCallback, useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import type { CallOutput, CentreMessage, VaccineToday } from '../../src/contract/kiosk-api.ts'
import type { DeskList, Stage } from '../../src/contract/desk-types.ts'
import { callUntilDone, environment, newCommandId, openBoard, useQuery } from '../kiosk.ts'
import { BackEntry } from './back-entry.tsx'
import { Bar } from './bar.tsx'
import { CentreWords, unseenOf } from './centre-words.tsx'
import { ClinicView } from './clinic-view.tsx'
import { DeskProvider, useDesk } from './desk-context.tsx'
import type { Desk, Notice, Side, View } from './desk-context.tsx'
import { HandOverNote, SignOut } from './hand-over.tsx'
import { HistoryView } from './history-view.tsx'
import { List } from './list.tsx'
import { Nobody } from './nobody.tsx'
import { Panel } from './panel.tsx'
import { PapersView } from './papers-view.tsx'
import { PrinterNote } from './printer-note.tsx'
import { SignIn } from './sign-in.tsx'
import { Strip } from './strip.tsx'
import { Tray } from './tray.tsx'
import { UndoBar } from './undo-bar.tsx'
import { useDeskList } from './use-desk-list.ts'
import { useKeys } from './use-keys.ts'
import { useSession } from './use-session.ts'
import { VialForm, Vials } from './vials.tsx'
import { WalkInForm } from './walk-in-form.tsx'

export function ReceptionApp(): ReactElement {
  const { data: list, again } = useDeskList()
  const { data: sync } = useQuery('syncOverview', {}, ['sync', 'queue'])
  const { data: messages } = useQuery('messages', {}, ['messages'])
  // Asked before anybody types: a fast hand is at the vaccine before an answer could be.
  const { data: vaccines } = useQuery('vaccinesToday', {}, ['sessions'])
  return (
    <main className="desk" data-screen="desk">
      {list ? <Open list={list} again={again} messages={messages ?? []} vaccines={vaccines ?? []} /> : <span className="starting" />}
      <Strip sync={sync} list={list} recall={unseenOf(messages ?? []).some(({ topic }) => topic === 'lot-recall')} />
    </main>
  )
}

type Ask = Desk['ask']

/** One way to act: the same command until it took effect, and the list asked again whatever came of it. */
function useActs(session: string | null, again: () => void, list: DeskList): { readonly ask: Ask; readonly act: Desk['act']; readonly notice: Notice | null; readonly tell: (notice: Notice | null) => void } {
  const [notice, tell] = useState<Notice | null>(null)
  const ask = useCallback((async (name: 'callVisit', input: object) => {
    const result = await callUntilDone(name, { ...input, commandId: newCommandId(), session } as never, () => {})
    again()
    return result.ok ? { value: result.value, failure: null } : { value: null, failure: result.error }
  }) as unknown as Ask, [session, again])
  const act = useCallback((async (name: 'callVisit', input: { readonly bookingId?: string }) => {
    const { value, failure } = await ask(name, input as never)
    tell(failure && { failure, ticketNumber: list.rows.find(({ bookingId }) => bookingId === input.bookingId)?.ticketNumber ?? null })
    return value as CallOutput['callVisit'] | null
  }) as unknown as Desk['act'], [ask, list])
  return { ask, act, notice, tell }
}

type OpenProps = { readonly list: DeskList; readonly again: () => void; readonly messages: readonly CentreMessage[]; readonly vaccines: readonly VaccineToday[] }

function Open({ list, again, messages, vaccines }: OpenProps): ReactElement {
  const { language } = environment()
  const { who, signedIn } = useSession()
  const { ask, act, notice, tell } = useActs(who?.session ?? null, again, list)
  const [selected, setSelected] = useState<string | null>(null)
  const [view, show] = useState<View>('list')
  const [side, open] = useState<Side>('person')
  const choose = useCallback((bookingId: string): void => { setSelected(bookingId); open('person'); show('list') }, [])
  const time = useMemo(() => {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: list.timeZone, hour: '2-digit', minute: '2-digit' })
    return (at: number): string => format.format(at)
  }, [list.timeZone])
  const chosen = list.rows.find((row) => row.bookingId === selected) ?? list.rows.find((row) => row.stage === 'waiting') ?? null
  const desk: Desk = { list, who, act, ask, tell, notice, language, time, again, chosen, choose, view, show, side, open, signedIn, messages, vaccines }
  return (
    <DeskProvider value={desk}>
      <Bar />
      <Turns />
      {view === 'list' ? <ListAndSide /> : view === 'history' ? <HistoryView /> : view === 'papers' ? <PapersView /> : <ClinicView />}
    </DeskProvider>
  )
}

/** Keys that lead elsewhere from everywhere. */
function Turns(): null {
  const { view, show, open } = useDesk()
  useKeys({ f6: () => { show('list'); open('back-entry') }, f7: () => show(view === 'history' ? 'list' : 'history'), f9: openBoard })
  return null
}

const onlyDone: ReadonlySet<Stage> = new Set(['done'])
const nothing: ReadonlySet<Stage> = new Set()

function ListAndSide(): ReactElement {
  const { list, chosen, choose, side, open, signedIn, who, messages } = useDesk()
  const [folded, setFolded] = useState(onlyDone)
  // Somebody who is done and chosen is seen, wherever the choice came from.
  const shown = chosen?.stage === 'done' ? nothing : folded
  const step = (by: number) => (): void => {
    const rows = list.rows.filter((row) => !shown.has(row.stage))
    const at = rows.findIndex((row) => row.bookingId === chosen?.bookingId)
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))]
    if (next) choose(next.bookingId)
  }
  const first = list.rows.find((row) => row.stage === 'waiting')
  const fold = (): void => setFolded(folded === onlyDone ? nothing : onlyDone)
  useKeys({ arrowdown: step(1), arrowup: step(-1), pagedown: step(10), pageup: step(-10), home: () => { if (first) choose(first.bookingId) }, e: fold, v: () => open('vial'), escape: () => { if (side === 'person') return false; open('person') } })
  const close = (): void => open('person')
  return (
    <>
      <section className="queue"><Vials /><List folded={shown} fold={fold} /><UndoBar /></section>
      <section className="side">
        <div className="now">
        {side === 'walk-in' ? <WalkInForm onClose={close} /> : side === 'back-entry' ? <BackEntry onClose={close} /> : side === 'vial' ? <VialForm onClose={close} />
          : side === 'sign-in' ? who ? <SignOut onClose={close} /> : <SignIn onSignedIn={(person) => { signedIn(person); close() }} onClose={close} />
            : chosen ? <Panel key={chosen.bookingId} row={chosen} /> : <Nobody />}
        <HandOverNote />
        <PrinterNote />
        </div>
        <CentreWords messages={messages} />
        <Tray />
      </section>
    </>
  )
}
