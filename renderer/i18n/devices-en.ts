import type { devicesKo } from './devices-ko.ts'
import type { Texts } from './texts.ts'

export const devicesEn: Texts<typeof devicesKo> = {
  quiet: { badge: 'Usually quiet' },
  voice: { again: 'Say again', volume: 'Volume', off: 'Sound off', low: 'Quiet', normal: 'Normal', high: 'Loud' },
  caret: { left: 'Cursor left', right: 'Cursor right' },
  printing: { taken: 'Please take your ticket.' },
  slip: { title: 'Vaccination', booked: 'You are booked', standby: 'Standby number', between: 'Your turn: {{from}}–{{to}}', by: 'Your turn: before {{to}}', standbyWhen: 'We call you once a place is free', notYet: 'Not a booking yet', later: 'Please come at {{time}}', laterHow: 'Then check in at the screen', room: 'You will be called to {{room}}', qr: 'Show this at the desk', madeAt: 'Issued {{time}}' },
  printer: { 'paper-out': 'The ticket printer is out of paper. Please put in a roll.', 'cover-open': 'The cover of the ticket printer is open. Please close it.', silent: 'The ticket printer does not answer. Please check power and cable.', goesOn: 'Numbers stand on the screen: go on as usual.', unprinted: '{{count}} tickets not printed' },
}
