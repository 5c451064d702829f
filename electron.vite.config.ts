import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** main and preload are CommonJS: a sandboxed preload must be, and Electron 25 loads nothing else. All but electron is bundled. */
const commonJs = (name: string, input: string) => ({
  build: {
    outDir: `out/${name}`, externalizeDeps: false, target: 'node18', minify: false,
    rollupOptions: { input: { index: input }, output: { format: 'cjs' as const, entryFileNames: '[name].cjs' }, external: ['electron'] },
  },
})

export default defineConfig({
  main: commonJs('main', 'src/main/index.ts'),
  preload: commonJs('preload', 'src/preload/index.ts'),
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer', emptyOutDir: true, minify: true, target: 'chrome114', modulePreload: { polyfill: false }, assetsInlineLimit: 0,
      rollupOptions: { input: { index: 'renderer/index.html', 'out-of-service': 'renderer/out-of-service.html', paper: 'renderer/paper.html' } },
    },
  },
})
