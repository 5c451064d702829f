/** A folder that is whole or not there: made beside its place and renamed. Killed half-way it leaves only rubbish, which the next one sweeps. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Another process may still be at work on a younger one. */
const RUBBISH_AGE_MS = 3_600_000
const MARK = '.half-made-'

function sweep(parent) {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name)
    if (name.includes(MARK) && Date.now() - statSync(path).mtimeMs > RUBBISH_AGE_MS) rmSync(path, { recursive: true, force: true })
  }
}

/** `isWhole(folder)` judges what is there; `make(beside)` returns the folder to be moved into place (somewhere in `beside`). */
export function wholeFolder(folder, isWhole, make) {
  if (isWhole(folder)) return folder
  const parent = dirname(folder)
  mkdirSync(parent, { recursive: true })
  sweep(parent)
  const beside = mkdtempSync(join(parent, `${basename(folder)}${MARK}`))
  try {
    const made = make(beside)
    // Somebody else may have been faster: theirs may be running already.
    if (isWhole(folder)) return folder
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
    renameSync(made, folder)
    return folder
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}
