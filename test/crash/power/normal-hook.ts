/** The control's only difference: the store's own source with synchronous=NORMAL, changed while it is loaded. Nothing of it is shipped. */
import { registerHooks } from 'node:module'

const CHANGES = [["db.pragma('synchronous = FULL')", "db.pragma('synchronous = NORMAL')"], ["{ simple: true }) === 2, 'synchronous is FULL'", "{ simple: true }) === 1, 'synchronous is NORMAL'"]] as const

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/src/store/db/open.ts')) return loaded
    let source = String(loaded.source)
    for (const [full, normal] of CHANGES) {
      if (!source.includes(full)) throw new Error(`the control cannot be made: src/store/db/open.ts has no ${full}`)
      source = source.replace(full, normal)
    }
    return { ...loaded, source }
  },
})
