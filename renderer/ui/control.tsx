import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

export type ControlProps = {
  readonly kind?: 'primary' | 'secondary' | 'quiet'; readonly icon?: IconName | undefined; readonly testId?: string; /** Spoken in place of a shortened label. */ readonly spoken?: string | undefined; readonly selected?: boolean; readonly disabled?: boolean
  readonly className?: string; readonly busy?: boolean; readonly onPress: () => void; readonly children?: ReactNode
}

/** Disabled shows a lock; the sentence why stands beside it. */
export function Control({ kind = 'secondary', icon, testId, spoken, selected, disabled, className = '', busy, onPress, children }: ControlProps): ReactElement {
  const shown = disabled ? 'lock' : icon
  return (
    <button type="button" className={`control ${kind} ${selected ? 'selected' : ''} ${busy ? 'busy' : ''} ${className}`} data-testid={testId} disabled={disabled} aria-label={spoken} aria-pressed={selected} aria-busy={busy} onClick={onPress}>
      {shown ? <Icon name={shown} /> : null}
      <span>{children}</span>
      {busy ? <span className="busy-marks" aria-hidden="true"><i /><i /><i /><i /></span> : null}
    </button>
  )
}
