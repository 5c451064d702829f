/** Who is in front of a window. One window has one role, given by main, never by the page. */
export const roles = ['patient', 'reception', 'board', 'technician'] as const
export type Role = (typeof roles)[number]
