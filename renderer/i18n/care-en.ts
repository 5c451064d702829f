import type { careKo } from './care-ko.ts'
import type { Texts } from './texts.ts'

export const careEn: Texts<typeof careKo> = {
  care: {
    open: 'Self-test', back: 'This machine', title: 'Self-test', good: 'All is well', look: '{{count}} to look at', bad: '{{count}} to repair', running: 'Testing', again: 'Test again', print: 'Print', bundle: 'Make support file',
    took: 'Tested {{at}} · {{count}} s', ok: 'good', lookShort: 'look', fail: 'failed', notRun: 'check by hand', saved: 'Saved to {{file}}.', notDone: 'Not done. {{why}}',
    names: { space: 'Disk space', write: 'Safe writing', file: 'Data', clock: 'Clock', tls: 'Secure line', service: 'Centre', backup: 'Backup', key: 'Key', screens: 'Screen', touch: 'Touch', sound: 'Sound', printer: 'Printer', scanner: 'Scanner' },
    says: {
      space: '{{freeGb}} GB free · {{dataMib}} MB of data', write: '{{times}} writes that survive a power cut · median {{medianMs}} ms', fileSound: 'No damage · {{unsent}} to send', fileBroken: 'The data are damaged. Restart the program: what can be read is saved.', fileAside: 'An earlier file was set aside. Enrol again with a new code.',
      clock: '{{seconds}} s {{way}}', fast: 'fast', slow: 'slow', clockRight: 'Agrees with the centre', clockUnknown: 'Never connected, so nothing to compare with.', tls: 'Certificate until {{until}} · {{protocol}}', tlsNone: 'The line is not encrypted. Use an https address.', tlsBad: 'The certificate cannot be trusted. Check address and clock.',
      service: 'Answered in {{tookMs}} ms', serviceDown: 'No answer. Booking goes on and is sent by itself later.', noAddress: 'No address is set yet.', backup: '{{at}} · a restore was tried', backupNone: 'None yet. One is made every night, or now.', backupBad: 'The last backup cannot be read. Make a new one.',
      screens: 'This screen {{width}} × {{height}} · 1 mm = {{mm}} px', touch: 'Touch the five points in turn.', touchDone: 'All five points felt', sound: 'Play a sound and say whether you hear it.', soundDone: 'Heard', soundNot: 'Not heard', printer: 'Press Print and see that paper comes.', scanner: 'Press the field below and scan any code.', scannerDone: '{{count}} characters read', unexpected: 'Could not be tested. ({{why}})',
    },
    play: 'Play a sound', heard: 'I hear it', notHeard: 'I do not', touchStart: 'Touch test', touchTap: 'Touch point {{count}}', scanHere: 'Scan here',
    drill: { title: 'Outage drill', lead: 'Cuts the line for a while and shows that booking goes on and all is sent afterwards.', start: 'Cut for {{count}} min', end: 'Connect now', nth: 'Minute {{count}}', cut: 'cut', all: '{{count}} min', booked: 'Booked meanwhile', stored: '{{count}}, all stored', refused: 'Tries held back', times: '{{count}}', unsent: 'To send', drained: 'After connecting', drainedIn: 'all sent in {{count}} s', draining: 'sending', over: 'Last drill' },
    carry: { title: 'Carry and wipe', lead: 'Nothing can be wiped while something is unsent.', clean: 'All is sent. Wiping loses nothing.', export: 'Export', import: 'Import', backup: 'Back up', wipe: 'Wipe', wipeSure: 'Wipe all data of this machine?', wipeYes: 'Wipe all', keep: 'Keep', wiped: 'Wiped. You may switch it off.', noStick: 'Plug in a stick and press again.', passphrase: 'Only these digits open it. Write them down.', exported: '{{count}} entries are on it.', imported: '{{count}} entries taken. They are sent by themselves.', digits: 'Digits of the stick', backedUp: 'Backed up, a restore was tried' },
  },
  setUp: {
    title: 'First set-up', step: '{{now}} / {{all}}', next: 'Next', back: 'Back', later: 'Later', finish: 'Start',
    language: 'Which language?', pin: 'Choose the technician PIN', pinLead: '4 to 12 digits. It opens this screen again. Without it the machine must be installed anew.', pinAgain: 'Once more', pinDiffer: 'The two differ.', pinShort: 'At least four digits.',
    centre: 'Address of the centre\nand enrolment code', centreLead: 'From your headquarters. If the clinic has a hub, its address. Booking works without it too.', address: 'Address', code: 'Enrolment code', codeLead: 'Type it, scan it, or read it from a stick.', fromStick: 'Read from stick', noCode: 'No enrolment-code.txt on the stick.', wrongAddress: 'An address begins with https://.', enrolled: 'Enrolled. The letter of this machine is {{letter}}.', waiting: 'It enrols by itself once connected.',
    screens: 'How are the screens used?', screensBoth: 'Patients and desk', screensBothFor: 'two screens', screensPatient: 'Patients only', screensDesk: 'Desk only', one: 'one screen',
    size: 'Match the size of the screen', sizeLead: 'Hold a bank card to the drawing and press until both are the same size. All text and buttons follow from it.', diagonal: '{{count}} inch', smaller: 'The drawing is larger', larger: 'The drawing is smaller', card: 'Hold the card here', cardMm: '85.6 × 54.0 mm',
    sound: 'How loud may it be?', soundLead: 'Patients can turn it up to this, no further.', percent: '{{count}} %', quieter: 'Quieter', louder: 'Louder', try: 'Listen', name: 'Name of the machine', nameLead: 'The headquarters sees it under this name.',
    done: 'The set-up is done', doneLead: 'Press Start to open the booking screens. Ctrl+Alt+Shift+T opens this screen again.',
  },
}
