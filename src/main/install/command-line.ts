/** What the program was asked on its command line, and the switches it never obeys: each would open the kiosk. */
export type Asked = { readonly kind: 'run' } | { readonly kind: 'refused'; readonly word: string } | { readonly kind: 'command'; readonly name: CommandName; readonly words: readonly string[] }
export const commandNames = ['print-config', 'about', 'unsent', 'self-test', 'backup', 'check-backup', 'restore', 'try-migration', 'step-back', 'export-unsent', 'import-unsent', 'support-bundle', 'wipe', 'retire', 'lockdown'] as const
export type CommandName = (typeof commandNames)[number]

export const EXIT = { ended: 0, restart: 10, reboot: 20, maintenance: 30, internal: 70, configuration: 78 } as const

/** Doors into the process, holes in the sandbox or the web's own walls, other code, other profiles, logs with what was typed. */
const DANGEROUS: readonly RegExp[] = [
  /^--?(inspect|debug)(-|$|=)/, /^--remote-debugging/, /^--remote-allow-origins/, /^--(no-sandbox|disable-gpu-sandbox|disable-setuid-sandbox|disable-seccomp-filter-sandbox|no-zygote)/, /^--(disable-web-security|allow-file-access|allow-running-insecure-content|disable-site-isolation|disable-features=.*Isolat)/,
  /^--(ignore-certificate-errors|allow-insecure-localhost|unsafely-treat-insecure-origin)/, /^--(load-extension|disable-extensions-except|app=|user-data-dir|js-flags|utility-cmd-prefix|renderer-cmd-prefix|gpu-launcher|host-rules|host-resolver-rules|proxy-server|proxy-pac-url)/,
  /^--(enable-logging|log-net-log|net-log|ssl-key-log-file|auto-open-devtools|enable-automation|headless|dump-dom|use-fake)/, /^-r$|^--require/,
]

/** `lenient`: a test build in demo mode is driven by tests, and as root needs to run without a sandbox. No shipped build is lenient. */
export function readCommandLine(words: readonly string[], lenient: boolean): Asked {
  const dangerous = lenient ? undefined : words.find((word) => DANGEROUS.some((pattern) => pattern.test(word)))
  if (dangerous) return { kind: 'refused', word: dangerous.split('=')[0] ?? dangerous }
  const asked = commandNames.find((name) => words.includes(`--${name}`))
  return asked ? { kind: 'command', name: asked, words: words.filter((word) => word !== `--${asked}`) } : { kind: 'run' }
}
