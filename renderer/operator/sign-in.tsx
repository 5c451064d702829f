import { useState } from 'react'
import type { FormEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icon.tsx'
import { ask } from './centre.ts'
import type { Session } from './centre.ts'

export function SignIn({ onEnter }: { readonly onEnter: (session: Session) => void }): ReactElement {
  const { t } = useTranslation()
  const [operator, setOperator] = useState('')
  const [token, setToken] = useState('')
  const [fault, setFault] = useState('')
  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const session = { token: token.trim(), operator: operator.trim() }
    const answer = await ask(session, '/fleet?limit=1')
    if (answer.ok) return onEnter(session)
    setFault(answer.problem.status === 401 ? t('signIn.wrong') : answer.problem.status === 429 ? t('signIn.locked') : t('signIn.noAnswer'))
  }
  return (
    <main className="sign-in">
      <form onSubmit={(event) => void enter(event)}>
        <p className="brand"><Icon name="mark" /></p>
        <h1>{t('signIn.title')}</h1>
        <label><span>{t('signIn.operator')}</span><input data-testid="operator" value={operator} maxLength={100} autoComplete="username" required onChange={(event) => setOperator(event.target.value)} /><small>{t('signIn.operatorHint')}</small></label>
        <label><span>{t('signIn.token')}</span><input data-testid="token" type="password" value={token} maxLength={200} autoComplete="off" required onChange={(event) => setToken(event.target.value)} /><small>{t('signIn.tokenHint')}</small></label>
        <p className="fault" role="alert">{fault}</p>
        <button type="submit" className="control primary" data-testid="enter">{t('signIn.enter')}</button>
      </form>
    </main>
  )
}
