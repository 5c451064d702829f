import type { Texts } from './texts.ts'
import type { ko } from './ko.ts'

export const en: Texts<typeof ko> = {
  common: {
    back: 'Back', startOver: 'Start over', staffCall: 'Call staff', staffComing: 'Someone is on the way. Please wait a moment.', next: 'Next', yes: 'Yes', no: 'No', finish: 'Finish',
    textSize: 'Large text', contrast: 'Contrast', sound: 'Sound', low: 'Low screen', language: 'Language', minutes: '{{low}}–{{high}} min', soon: 'Soon', people: '{{count}}', of: '{{now}} / {{all}}',
    wait: 'One moment. What you entered is kept.', tellDesk: 'Please speak to the front desk. What you entered is kept.', room: '{{room}}',
  },
  welcome: { title: 'How can we help you?', nowCalling: 'Now calling', nobody: 'Nobody yet', waiting: '{{count}} waiting', bookNow: 'Get a number now', bookNowFor: 'If you have no booking', checkIn: 'I have a booking', findMine: 'Find or cancel mine' },
  steps: { vaccine: 'Vaccine', person: 'Who', health: 'Health', confirm: 'Check' },
  vaccine: { title: 'Which vaccine would you like?', soon: 'Now', later: 'Other time', standby: 'Standby number', standbyHint: 'Called when a place is free', waitLabel: 'wait' },
  when: { title: 'When would you like it?', soonest: 'As soon as possible', soonestHint: 'About {{low}}–{{high}} minutes', standby: 'Take a standby number', standbyHint: 'Called when a place is free' },
  name: { title: 'Please type your name', hint: 'From the next screen on it shows as {{masked}}{{josa}}.', hintEmpty: 'From the next screen on it is hidden.', forOther: 'For my child or parent', titleOther: 'Name of the person to be vaccinated', wrong: 'Please check the name once more.' },
  guardian: { title: 'Name of the guardian', hint: 'The guardian who came along.', needed: 'Under 14, we need the name of a guardian.' },
  birthDate: { title: 'Please enter the date of birth', hint: 'Year month day: 1957 03 04', wrong: 'Please check the date of birth once more.' },
  phone: { title: 'Please enter a phone number', hint: 'Used only to find your booking.', wrong: 'Please check the phone number once more.' },
  sex: { title: 'Please choose', female: 'Female', male: 'Male', unspecified: 'Rather not say' },
  question: {
    calm: 'Any answer is fine. The doctor will read it and ask.', detail: 'Please write what it is', detailSkip: 'Go on without writing',
    q1: 'Any other vaccine\nin the last month?', q2: 'Ever needed treatment\nafter a vaccine?', q3: 'Do you feel\nunwell today?', q4: 'Pregnant, or perhaps\nwithin a month?',
    q5: 'Allergic to a drug,\nfood or vaccine?', q6: 'Cancer, leukaemia or\nan immune disease?', q7: 'Steroids, chemotherapy or radiation\nin the last 3 months?', q8: 'A transfusion or immunoglobulin\nin the last year?',
    q9: 'A clotting disorder, or\nblood-thinning medicine?', q10: 'Ever had seizures or\na nerve disease?', q11: 'Any other\nlong illness?',
  },
  confirm: { title: 'Is this right?', vaccine: 'Vaccine', name: 'Name', birthDate: 'Date of birth', phone: 'Phone', guardian: 'Guardian', when: 'Time', flagged: 'For the doctor', none: 'None', count: '{{count}}', consent: 'I agree that the clinic receives this for my vaccination', confirm: 'Get my number' },
  ticket: {
    booked: 'You are booked', standby: 'Your standby number', ahead: 'Ahead of you', wait: 'About {{low}}–{{high}} minutes', waitSoon: 'You will be called soon', sit: 'Please take a seat.', call: 'You will be called to {{room}}.', standbyCall: 'This number is called when a place is free.',
    later: 'Please come at {{time}}.', remember: 'Please remember this number.', qr: 'Take a photo and\nshow it at the desk.', repeated: 'You already have this number.',
  },
  find: { phoneTitle: 'Last four digits of the phone', none: 'Not found. Please speak to the front desk.', title: 'Your booking', checkIn: 'I am here', cancel: 'Cancel it', cancelSure: 'Really cancel?', cancelYes: 'Yes, cancel', cancelled: 'It is cancelled.', inQueue: 'You are in line. Please come when your number is called.', over: 'This booking is over.' },
  idle: { title: 'Do you want to go on?', body: 'Everything is erased in {{count}} seconds.', continue: 'Go on', erase: 'Erase and start over' },
  keyboard: { space: 'Space', letters: 'English', hangul: '한글', shift: 'Shift', backspace: 'Delete' },
}
