import { createRoot } from 'react-dom/client'
import 'pretendard/dist/web/variable/pretendardvariable.css'
import './ui/tokens.css'
import './ui/controls.css'
import './ui/keyboard.css'
import './patient/patient.css'
import './patient/screens.css'
import './patient/landscape.css'
import './patient/low.css'
import './patient/large.css'
import './patient/folded.css'
import './patient/attract.css'
import './reception/reception.css'
import './reception/notes.css'
import './reception/views.css'
import './reception/sheets.css'
import './technician/technician.css'
import './technician/care.css'
import './board/board.css'
import { faceOf } from './app.tsx'
import { setUpI18n } from './i18n/setup-i18n.ts'
import { environment, role } from './kiosk.ts'
import { listenForScanner } from './ui/listen-for-scanner.ts'
import { showTheme, systemContrast, systemIsDark, themeFor } from './ui/theme.ts'

const root = document.getElementById('root')
if (root && window.kiosk) {
  setUpI18n(environment().language)
  document.documentElement.style.setProperty('--mm', `${environment().mmPx}px`)
  showTheme(themeFor(systemContrast(), systemIsDark()))
  listenForScanner(window)
  void faceOf(role()).then((Face) => { createRoot(root).render(<Face />) })
}
