/** What a technician sets, by file, environment or policy; parsed once at start, refused by name when wrong. */
import { z } from 'zod'
import { languages } from '../domain/language.ts'
import { paperWidth, paperWidthsMm, printerList } from './device-api.ts'

const size = z.string().regex(/^\d{3,5}x\d{3,5}$/).transform((text) => { const [width = 0, height = 0] = text.split('x').map(Number); return { width, height } })

/** Each described once: the published schema, the policies of Windows and an editor's hints say it. */
export const settings = z.object({
  KIOSK_DATA_DIR: z.string().min(1).optional().describe('Folder of the encrypted file, backups and the wizard\'s settings'),
  KIOSK_KEY_FILE: z.string().min(1).optional().describe('Key of the data, mode 0400; keep a copy, without it nobody opens the data'),
  KIOSK_SERVICE_URL: z.url({ protocol: /^https?$/ }).max(300).optional().describe('Address of the centre or of the clinic\'s hub; none: the kiosk works alone and gives standby numbers'),
  KIOSK_ENROLMENT_CODE: z.string().min(1).max(80).optional().describe('One-time code of this machine, used once; better in the file enrolment-code'),
  KIOSK_DIAGONAL_INCH: z.coerce.number().min(8).max(65).default(21.5).describe('Diagonal of the patients\' screen, inches; all sizes on it are millimetres'),
  KIOSK_LANGUAGE: z.enum(languages).default('ko').describe('Language the screens begin with'),
  KIOSK_PRINTER: printerList.default([]).describe('Ticket printers in the order they are tried, a space between: tcp://HOST:9100, usb:/dev/usb/lp0, cups:NAME (ESC/POS), pdf:NAME (any printer of the system)'),
  KIOSK_PAPER_MM: paperWidth.default(80).describe('Width of the ticket\'s paper, mm: 58 or 80'),
  KIOSK_TECHNICIAN_PIN: z.string().regex(/^\d{4,12}$/).optional().describe('PIN of the technician\'s window, 4 to 12 digits, at the first start only'),
  KIOSK_STATION_NAME: z.string().min(1).max(100).default('kiosk').describe('Name under which the centre sees this machine'),
  KIOSK_PATIENT_SIZE: size.optional().describe('Size of the patients\' window, WIDTHxHEIGHT in pixels; none: the whole screen'),
  KIOSK_DESK_SIZE: size.optional().describe('Size of the desk\'s window, WIDTHxHEIGHT in pixels'),
  KIOSK_NODE: z.string().min(1).optional().describe('Path of a Node 24, for an Electron that cannot load the database module (test builds)'),
  KIOSK_VOLUME_CAP_PERCENT: z.coerce.number().int().min(0).max(100).default(70).describe('The loudest the patients\' window may be, percent'),
  KIOSK_OPENING_HOURS: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'write it as 08:30-18:00').default('08:00-20:00').describe('When patients are there, machine\'s own time, 08:30-18:00; outside of it updates are installed and the screen may sleep'),
  KIOSK_UPDATE_URL: z.url({ protocol: /^https?$/ }).max(300).optional().describe('Plain folder on a web server with latest.txt, latest.txt.sig and the packages; none: nobody looks for updates'),
  KIOSK_UPDATE_KEY: z.string().regex(/^[\w-]{43}$/).optional().describe('Ed25519 public key of the updates, base64url of 32 bytes'),
  KIOSK_DEMO: z.enum(['0', '1']).default('0').describe('1: a demonstration; a test build enrols only there'),
  KIOSK_HANG_S: z.coerce.number().int().min(2).max(120).default(15).describe('Seconds a page may be silent before it is replaced'),
  KIOSK_SCREENS: z.enum(['both', 'patient', 'desk']).default('both').describe('Faces of this machine: both, only the patients\', only the desk\'s'),
  KIOSK_PAPERS_DIR: z.string().min(1).optional().describe('Where the desk\'s papers go as PDF and CSV'),
  KIOSK_DISK_LOW_MIB: z.coerce.number().int().min(1).max(100_000).default(500).describe('Free space, MiB, below which old copies are thrown away'),
  KIOSK_DISK_STOP_MIB: z.coerce.number().int().min(1).max(10_000).default(40).describe('Free space, MiB, below which no number is promised any more'),
  KIOSK_STORE: z.enum(['main', 'echo']).default('main').describe('main; echo is for tests of the windows alone'),
  KIOSK_IDLE_S: z.coerce.number().int().min(5).max(600).default(90).describe('Seconds without a touch before the countdown'),
})
export type Settings = z.infer<typeof settings>
export const settingNames = Object.keys(settings.shape)

/** `KIOSK_DATA_DIR` is `dataDir` in a file or a policy. */
export const fileNameOf = (setting: string): string => setting.slice('KIOSK_'.length).toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The schema of the configuration file, for editors and for whoever rolls out many. */
export function configurationSchema(): Record<string, unknown> {
  const properties = Object.fromEntries(Object.entries(settings.shape).map(([name, field]) => {
    const { $schema: _version, ...shape } = z.toJSONSchema(field, { io: 'output', unrepresentable: 'any', override: ({ zodSchema, jsonSchema }) => { if (zodSchema === (size as unknown)) Object.assign(jsonSchema, { type: 'string', pattern: '^\\d{3,5}x\\d{3,5}$' }) } })
    // A list inside, one text where it is written.
    return [fileNameOf(name), name === 'KIOSK_PRINTER' ? { ...shape, type: 'string', default: '' } : name === 'KIOSK_PAPER_MM' ? { ...shape, enum: paperWidthsMm } : shape]
  }))
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Vaccination kiosk: configuration file and policy', type: 'object', additionalProperties: false, properties: { $schema: { type: 'string' }, ...properties } }
}
