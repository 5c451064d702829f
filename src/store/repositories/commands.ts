import type { Rows } from '../../base/prepared-rows.ts'

/** What each command was answered, so that a repeat is answered the same. */
export const commandTable = ({ one, run }: Rows) => ({
  commandResult: (commandId: string) => one<{ name: string; result: string }>('SELECT name, result FROM command WHERE command_id = ?', commandId),
  keepCommand: (commandId: string, name: string, result: string, at: number) => { run('INSERT INTO command VALUES (?, ?, ?, ?)', commandId, name, result, at) },
  dropCommandsBefore: (at: number) => { run('DELETE FROM command WHERE at < ?', at) },
})
