/** What the program was asked on its command line, and the switches it never obeys: each would open the kiosk. */
export type Asked = { readonly kind: 'run' } | { readonly kind: 'refused'; readonly word: string; readonly why: string } | { readonly kind: 'command'; readonly name: CommandName; readonly words: readonly string[] }
export const commandNames = ['print-config', 'about', 'version', 'help', 'unsent', 'self-test', 'backup', 'check-backup', 'restore', 'try-migration', 'step-back', 'export-unsent', 'import-unsent', 'support-bundle', 'forget-pin', 'wipe', 'retire', 'lockdown'] as const
export type CommandName = (typeof commandNames)[number]

export const EXIT = { ended: 0, restart: 10, reboot: 20, maintenance: 30, internal: 70, configuration: 78 } as const

/** Doors into the process, holes in the sandbox or the web's own walls, other code, other profiles, logs with what was typed. */
const DANGEROUS: readonly RegExp[] = [
  /^--?(inspect|debug)(-|$|=)/, /^--remote-debugging/, /^--remote-allow-origins/, /^--(no-sandbox|disable-gpu-sandbox|disable-setuid-sandbox|disable-seccomp-filter-sandbox|no-zygote)/, /^--(disable-web-security|allow-file-access|allow-running-insecure-content|disable-site-isolation|disable-features=.*Isolat)/,
  /^--(ignore-certificate-errors|allow-insecure-localhost|unsafely-treat-insecure-origin)/, /^--(load-extension|disable-extensions-except|app=|user-data-dir|js-flags|utility-cmd-prefix|renderer-cmd-prefix|gpu-launcher|host-rules|host-resolver-rules|proxy-server|proxy-pac-url)/,
  /^--(enable-logging|log-net-log|net-log|ssl-key-log-file|auto-open-devtools|enable-automation|headless|dump-dom|use-fake)/, /^-r$|^--require/,
]

/** What a technician may say to Chromium: how to draw, in which size, for which touch. Everything else is either dangerous or mistyped. */
const HARMLESS = /^--(disable-gpu|disable-gpu-compositing|disable-software-rasterizer|use-gl|use-angle|ozone-platform|ozone-platform-hint|force-device-scale-factor|high-dpi-support|touch-events|disable-pinch|overscroll-history-navigation|enable-wayland-ime|lang|password-store|disable-dev-shm-usage|in-process-gpu|no-first-run)(=|$)/

/** What each command takes beside its own name. A mistyped option is no option that was left out: `--flie=` must not restore another copy. */
const TAKES: Readonly<Record<CommandName, RegExp | null>> = {
  'print-config': null, about: null, version: null, help: null, unsent: null, backup: null, 'try-migration': null, 'step-back': null, 'forget-pin': null, retire: null,
  'self-test': /^--json$/, 'check-backup': /^--file=./, restore: /^(--file=.|--even-if-unsent-are-lost$)/, 'export-unsent': /^--to=./, 'import-unsent': /^--(file|passphrase)=./, 'support-bundle': /^--to=./,
  wipe: /^--even-if-unsent-are-lost$/, lockdown: /^(apply|status|revert|--dry-run)$/,
}

export const helpText = `vaccination-kiosk [command]
  no command                            the kiosk itself
  --print-config                        each setting with its source
  --about, --version, --help
  --self-test [--json]                  0 good, 1 something failed
  --unsent                              how many entries have not reached the centre
  --backup  --check-backup [--file=]  --restore [--file=] [--even-if-unsent-are-lost]
  --export-unsent --to=FOLDER  --import-unsent --file= --passphrase=
  --support-bundle [--to=FOLDER]
  --try-migration  --step-back          what an update does by itself
  --forget-pin                          the technician's; the next start takes technicianPin of the settings
  --wipe [--even-if-unsent-are-lost]  --retire
  --lockdown apply|status|revert [--dry-run]
Exit: 0 ended, 1 the command failed, 10 restart, 20 reboot, 30 maintenance, 70 a bug, 77 not root, 78 something a person must set right.`

/** `lenient`: a test build in demo mode is driven by tests, and as root needs to run without a sandbox. No shipped build is lenient. */
export function readCommandLine(words: readonly string[], lenient: boolean): Asked {
  const dangerous = lenient ? undefined : words.find((word) => DANGEROUS.some((pattern) => pattern.test(word)))
  if (dangerous) return { kind: 'refused', word: dangerous.split('=')[0] ?? dangerous, why: 'would open the kiosk and is never obeyed' }
  const name = commandNames.find((one) => words.includes(`--${one}`))
  const takes = name === undefined ? null : TAKES[name]
  const strange = words.find((word) => word !== `--${name}` && !HARMLESS.test(word) && !takes?.test(word) && (word.startsWith('-') || name !== undefined) && !(lenient && isForTests(word)))
  if (strange !== undefined) return { kind: 'refused', word: strange.split('=')[0] ?? strange, why: name === undefined ? 'is no option of this program; see --help' : `does not go with --${name}; see --help` }
  return name === undefined ? { kind: 'run' } : { kind: 'command', name, words: words.filter((word) => takes?.test(word)) }
}

/** What Playwright and an unpacked Electron add: doors for tests, and the folder of the program. */
const isForTests = (word: string): boolean => !word.startsWith('--') || DANGEROUS.some((pattern) => pattern.test(word)) || /^--(enable-|disable-|allow-|force-|metrics-|mute-|hide-|no-|use-)/.test(word)
