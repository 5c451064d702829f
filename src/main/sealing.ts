/** Who seals the key of the patients' data: Windows itself (DPAPI); on Linux the file's mode or a credential of systemd. Never a store that only pretends. */
import { err, ok } from '../base/result.ts'
import type { Result } from '../base/result.ts'
import { failure } from '../contract/errors.ts'
import type { Failure } from '../contract/errors.ts'
import type { Sealing } from './database-key.ts'

export type SafeStorage = { readonly isEncryptionAvailable: () => boolean; readonly encryptString: (text: string) => Buffer; readonly decryptString: (bytes: Buffer) => string; readonly getSelectedStorageBackend?: () => string }

/** `wanted`: the operating system must seal. `basic_text` would be a key written in clear under another name. */
export function sealingFor(platform: string, wanted: boolean, storage: SafeStorage): Result<Sealing | null, Failure> {
  if (platform !== 'win32' && !wanted) return ok(null)
  const backend = platform === 'linux' ? storage.getSelectedStorageBackend?.() : 'dpapi'
  if (!storage.isEncryptionAvailable() || backend === 'basic_text' || backend === undefined) {
    return err(failure('DATABASE_KEY_MISSING', `this system offers no sealed storage (${backend ?? 'unknown'}); the key was not written in clear`))
  }
  return ok({ seal: (text) => storage.encryptString(text), open: (bytes) => storage.decryptString(bytes) })
}
