/** Numbers of forms on paper: the station's letter and a series of their own, `A-P001`. No ticket has a P behind the dash, so none is ever the same. */
const WIDTH = 3
export const PAPER_NUMBER_LAST = 99_999

export const paperNumberOf = (stationLetter: string, count: number): string => `${stationLetter}-P${String(count).padStart(WIDTH, '0')}`
export const isPaperNumber = (ticketNumber: string): boolean => /^[A-Z]{1,2}-P\d/.test(ticketNumber)
