/** What `lockdown.ps1 --dry-run` would print, read from the script itself: there is no PowerShell where this is built, so it is rendered, never run. */
const listOf = (script, name) => [...(new RegExp(`^\\$${name} = (.*)$`, 'm').exec(script)?.[1] ?? '').matchAll(/'([^']*)'/g)].map((match) => match[1])
const policiesOf = (script) => [...script.matchAll(/^ {2}@\('([^']+)', '([^']+)', (\d+)\)/gm)].map(([, path, name, value]) => ({ path, name, value }))

/** The lines of one function: `Do-It "…"`, `Set-Value`, `Remove-Value`, and the loops over keys and policies around them. */
export function dryRunOf(script, act) {
  const named = act === 'apply' ? 'Apply' : 'Revert'
  const body = new RegExp(`^function ${named} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(script)?.[1]
  if (!body) throw new Error(`the script has no function ${named}`)
  const values = { user: 'kiosk', app: 'C:\\Program Files\\vaccination-kiosk\\vaccination-kiosk.exe' }
  const fill = (text, more = {}) => text.replace(/\$\(Split-Path \$app\)/g, 'C:\\Program Files\\vaccination-kiosk').replace(/\$(\w+)/g, (all, name) => ({ ...values, ...more })[name] ?? all)
  const lines = body.split('\n').flatMap((line) => {
    const said = /Do-It (['"])(.*?)\1 \{/.exec(line)?.[2]
    if (/^ {2}foreach \(\$key in \$keys\)/.test(line) && said) return listOf(script, 'keys').map((key) => fill(said, { key }))
    if (/^ {2}foreach \(\$policy in \$policies\)/.test(line)) return policiesOf(script).map(({ path, name, value }) => (line.includes('Set-Value') ? `set ${path} ${name} = ${value}` : `remove ${path} ${name}`))
    return /^ {2}Do-It/.test(line) && said ? [fill(said)] : []
  })
  return `${lines.map((line) => `+ ${line}`).join('\n')}\n`
}
