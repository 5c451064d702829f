/** The settings that the technician's window may change, as they are now, and which of them a higher layer decides. */
import type { SettingsNow, SetUp } from '../../contract/set-up.ts'
import { setUpNames } from '../../contract/set-up.ts'
import { fileNameOf, settingNames } from '../../contract/settings.ts'
import type { Configuration } from './configuration.ts'

const settingOf = new Map(settingNames.map((name) => [fileNameOf(name), name]))

export function settingsNow({ settings, sources }: Pick<Configuration, 'settings' | 'sources'>): SettingsNow {
  const above = (name: keyof SetUp): 'environment' | 'policy' | null => {
    const source = sources[settingOf.get(name) ?? '']
    return source === 'environment' || source === 'policy' ? source : null
  }
  const { KIOSK_PRINTER: printers, KIOSK_SERVICE_URL: serviceUrl, KIOSK_LANGUAGE: language } = settings
  return {
    choices: {
      // The technician's own window speaks two languages; the others are for patients, set by file.
      language: language === 'ko' ? 'ko' : 'en', stationName: settings.KIOSK_STATION_NAME, screens: settings.KIOSK_SCREENS, diagonalInch: settings.KIOSK_DIAGONAL_INCH,
      volumeCapPercent: settings.KIOSK_VOLUME_CAP_PERCENT, paperMm: settings.KIOSK_PAPER_MM === 58 ? 58 : 80,
      ...(printers.length > 0 ? { printer: printers.join(' ') } : {}), ...(serviceUrl ? { serviceUrl } : {}),
    },
    fixed: Object.fromEntries(setUpNames.flatMap((name) => { const by = above(name); return by ? [[name, by]] : [] })),
  }
}
