/** The centre as the console asks it. The token lives in memory only: a page that is left or loaded again has forgotten it. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../src/contract/errors.ts'

export type Trouble = Pick<Problem, 'status' | 'code' | 'detail'>
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Trouble }
export type Session = { readonly token: string; readonly operator: string }

/** No answer at all. */
const NO_ANSWER = 0
const ANSWER_MS_MAX = 20_000

export async function ask<T>(session: Session, path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const answer = await fetch(`/v1/admin${path}`, {
      method: body === undefined ? 'GET' : 'POST', signal: AbortSignal.timeout(ANSWER_MS_MAX), cache: 'no-store',
      headers: { authorization: `Bearer ${session.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const value: unknown = await answer.json()
    return answer.ok ? { ok: true, value: value as T } : { ok: false, problem: value as Problem }
  } catch {
    return { ok: false, problem: { status: NO_ANSWER, code: 'OVERLOADED', detail: '' } }
  }
}

/** A table for a spreadsheet, by the same door; a link could not carry the token. */
export async function download(session: Session, name: string): Promise<boolean> {
  const answer = await fetch(`/v1/admin/exports/${name}.csv`, { headers: { authorization: `Bearer ${session.token}` } }).catch(() => null)
  if (!answer?.ok) return false
  const url = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = `${name}.csv`
  link.click()
  URL.revokeObjectURL(url)
  return true
}

export type Read<T> = { readonly data: T | null; readonly problem: Trouble | null; readonly again: () => void }

const AGAIN_EVERY_MS = 10_000

/** Asks at once, every ten seconds, and when told; what was last heard stays on the screen while nothing answers. `path` null: asks nothing. */
export function useRead<T>(session: Session, path: string | null): Read<T> {
  const [state, setState] = useState<{ readonly path: string; readonly data: T | null; readonly problem: Trouble | null } | null>(null)
  const [turn, setTurn] = useState(0)
  const current = useRef(path)
  current.current = path
  const again = useCallback(() => setTurn((n) => n + 1), [])
  useEffect(() => {
    if (path === null) return
    let gone = false
    const read = async (): Promise<void> => {
      const answer = await ask<T>(session, path)
      if (gone || current.current !== path) return
      setState((before) => (answer.ok ? { path, data: answer.value, problem: null } : { path, data: before?.path === path ? before.data : null, problem: answer.problem }))
    }
    void read()
    const timer = setInterval(() => void read(), AGAIN_EVERY_MS)
    return () => { gone = true; clearInterval(timer) }
  }, [session, path, turn])
  return state && state.path === path ? { data: state.data, problem: state.problem, again } : { data: null, problem: null, again }
}
