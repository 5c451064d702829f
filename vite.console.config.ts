import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The operator's console: plain files that the service hands out. Nothing inline: its Content-Security-Policy allows none. */
export default defineConfig({
  root: 'renderer/operator', base: '/console/', plugins: [react()],
  build: { outDir: '../../out/console', emptyOutDir: true, target: 'chrome114', modulePreload: false, assetsInlineLimit: 0, assetsDir: 'assets' },
})
