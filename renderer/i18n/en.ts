import type { ko } from './ko.ts'
import { questionsEn } from './questions-en.ts'
import type { Texts } from './texts.ts'

export const en: Texts<typeof ko> = {
  common: {
    back: 'Back', startOver: 'Start over', staffCall: 'Call staff', staffComing: 'Someone is on the way.\nPlease wait a moment.', next: 'Next', yes: 'Yes', no: 'No', finish: 'Finish', more: 'Show more', upAgain: 'Back to top',
    checkAgain: 'Please check again.', screenSettings: 'Screen', settingsDone: 'Continue', textSize: 'Text', contrast: 'Contrast', sound: 'Sound', low: 'Low', language: 'Language', languageShort: 'EN', people: '{{count}}',
    wait: 'One moment. What you entered is kept.', tellDesk: 'Please speak to the front desk. What you entered is kept.', replay: 'Hear again',
  },
  languages: { title: 'Choose your language', keep: 'Continue' },
  attract: { touch: 'Touch the screen', walkIn: 'No booking needed' },
  wait: {
    soon: 'Now', within: '{{high}} min', range: '{{low}}–{{high}} min', soonLong: 'Hardly any wait', withinLong: 'Within {{high}} minutes', rangeLong: 'About {{low}}–{{high}} minutes',
    soonFact: 'Any moment', withinFact: '{{high}} minutes', rangeFact: '{{low}}–{{high}} minutes', soonFactEnd: ' now', withinFactEnd: ' at most', rangeFactEnd: ' to wait',
  },
  welcome: { title: 'How can we help you?', nowCalling: 'Now calling', nobody: 'No number called yet', waiting: '{{count}} waiting', noneWaiting: 'Nobody is waiting', bookNow: 'Get a number', bookNowFor: 'If you have no booking', checkIn: 'I have a booking', findMine: 'Find or cancel mine' },
  steps: { vaccine: 'Vaccine', person: 'Who', health: 'Health', confirm: 'Check' },
  vaccine: { title: 'Which vaccine today?', standby: 'Standby', fullNow: 'full just now', fullToday: 'full today', waitLabel: 'wait' },
  when: { title: 'When would you like it?', soonest: 'As soon as possible', standby: 'Standby number', standbyHint: 'Called when a place is free' },
  name: { title: 'Your name', hint: 'From the next screen on: {{masked}}', hintEmpty: 'Hidden from the next screen on.', forOther: 'For my child or parent', forOtherShort: 'For others', titleOther: 'Patient’s name', wrong: 'Please type the name, then Next.' },
  guardian: { title: 'Guardian’s name', hint: 'The guardian who came along.', needed: 'Under 14, we need a guardian’s name.' },
  birthDate: { title: 'Your date of birth', hint: 'Year, month, day: 1957 03 04', wrong: 'Please check the eight digits.' },
  phone: { title: 'Your phone number', hint: 'Used only to find your booking.', wrong: 'Please check the number once more.' },
  sex: { title: 'Your sex', lead: 'Some health questions depend on it.', female: 'Female', male: 'Male', unspecified: 'Rather not say' },
  question: { ...questionsEn, calm: 'Your answers go to the doctor.\nThe doctor decides.', calmShort: 'Your answers go to the doctor.\nThe doctor decides.', detail: 'What is it?', detailHint: 'Only the doctor reads it.', detailSkipShort: 'Skip', detailSkip: 'Skip this' },
  confirm: {
    title: 'Is this right?', vaccine: 'Vaccine', name: 'Name', birthDate: 'Date of birth', year: '**.**.{{year}}', phone: 'Phone', guardian: 'Guardian', when: 'Time', flagged: 'For the doctor', none: 'None', count: '{{count}}',
    consent: 'I agree to share this\nwith the clinic.', confirm: 'Get my number', why: 'Please agree first, then go on.',
  },
  ticket: {
    booked: 'You are booked', standby: 'Standby number', ahead: 'Ahead of you:', nobodyAhead: 'You are next', sit: 'Please take a seat.', call: 'You will be called to {{room}}.', place: 'In line:', nth: 'no. {{count}}',
    standbyWhen: 'Once a place is free,', standbyCall: 'we call you', notYet: 'Not a booking yet.', sitStandby: 'Please take a seat.', later: 'Please come at {{time}}.', laterHow: 'Then check in on this screen.',
    remember: 'Please keep this number.', printed: 'Your ticket is printing.', qr: 'Take a photo and\nshow it at the desk.', repeated: 'You already have this number.',
  },
  find: {
    phoneTitle: 'Last four digits\nof your phone', phoneHint: 'The number you booked with.', phoneWrong: 'Please press all four digits.', unread: 'That code was not found.\nPlease use your digits.', none: 'No booking found', noneLead: 'Please try the digits again,\nor speak to the front desk.', again: 'Look again', title: 'Your booking',
    checkIn: 'I have arrived', show: 'Show my number', cancel: 'Cancel booking', cancelSure: 'Really cancel?', cancelYes: 'Yes, cancel', keep: 'Keep it', cancelled: 'It is cancelled.', inQueue: 'You are in line. Please come when your number is called.', over: 'This booking is over.',
  },
  idle: { title: 'Still there?', body: 'When time is up, all you entered is erased.', left: 'seconds', continue: 'Continue', erase: 'Erase and start over', elsewhere: 'Or touch anywhere else to go on.' },
  keyboard: { space: 'Space', blank: 'Space', letters: 'ABC', hangul: '한글', ten: '천지인', rows: '두벌식', shift: 'Shift', backspace: 'Delete' },
}
