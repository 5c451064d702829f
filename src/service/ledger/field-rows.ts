/** Rows that only the console and the field need, and their writes. */
export type DeviceReport = {
  readonly clinicId: string; readonly deviceId: string; readonly at: number
  /** Age of the oldest unsent entry, free places held, and how far its clock runs ahead, as it said at `at`. */
  readonly oldestMs: number; readonly free: number; readonly clockOffsetMs: number
}
export type Drill = { readonly clinicId: string; readonly deviceId: string; readonly at: number; readonly note: string }
export type ClosedCase = { readonly clinicId: string; readonly caseId: string; readonly at: number; readonly who: string; readonly note: string }
export type MessageRow = {
  /** One row an addressee. */
  readonly clinicId: string
  readonly messageId: string; readonly at: number; readonly kind: 'notice' | 'rule-change' | 'lot-recall'; readonly lotNumber: string | null
  /** JSON: language -> words. */
  readonly text: string
  readonly who: string
}

/** The few writes that are theirs, inside the ledger's transactions, and what a device that comes anew must hear of them. */
export type FieldWrites = {
  readonly putDeviceReport: (report: DeviceReport) => void
  readonly putDrill: (drill: Drill) => void
  readonly putClosedCase: (row: ClosedCase) => void
  readonly putMessage: (row: MessageRow) => void
  /** The newest first. */
  readonly messagesOf: (clinicId: string, limit: number) => readonly MessageRow[]
}
