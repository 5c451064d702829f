import type { deskActsKo } from './desk-acts-ko.ts'
import type { Texts } from './texts.ts'

export const deskActsEn: Texts<typeof deskActsKo> = {
  visit: {
    move: 'Move', transfer: 'Other room', reschedule: 'Other time', cancel: 'Cancel', nth: 'No. {{count}}', note: 'Note', undo: 'Undo', seen: 'Seen', notAtCall: 'Called and not come. Mark a no-show (N), or skip (S) to put them back in line.', notCome: 'The booked time has passed. Mark a no-show (N) or give another time (R).',
    ask: { move: 'Where to', transfer: 'Which room', reschedule: 'What time', cancel: 'Why' }, do: { move: 'Move', transfer: 'Move', reschedule: 'Change', cancel: 'Cancel it' },
    reasons: { patient: 'The patient wishes it', staff: 'The clinic’s reasons', duplicate: 'Booked twice' }, slot: '{{from}}–{{to}} · {{count}} free', before: 'before {{number}} {{name}}', atEnd: 'at the end', none: { transfer: 'There is no other room. Add one under Clinic.', reschedule: 'No time is left today.' },
    q1: 'Another vaccine within a month', q2: 'Treated after a vaccine', q3: 'Unwell today', q4: 'Pregnant, or may be', q5: 'Allergy: drug, food, vaccine', q6: 'Cancer, leukaemia, immune disease', q7: 'Steroids, chemo, radiation: 3 months', q8: 'Transfusion, immunoglobulin: 1 year', q9: 'Bleeding, anticoagulants', q10: 'Seizures, nerve disease', q11: 'Long illness',
  },
  dose: {
    watch: 'Observe', noWatch: 'No observation', by: 'Given by', nobody: 'Not chosen', recalled: 'recalled lot', expired: 'expired {{date}}', caution: 'To check before the dose', inTheArm: 'If it is not in the arm yet, choose another lot. If it is, it is recorded as it happened.', nameMissing: 'Sign in and your name stands under it. In a hurry, record it without a name.', withoutName: 'Record without a name', otherLot: 'Choose another lot', confirm: 'Given already', why: 'Why', doNotGiven: 'End as not given',
    today: 'Given today', inError: 'in error', whyWrong: 'What is wrong?', markWrong: 'Mark it', wrongPerson: 'Entered in error',
    cautions: { 'lot-expired': 'This lot has expired.', 'lot-recalled': 'This lot was recalled.', 'lot-unknown': 'This lot is not on the list.', 'other-vaccine': 'It is not the vaccine that was booked.', 'vial-over': 'The vial was opened more than six hours ago.', 'same-dose-today': 'The same vaccine is already recorded today.', 'not-signed': 'Nobody is signed in: no name stands under the dose.' },
    reasons: { doctor: 'Doctor decided', patient: 'The patient did not want it', fever: 'Fever', 'out-of-stock': 'No vaccine left', other: 'Other' },
  },
  vial: { open: 'Open a vial', opening: 'Opening a vial', start: 'Open now', left: '{{count}} left', clock: 'discard in {{time}}', over: 'time over', callStandby: 'Call standby {{number}}', waste: 'Record waste', which: 'Vial', count: 'Doses', doWaste: 'Record as wasted', reasons: { 'time-over': 'time over', broken: 'broken', 'cold-chain': 'temperature', 'drawn-wrong': 'drawn wrong', 'left-over': 'left over', other: 'other' } },
  acts: {
    'check-in': 'checked in', call: 'called', recall: 'called again', skip: 'skipped', move: 'moved', transfer: 'other room', reschedule: 'other time', cancel: 'cancelled', 'no-show': 'no-show', observe: 'observation begun', observed: 'observation ended', dose: 'dose recorded', 'not-given': 'not given', 'dose-in-error': 'dose entered in error', merge: 'merged', undo: 'undo', undone: 'undone',
    paper: 'entered from paper', 'vial-opened': 'vial opened', wasted: 'wasted', 'lot-marked': 'lot marked', 'signed-in': 'signed in', 'signed-out': 'signed out', 'sign-in-failed': 'sign-in failed', 'staff-added': 'staff added', 'staff-changed': 'staff changed', 'pin-set': 'PIN set', 'pin-recovered': 'PIN recovered', 'recovery-failed': 'PIN recovery failed', 'problem-fixed': 'problem fixed', 'problem-kept': 'problem kept', 'problem-escalated': 'handed to a lead',
    'not-duplicates': 'two persons', settings: 'settings changed', 'numbers-reserved': 'paper numbers reserved', 'sheet-printed': 'day sheet opened', 'history-exported': 'history exported', 'history-searched': 'history searched', 'person-viewed': 'visits looked at', 'message-seen': 'message read', 'identity-forgotten': 'old names removed',
  },
  words: { 'lot-recall': 'Lot recalled', 'rule-change': 'A rule has changed', notice: 'From the centre', more: 'and {{count}} more', recallMeans: 'Do not use this lot; set it aside. The desk asks once more when a dose of it is recorded.' },
  tray: {
    title: 'To check {{count}}', keep: 'Keep', escalate: 'Hand to a lead', show: 'Show', handedOver: 'Handed to a lead.', do: 'Correct it so', field: '({{field}})', fields: { name: 'name', birthDate: 'birth date', phone: 'phone', sex: 'sex', guardianName: 'guardian' },
    fix: { correct: 'Correct', 'other-slot': 'Another time', standby: 'To standby', 'send-again': 'Send again' }, sure: { standby: 'The person stands by in line. The number stays.', 'send-again': 'The same is sent again.' },
    maybeOne: 'This may be one person.', because: { 'same-phone': 'same phone', 'same-name': 'same name', 'near-name': 'similar name', 'same-birth-date': 'same birth date' }, bothStay: 'Both records stay. Only the number not chosen is cancelled.', keepNumber: 'Keep {{number}}', twoPersons: 'Two persons', signInToSee: 'sign in to see',
  },
}
