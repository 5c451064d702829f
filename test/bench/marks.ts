/** File names that never exist; an attempt to remove one stands in the system call trace as a mark. */
export const MARK_BEGIN = '/bench-mark-begin'
export const MARK_END = '/bench-mark-end'
