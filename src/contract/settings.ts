/** What a technician sets, by file, environment or policy; parsed once at start, refused by name when wrong. */
import { z } from 'zod'
import { paperWidth, printerList } from './device-api.ts'

const size = z.string().regex(/^\d{3,5}x\d{3,5}$/).transform((text) => { const [width = 0, height = 0] = text.split('x').map(Number); return { width, height } })

export const settings = z.object({
  KIOSK_DATA_DIR: z.string().min(1).optional(),
  KIOSK_KEY_FILE: z.string().min(1).optional(),
  KIOSK_SERVICE_URL: z.url({ protocol: /^https?$/ }).max(300).optional(),
  KIOSK_ENROLMENT_CODE: z.string().min(1).max(80).optional(),
  /** Inches; every size on the patient's screen is millimetres. */
  KIOSK_DIAGONAL_INCH: z.coerce.number().min(8).max(65).default(21.5),
  KIOSK_LANGUAGE: z.enum(['ko', 'en', 'zh-CN', 'vi', 'ja']).default('ko'),
  /** See device-api: printers in the order they are tried. */
  KIOSK_PRINTER: printerList.default([]),
  KIOSK_PAPER_MM: paperWidth.default(80),
  KIOSK_TECHNICIAN_PIN: z.string().regex(/^\d{4,12}$/).optional(),
  KIOSK_STATION_NAME: z.string().min(1).max(100).default('kiosk'),
  KIOSK_PATIENT_SIZE: size.optional(),
  KIOSK_DESK_SIZE: size.optional(),
  /** Path of a Node 24, for an Electron that cannot load the database module. */
  KIOSK_NODE: z.string().min(1).optional(),
  /** Percent; the loudest the patient's window may be. */
  KIOSK_VOLUME_CAP_PERCENT: z.coerce.number().int().min(0).max(100).default(70),
  /** When patients are there, in the machine's own time. Outside of it updates may be installed and the screen may sleep. */
  KIOSK_OPENING_HOURS: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'write it as 08:30-18:00').default('08:00-20:00'),
  /** A plain folder on a web server that holds latest.txt, latest.txt.sig and the packages. None: nobody looks for updates. */
  KIOSK_UPDATE_URL: z.url({ protocol: /^https?$/ }).max(300).optional(),
  /** Ed25519, base64url of 32 bytes; the manifest is believed only with its signature. */
  KIOSK_UPDATE_KEY: z.string().regex(/^[\w-]{43}$/).optional(),
  /** `1`: a demonstration. A test build enrols only there. */
  KIOSK_DEMO: z.enum(['0', '1']).default('0'),
  /** Seconds a page may be silent before it is taken for hung and replaced. */
  KIOSK_HANG_S: z.coerce.number().int().min(2).max(120).default(15),
  /** Which faces this machine shows: a whole clinic on two screens, only the patient's, or only the desk's. */
  KIOSK_SCREENS: z.enum(['both', 'patient', 'desk']).default('both'),
  /** Where the desk's papers go as PDF and CSV; a folder of the user's documents when it is not named. */
  KIOSK_PAPERS_DIR: z.string().min(1).optional(),
  /** Free space on the data disk, MiB: below the first old copies are thrown away, below the second no number is promised any more. */
  KIOSK_DISK_LOW_MIB: z.coerce.number().int().min(1).max(100_000).default(500),
  KIOSK_DISK_STOP_MIB: z.coerce.number().int().min(1).max(10_000).default(40),
  KIOSK_STORE: z.enum(['main', 'echo']).default('main'),
  /** Seconds without a touch before the countdown. */
  KIOSK_IDLE_S: z.coerce.number().int().min(5).max(600).default(90),
})
export type Settings = z.infer<typeof settings>
export const settingNames = Object.keys(settings.shape)

/** `KIOSK_DATA_DIR` is `dataDir` in a file or a policy. */
export const fileNameOf = (setting: string): string => setting.slice('KIOSK_'.length).toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The schema of the configuration file, for editors and for whoever rolls out many. */
export function configurationSchema(): Record<string, unknown> {
  const properties = Object.fromEntries(Object.entries(settings.shape).map(([name, field]) => {
    const { $schema: _version, ...shape } = z.toJSONSchema(field, { io: 'output', unrepresentable: 'any', override: ({ zodSchema, jsonSchema }) => { if (zodSchema === (size as unknown)) Object.assign(jsonSchema, { type: 'string', pattern: '^\\d{3,5}x\\d{3,5}$' }) } })
    return [fileNameOf(name), shape]
  }))
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Vaccination kiosk: configuration file and policy', type: 'object', additionalProperties: false, properties: { $schema: { type: 'string' }, ...properties } }
}
