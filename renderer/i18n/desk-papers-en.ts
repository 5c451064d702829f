import type { deskPapersKo } from './desk-papers-ko.ts'
import type { Texts } from './texts.ts'

export const deskPapersEn: Texts<typeof deskPapersKo> = {
  paper: {
    title: 'Papers', short: 'Papers', fromPaper: 'From paper', kinds: { 'day-sheet': 'Day sheet', 'blank-form': 'Vaccination form', 'day-report': 'End of day' }, day: 'Date', sheetLead: 'In the order needed to register later. Names and phones stand in full.', openSheet: 'Open the sheet', sheetClosed: 'The sheet shows here once it is opened.', formLead: 'With numbers reserved, paper goes on when every screen is dark.', copies: 'Copies', reserve: 'Reserve numbers',
    print: 'Print', pdf: 'Save as PDF', csv: 'Save as CSV', printed: 'Sent to the printer.', noPrinter: 'There is no printer. Save it as PDF and print it elsewhere.', notPrinted: 'It was not printed. Look at the printer and press again, or save it as PDF.', saved: 'Saved as {{file}}. Personal data: delete it after use.',
    madeAt: 'made {{time}}', page: '{{now}} / {{all}}', personal: 'Personal data. Shred after use.', sent: 'registered', notSent: 'not registered yet',
    columns: { order: '#', number: 'Number', name: 'Name', birthDate: 'Born', sex: 'Sex', phone: 'Phone', vaccine: 'Vaccine', yes: 'Yes', at: 'Time', lot: 'Lot', expiry: 'Expiry', nth: 'Dose', by: 'Given by', outcome: 'Outcome', registered: 'Reg.' },
    number: 'Number', numberHint: 'A-P001', born: 'Born', health: 'Health of the person today', yes: 'Yes', no: 'No', consent: 'The above is true, and I agree that the clinic and the immunisation record keep it.', signature: 'Signature', byStaff: 'For the clinic', doctor: 'Doctor', expiry: 'Expiry', expiryHint: '2704 or 270430', dayHint: '1124 or 20261124', time: 'Time', timeHint: '1152', lot: 'Lot', formVersion: 'Form {{version}}',
    backEntry: 'From paper', outcome: 'Outcome', outcomes: { given: 'Given', waiting: 'Waiting', 'not-given': 'Not given' }, enter: 'Enter it', entered: '{{number}} is entered. Go on with the next sheet.', look: 'Look again',
    report: { given: 'given', notGiven: 'not given', wasted: 'wasted', toGoUp: 'still to go up', waits: 'Waiting time', p50: 'half waited at most', p90: 'nine of ten at most', nobody: 'nobody called', byVaccine: 'By vaccine', because: 'Wasted because:', persons: '{{count}} persons', cancelled: 'Cancelled', noShow: 'No-show', stillHere: 'Still here', toLook: 'To look at', enteredInError: 'Doses entered in error', cautions: 'Doses with a caution', problems: 'Problems', heldBack: 'Held back while undo is possible', allSent: 'All is sent.', goesAlone: 'The rest goes by itself once connected. Leave the computer on.' },
  },
  history: { title: 'Past days', short: 'History', search: 'Number, or last 4 of phone and birth date', find: 'Find', lead: 'Never by name. A ticket’s QR can be scanned.', since: 'Kept since {{date}}.', visits: 'This person’s visits', export: 'Save some days', from: 'From', to: 'To' },
  staff: {
    nobody: 'Not signed in', signIn: 'Sign in', signInLead: 'Calling and booking need no sign-in. Sign in so that your name stands under what you record.', name: 'Name', pin: 'PIN', doSignIn: 'Sign in', forgotten: 'I forgot my PIN', notRecoverable: 'This machine has no enrolment code: a lead has to set a new PIN.', wait: 'Try again in {{count}} s.',
    newPin: 'New PIN', recoverLead: 'The code the clinic was enrolled with sets a new PIN. No connection is needed.', code: 'Enrolment code', setPin: 'Set the new PIN', firstLead: 'Name the lead', firstLeadLead: 'Once. The lead adds everybody else.', technicianPin: 'Technician’s PIN', makeLead: 'Begin as lead',
    signOut: 'Sign out', signOutLead: 'The line and the records go on.', handOver: 'For whoever comes next', handOverHint: 'E.g. room 2 pauses until three.', roles: { receptionist: 'reception', vaccinator: 'vaccinator', lead: 'lead' },
  },
  clinic: {
    title: 'Clinic', short: 'Clinic', leadOnly: 'A lead who is signed in can change this.', staff: 'Staff', role: 'Role', away: 'Take off', back: 'Put back', add: 'Add', rules: 'Rooms and rules', rooms: 'Rooms (comma between)', lock: 'Lock when away', grace: 'Absent after', noShow: 'Who does not come', identity: 'Names are removed', daysLater: '{{count}} days after the visit', noShowRules: { propose: 'only say so', mark: 'mark by itself' }, board: 'Called board', size: 'Size', chime: 'Chime', silent: 'off', spoken: 'Say the number', on: 'on', off: 'off', percent: '{{count}}%',
  },
}
