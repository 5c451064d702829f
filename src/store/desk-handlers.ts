/** The desk's calls, each with what answers it. */
import type { DeskCallName, DeskInput } from '../contract/desk-api.ts'
import type { DeskOutput } from '../contract/desk-types.ts'
import type { StoreContext } from './context.ts'
import { boardView, setBoardSettings, setDeskSettings } from './desk/board.ts'
import { deskChanges } from './desk/desk-changes.ts'
import { deskList, visitDetail } from './desk/desk-list.ts'
import { doseInError, recordDose } from './desk/dose-acts.ts'
import { duplicates, mergeDuplicates, notDuplicates } from './desk/duplicate-acts.ts'
import { cancelVisit, noShowVisit, recordNotGiven, rescheduleVisit } from './desk/end-acts.ts'
import { auditTrail, exportHistory, personVisits, searchHistory } from './desk/history.ts'
import { callVisit, checkInVisit, endObservation, moveVisit, recallVisit, scanVisit, skipVisit, startObservation, transferVisit } from './desk/line-acts.ts'
import { blankForm, bookPaper, reservePaperNumbers } from './desk/paper-acts.ts'
import { dayReport, daySheet } from './desk/papers.ts'
import { recoverStaffPin, sessionState, signIn, signOut } from './desk/sign-in.ts'
import { addStaff, changeStaff, makeFirstLead, setStaffPin, staffList } from './desk/staff-acts.ts'
import { fixProblem, problemTray, settleProblem } from './desk/tray.ts'
import { undoAct } from './desk/undo.ts'
import { seeMessage } from './desk/words.ts'
import { markLot, openVial, wasteDoses } from './desk/vials.ts'

export type DeskHandlers = { readonly [N in DeskCallName]: (context: StoreContext, input: DeskInput<N>) => DeskOutput[N] }

export const deskHandlers: DeskHandlers = {
  seeMessage, deskChanges, deskList: (context) => deskList(context), visitDetail, checkInVisit, scanVisit, callVisit, recallVisit, skipVisit, moveVisit, transferVisit, rescheduleVisit, cancelVisit,
  noShowVisit: (context, input) => noShowVisit(context, input), startObservation, endObservation, recordDose, recordNotGiven, doseInError, undoAct, openVial, wasteDoses, markLot,
  staffList: (context) => staffList(context), makeFirstLead, signIn, sessionState, signOut, addStaff, changeStaff, setStaffPin, recoverStaffPin, problemTray, fixProblem, settleProblem, duplicates, mergeDuplicates, notDuplicates,
  boardView: (context) => boardView(context), setBoardSettings, setDeskSettings, daySheet, blankForm: (context) => blankForm(context), reservePaperNumbers, bookPaper, dayReport, searchHistory, personVisits, exportHistory, auditTrail,
}
