/** `npm run config-schema`: writes docs/config.schema.json from the settings' own schema; a test asks that they are the same. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { node24, root, run, script } from './steps.mjs'

await script(() => {
  const text = run(node24, ['--input-type=module', '-e', `import { configurationSchema } from ${JSON.stringify(join(root, 'src/contract/settings.ts'))}; console.log(JSON.stringify(configurationSchema(), null, 2))`])
  mkdirSync(join(root, 'docs'), { recursive: true })
  writeFileSync(join(root, 'docs', 'config.schema.json'), text)
})
