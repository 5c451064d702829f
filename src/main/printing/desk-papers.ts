/** The desk's sheets: what its window has laid out for paper, to a printer or into a file; tables come from the store, not from the page. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WebContents } from 'electron'
import type { Log } from '../../base/log.ts'
import { err, ok } from '../../base/result.ts'
import type { Result } from '../../base/result.ts'
import { failure } from '../../contract/errors.ts'
import type { Failure } from '../../contract/errors.ts'
import type { DeviceCallInput, DeviceCallName, DeviceCallOutput } from '../../contract/device-api.ts'

type PaperCall = 'printPaper' | 'savePaper'
export const isPaperCall = (name: string): name is PaperCall => name === 'printPaper' || name === 'savePaper'

export type DeskPapers = (name: PaperCall, input: unknown, contents: WebContents) => Promise<Result<unknown, Failure>>
type Parts = { readonly folder: string; readonly ask: (name: string, input: unknown) => Promise<Result<unknown, Failure>>; readonly log: Log }

/** For its owner alone: names, birth dates and phones stand in it. */
const OWNER_ONLY = 0o600

const print = (contents: WebContents): Promise<string> => new Promise((resolve) => { contents.print({ silent: true, printBackground: true, pageSize: 'A4' }, (done, why) => resolve(done ? '' : why || 'failed')) })

/** A system without a printer would let the job wait for ever: asked first. */
async function printPaper(contents: WebContents, log: Log): Promise<DeviceCallOutput['printPaper']> {
  const printers = await contents.getPrintersAsync().catch(() => [])
  if (printers.length === 0) return { printed: false, why: 'no-printer' }
  const why = await print(contents)
  if (why !== '') log.warn('paper', { why })
  return { printed: why === '', why: why === '' ? null : 'failed' }
}

export function createDeskPapers({ folder, ask, log }: Parts): DeskPapers {
  const keep = (name: string, content: Uint8Array | string): Result<DeviceCallOutput['savePaper'], Failure> => {
    const file = join(folder, name)
    try {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, content, { mode: OWNER_ONLY })
      // A file that was there keeps its own mode when it is written again.
      chmodSync(file, OWNER_ONLY)
    } catch (cause) {
      return err(failure('DISK_READ_ONLY', `${folder}: ${(cause as { code?: string }).code ?? 'cannot be written'}`))
    }
    log.info('paper-saved', { name })
    return ok({ file })
  }
  const table = async (call: string, input: unknown, column: 'daySheetCsv' | 'historyCsv', name: string): Promise<Result<unknown, Failure>> => {
    const answer = await ask(call, input)
    return answer.ok ? keep(`${name}.csv`, (answer.value as Record<typeof column, string>)[column]) : answer
  }
  const save = async (input: DeviceCallInput<'savePaper'>, contents: WebContents): Promise<Result<unknown, Failure>> => {
    if (input.as === 'day-sheet-csv') return table('daySheet', { session: input.session, date: input.date }, 'daySheetCsv', input.name)
    if (input.as === 'history-csv') return table('exportHistory', { session: input.session, from: input.from, to: input.to }, 'historyCsv', input.name)
    return keep(`${input.name}.pdf`, new Uint8Array(await contents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true })))
  }
  return async (name: DeviceCallName, input, contents) => (name === 'printPaper' ? ok(await printPaper(contents, log)) : save(input as DeviceCallInput<'savePaper'>, contents))
}
