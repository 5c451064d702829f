/** Kept between runs: a process that starts in half the time is killed at work, not while its code is read. */
export const COMPILE_CACHE = new URL('../../out/compile-cache', import.meta.url).pathname
