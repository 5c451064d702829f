/** What a technician sets by environment; parsed once at start, refused by name when wrong. */
import { z } from 'zod'

const size = z.string().regex(/^\d{3,5}x\d{3,5}$/).transform((text) => { const [width = 0, height = 0] = text.split('x').map(Number); return { width, height } })

export const settings = z.object({
  KIOSK_DATA_DIR: z.string().min(1).optional(),
  KIOSK_KEY_FILE: z.string().min(1).optional(),
  KIOSK_SERVICE_URL: z.url({ protocol: /^https?$/ }).max(300).optional(),
  KIOSK_ENROLMENT_CODE: z.string().min(1).max(80).optional(),
  /** Inches; every size on the patient's screen is millimetres. */
  KIOSK_DIAGONAL_INCH: z.coerce.number().min(8).max(65).default(21.5),
  KIOSK_LANGUAGE: z.enum(['ko', 'en', 'zh-CN', 'vi', 'ja']).default('ko'),
  KIOSK_TECHNICIAN_PIN: z.string().regex(/^\d{4,12}$/).optional(),
  KIOSK_STATION_NAME: z.string().min(1).max(100).default('kiosk'),
  KIOSK_PATIENT_SIZE: size.optional(),
  KIOSK_DESK_SIZE: size.optional(),
  /** Path of a Node 24, for an Electron that cannot load the database module. */
  KIOSK_NODE: z.string().min(1).optional(),
  KIOSK_STORE: z.enum(['main', 'echo']).default('main'),
  /** Seconds without a touch before the countdown. */
  KIOSK_IDLE_S: z.coerce.number().int().min(5).max(600).default(90),
})
export type Settings = z.infer<typeof settings>
export const settingNames = Object.keys(settings.shape)
