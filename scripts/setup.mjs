import { setUp } from './set-up.mjs'
import { script } from './steps.mjs'
import { testBrowser } from './test-browser.mjs'

await script(async () => {
  await setUp()
  await testBrowser()
})
