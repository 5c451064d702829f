import type { ElectronApplication, Page } from '@playwright/test'

export type Launch = { readonly dataDir: string; readonly serviceUrl: string; readonly code?: string | undefined; readonly app?: string | undefined; readonly env?: Record<string, string> }
export type KioskApp = {
  readonly kiosk: ElectronApplication; readonly patient: Page; readonly desk: Page
  readonly windowOf: (role: string) => Promise<Page>
  readonly storePid: () => number
}
export type Person = { readonly jamo: string | readonly string[]; readonly birthDate: string; readonly phone: string; readonly vaccine?: string }
export type Look = 'vaccine' | 'when' | 'name' | 'phone' | 'question' | 'confirm'
export type Shown = { readonly number: string; readonly status: string | null; readonly bookingId: string | null }

export function launchKiosk(launch: Launch): Promise<KioskApp>
export function fillIn(page: Page, person: Person, looks?: Partial<Record<Look, () => Promise<unknown>>>): Promise<void>
export function chooseVaccine(page: Page, vaccine: string, looks?: Partial<Record<Look, () => Promise<unknown>>>): Promise<void>
export function answerNo(page: Page): Promise<void>
export function readTicket(page: Page): Promise<Shown>
/** A PNG of the page as it is now. */
export function picture(page: Page, file: string): Promise<void>
export function at(page: Page, screen: string): Promise<void>
export function tap(page: Page, testId: string): Promise<void>
export function keys(page: Page, letters: Iterable<string>): Promise<void>
/** Ends the invitation on glass that nobody touched for three minutes. */
export function wake(page: Page): Promise<void>
export function confirm(page: Page): Promise<void>
export function finish(page: Page): Promise<void>
