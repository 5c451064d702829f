/** How the wire says that a dose was entered in error (FHIR Immunization.status): a `dose-not-given` whose reason names the entry of the dose. */
export const ENTERED_IN_ERROR = 'entered-in-error:'

export const inErrorReason = (entryId: string): string => `${ENTERED_IN_ERROR}${entryId}`
export const isInErrorReason = (reason: string): boolean => reason.startsWith(ENTERED_IN_ERROR)
