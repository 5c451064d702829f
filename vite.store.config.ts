import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/** The store for Electron: one CommonJS file; only the native module stays outside. */
export default defineConfig({
  build: {
    ssr: true, outDir: 'out/store', target: 'node18', minify: false,
    rollupOptions: {
      input: { main: 'src/store/main.ts', echo: 'src/store/echo-main.ts', care: 'src/store/care.ts' },
      external: ['better-sqlite3', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
    },
  },
  ssr: { noExternal: true, external: ['better-sqlite3'] },
})
