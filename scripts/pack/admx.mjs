/** Policies for Windows from the settings' own schema: vaccination-kiosk.admx and its Korean and English words. Written by `npm run config-schema`. */
import { policyWords } from './policy-words.mjs'

const xml = (text) => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const KEY = 'SOFTWARE\\Policies\\VaccinationKiosk'

export function admxOf(schema) {
  const names = Object.keys(schema.properties).filter((name) => name !== '$schema')
  const policy = (name) => `    <policy name="${name}" class="Machine" displayName="$(string.${name})" explainText="$(string.${name}_help)" presentation="$(presentation.${name})" key="${KEY}"><parentCategory ref="kiosk" /><supportedOn ref="windows10" /><elements><text id="${name}" valueName="${name}" /></elements></policy>`
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
  <policyNamespaces><target prefix="kiosk" namespace="VaccinationKiosk.Policies" /></policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn><definitions><definition name="windows10" displayName="$(string.windows10)" /></definitions></supportedOn>
  <categories><category name="kiosk" displayName="$(string.kiosk)" /></categories>
  <policies>
${names.map(policy).join('\n')}
  </policies>
</policyDefinitions>
`
}

/** A setting that nobody has named here is found when it is written, not by an administrator. */
function wordsOf(name) {
  const words = policyWords[name]
  if (!words) throw new Error(`scripts/pack/policy-words.mjs has no words for ${name}`)
  return words
}

export function admlOf(schema, language) {
  const korean = language === 'ko-KR'
  const names = Object.keys(schema.properties).filter((name) => name !== '$schema')
  const help = (name) => {
    const { default: usual, minimum, maximum, enum: choices, description } = schema.properties[name]
    const facts = [usual === undefined || usual === '' ? '' : `${korean ? '기본값' : 'default'} ${usual}`, choices ? choices.join(' | ') : '', minimum === undefined ? '' : `${minimum}~${maximum}`]
    const said = facts.filter(Boolean).join(', ')
    return `${korean ? wordsOf(name)[2] : description}. ${said ? `${said}. ` : ''}${korean ? `설정 파일의 ${name}보다 먼저입니다.` : `Goes before ${name} in the file.`}`
  }
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
  <displayName>${korean ? '예방접종 접수기' : 'Vaccination kiosk'}</displayName><description></description>
  <resources>
    <stringTable>
      <string id="kiosk">${korean ? '예방접종 접수기' : 'Vaccination kiosk'}</string>
      <string id="windows10">Windows 10</string>
${names.map((name) => `      <string id="${name}">${xml(wordsOf(name)[korean ? 1 : 0])}</string>\n      <string id="${name}_help">${xml(help(name))}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${names.map((name) => `      <presentation id="${name}"><textBox refId="${name}"><label>${xml(wordsOf(name)[korean ? 1 : 0])}</label></textBox></presentation>`).join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`
}
