import { createRoot } from 'react-dom/client'
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
import '../ui/tokens.css'
import '../ui/controls.css'
import './operator.css'
import './views.css'
import { showTheme, systemContrast, systemIsDark, themeFor } from '../ui/theme.ts'
import { OperatorApp } from './operator-app.tsx'
import { setUpWords } from './words.ts'

const root = document.getElementById('root')
if (root) {
  setUpWords(navigator.language.startsWith('ko') ? 'ko' : 'en')
  const show = (): void => showTheme(themeFor(systemContrast(), systemIsDark()))
  show()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show)
  createRoot(root).render(<OperatorApp />)
}
