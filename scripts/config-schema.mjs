/** `npm run config-schema`: writes docs/config.schema.json and the Windows policies from the settings' own schema; a test asks that they are the same. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { admlOf, admxOf } from './pack/admx.mjs'
import { node24, root, run, script } from './steps.mjs'

await script(() => {
  const text = run(node24, ['--input-type=module', '-e', `import { configurationSchema } from ${JSON.stringify(join(root, 'src/contract/settings.ts'))}; console.log(JSON.stringify(configurationSchema(), null, 2))`])
  mkdirSync(join(root, 'docs'), { recursive: true })
  writeFileSync(join(root, 'docs', 'config.schema.json'), text)
  const policies = join(root, 'assets', 'windows', 'policies')
  mkdirSync(policies, { recursive: true })
  writeFileSync(join(policies, 'vaccination-kiosk.admx'), admxOf(JSON.parse(text)))
  for (const language of ['ko-KR', 'en-US']) {
    mkdirSync(join(policies, language), { recursive: true })
    writeFileSync(join(policies, language, 'vaccination-kiosk.adml'), admlOf(JSON.parse(text), language))
  }
})
