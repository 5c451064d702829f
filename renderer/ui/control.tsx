import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

export type ControlProps = {
  readonly kind?: 'primary' | 'secondary' | 'quiet'; readonly icon?: IconName; readonly testId?: string; readonly selected?: boolean; readonly disabled?: boolean
  readonly className?: string; readonly onPress: () => void; readonly children?: ReactNode
}

export function Control({ kind = 'secondary', icon, testId, selected, disabled, className = '', onPress, children }: ControlProps): ReactElement {
  return (
    <button type="button" className={`control ${kind} ${selected ? 'selected' : ''} ${className}`} data-testid={testId} disabled={disabled} aria-pressed={selected} onClick={onPress}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </button>
  )
}
