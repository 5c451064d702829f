import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

export function Nobody(): ReactElement {
  const { t } = useTranslation()
  return <p className="empty">{t('desk.select')}</p>
}
