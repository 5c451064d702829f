/** Electron's nine fuses, each set on purpose. `since` is the first Electron that has it: an older runtime cannot be asked. */
export const fuses = [
  { name: 'runAsNode', index: 0, on: false, since: 12, why: 'the program is a kiosk, never a Node for somebody else\'s script' },
  { name: 'enableCookieEncryption', index: 1, on: true, since: 12, why: 'what Chromium keeps is sealed' },
  { name: 'enableNodeOptionsEnvironmentVariable', index: 2, on: false, since: 12, why: 'no code by NODE_OPTIONS' },
  { name: 'enableNodeCliInspectArguments', index: 3, on: false, since: 12, why: 'no debugger at the door' },
  { name: 'enableEmbeddedAsarIntegrityValidation', index: 4, on: true, since: 16, why: 'a changed archive does not start (Windows and macOS check it)' },
  { name: 'onlyLoadAppFromAsar', index: 5, on: true, since: 16, why: 'no folder beside the archive is the app' },
  { name: 'loadBrowserProcessSpecificV8Snapshot', index: 6, on: false, since: 20, why: 'there is no such snapshot' },
  { name: 'grantFileProtocolExtraPrivileges', index: 7, on: false, since: 29, why: 'pages come from app://, never from file://' },
  { name: 'wasmTrapHandlers', index: 8, on: true, since: 41, why: 'WebAssembly stays within its bounds' },
]

export const fusesOf = (electronVersion) => fuses.filter(({ since }) => Number(electronVersion.split('.')[0]) >= since)
