declare module '*.css'
/** Vite reads the files when it builds. */
interface ImportMeta { glob<T>(pattern: string, options: { readonly query: string; readonly import: string; readonly eager: true }): Record<string, T> }
