/** Electron's security checklist, item by item, and the checks that show each. An item is passed when all of its checks ran and found nothing. */
export const checklist = [
  ['only load secure content', ['pages lead nowhere and load nothing from elsewhere', 'content security policy']],
  ['no Node.js in pages', ['windows and pages']],
  ['context isolation', ['windows and pages']],
  ['process sandboxing', ['windows and pages']],
  ['permission requests', ['windows and pages']],
  ['webSecurity stays on', ['windows and pages']],
  ['a content security policy', ['content security policy']],
  ['no allowRunningInsecureContent', ['windows and pages']],
  ['no experimental features', ['windows and pages']],
  ['no enableBlinkFeatures', ['windows and pages']],
  ['webview: no popups', ['windows and pages']],
  ['webview: options are verified', ['windows and pages']],
  ['navigation is limited', ['pages lead nowhere and load nothing from elsewhere']],
  ['new windows are limited', ['pages lead nowhere and load nothing from elsewhere']],
  ['no openExternal with what is not trusted', ['source of main/index.cjs']],
  ['a current Electron', ['current Electron']],
  ['the sender of every IPC message is checked', ['every call refuses', 'every channel refuses strangers']],
  ['no file:// pages', ['source of main/index.cjs', 'windows and pages']],
  ['fuses', []],
  ['no API of Electron in pages', ['only the bridge is in the pages']],
]

/** The outcome of each item from the outcomes of the checks: faults, or why it could not be asked. */
export function judgeChecklist(results, notRun, fuseNames) {
  return checklist.map(([title, by], index) => {
    const names = title === 'fuses' ? fuseNames : by
    const name = `Electron's checklist ${index + 1}: ${title}`
    const faults = names.flatMap((one) => results.find((result) => result.name === one)?.faults ?? [])
    const open = notRun.filter(({ check }) => names.includes(check))
    const known = names.filter((one) => results.some((result) => result.name === one) || open.some(({ check }) => check === one))
    if (known.length < names.length || names.length === 0) return { name, faults: [`nobody asked: ${names.filter((one) => !known.includes(one)).join(', ') || 'nothing'}`] }
    // Fuses that this Electron lacks say so themselves; the rest of them decides.
    if (faults.length === 0 && open.length > 0 && open.length === names.length) return { name, why: open.map(({ why }) => why).join('; ') }
    return { name, faults }
  })
}
